"""What a function's configuration says, read from moto."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from eventbridge_notifier.sandbox.lambda_.function_id import FunctionId
from eventbridge_notifier.sandbox.lambda_.invoke_queue import AsyncConfig
from eventbridge_notifier.sandbox.lambda_.pool import FunctionSettings


def settings(client: Any, function: FunctionId) -> FunctionSettings:
    """How the function runs. Raises LookupError where there is none."""
    try:
        found = client.get_function_configuration(FunctionName=function.name)
    except ClientError as error:
        raise LookupError(function.arn) from error
    reserved = client.get_function_concurrency(FunctionName=function.name)
    return FunctionSettings(
        found["Handler"], float(found.get("Timeout", 3)), int(found.get("MemorySize", 128)),
        found["Role"], found.get("Environment", {}).get("Variables", {}),
        reserved.get("ReservedConcurrentExecutions"), found.get("KMSKeyArn", ""), found)


def asynchronous(client: Any, function: FunctionId, dead_letter_queue: str) -> AsyncConfig:
    """What becomes of its asynchronous invokes."""
    try:
        found = client.get_function_event_invoke_config(FunctionName=function.name)
    except ClientError:
        found = {}
    destinations: Mapping[str, Any] = found.get("DestinationConfig", {})
    default = AsyncConfig()
    return AsyncConfig(
        found.get("MaximumRetryAttempts", default.retries),
        found.get("MaximumEventAgeInSeconds", default.age),
        destinations.get("OnFailure", {}).get("Destination", ""),
        destinations.get("OnSuccess", {}).get("Destination", ""), dead_letter_queue)
