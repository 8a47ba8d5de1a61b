"""What a function's configuration says, read from moto."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from eventbridge_notifier.sandbox.lambda_.code import Key
from eventbridge_notifier.sandbox.lambda_.invoke_queue import Config
from eventbridge_notifier.sandbox.lambda_.pool import Settings


def settings(client: Any, key: Key) -> Settings:
    """How the function runs. Raises LookupError where there is none."""
    try:
        found = client.get_function_configuration(FunctionName=key.name)
    except ClientError as error:
        raise LookupError(key.arn) from error
    reserved = client.get_function_concurrency(FunctionName=key.name)
    return Settings(
        found["Handler"], float(found.get("Timeout", 3)), int(found.get("MemorySize", 128)),
        found["Role"], found.get("Environment", {}).get("Variables", {}),
        reserved.get("ReservedConcurrentExecutions"), found.get("KMSKeyArn", ""), found)


def asynchronous(client: Any, key: Key, dead_letters: str) -> Config:
    """What becomes of its asynchronous invokes."""
    try:
        found = client.get_function_event_invoke_config(FunctionName=key.name)
    except ClientError:
        found = {}
    told: Mapping[str, Any] = found.get("DestinationConfig", {})
    default = Config()
    return Config(
        found.get("MaximumRetryAttempts", default.retries),
        found.get("MaximumEventAgeInSeconds", default.age),
        told.get("OnFailure", {}).get("Destination", ""),
        told.get("OnSuccess", {}).get("Destination", ""), dead_letters)
