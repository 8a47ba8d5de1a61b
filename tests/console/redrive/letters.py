"""Events that failed in each of the ways that redrive knows, and what became of them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from eventbridge_notifier.console.records.filters import Filters
from eventbridge_notifier.console.records.table import Table

from tests.console import deployed
from tests.console.conftest import Deployed
from tests.console.events import ACCOUNT, REGION, WATCHES, event

WATCH = "python38-functions"
REQUEST = "1b7c2f0e-0b1a-4c3d-9e8f-0123456789ab"
NOW = datetime(2026, 11, 24, 10, 0, 0, tzinfo=UTC)


def an_event(seed: int) -> dict[str, Any]:
    return event(WATCH, NOW, random.Random(seed))


def queue(of: Deployed) -> str:
    return str(of.client("sqs").get_queue_url(QueueName=f"{of.name}-dead-letter")["QueueUrl"])


def dead_letter(of: Deployed, body: str) -> None:
    """As EventBridge leaves it."""
    rule = f"arn:aws:events:{REGION}:{ACCOUNT}:rule/{of.name}-{WATCH}"
    told = {"RULE_ARN": rule, "ERROR_CODE": "NO_PERMISSIONS"}
    of.client("sqs").send_message(
        QueueUrl=queue(of), MessageBody=body, MessageAttributes={
            name: {"DataType": "String", "StringValue": value} for name, value in told.items()})


def failed_invoke(of: Deployed, one: dict[str, Any], key: str = "1") -> None:
    """As Lambda leaves it in the bucket."""
    told = WATCHES[WATCH]
    body = {"requestContext": {"condition": "RetriesExhausted"},
            "requestPayload": {"watch": WATCH, "severity": told.severity, "record": told.record,
                               "event": one},
            "responsePayload": {"errorType": "ProvisionedThroughputExceededException"}}
    of.client("s3").put_object(
        Bucket=deployed.bucket(of.name), Body=json.dumps(body).encode(),
        Key=f"aws/lambda/async/{of.name}-recorder/2026/11/24/{key}")


def crashed(of: Deployed, one: dict[str, Any], why: str) -> None:
    """As Lambda leaves it in the function's dead-letter queue."""
    told = WATCHES[WATCH]
    body = {"watch": WATCH, "severity": told.severity, "record": told.record, "event": one}
    said = {"RequestID": ("String", "1b7c"), "ErrorCode": ("Number", "200"),
            "ErrorMessage": ("String", why)}
    of.client("sqs").send_message(
        QueueUrl=queue(of), MessageBody=json.dumps(body), MessageAttributes={
            name: {"DataType": kind, "StringValue": value} for name, (kind, value) in said.items()})


def waiting(of: Deployed) -> int:
    held = of.client("sqs").get_queue_attributes(
        QueueUrl=queue(of), AttributeNames=["ApproximateNumberOfMessages"])["Attributes"]
    objects = of.client("s3").list_objects_v2(Bucket=deployed.bucket(of.name)).get("KeyCount", 0)
    return int(held["ApproximateNumberOfMessages"]) + int(objects)


def recorded(of: Deployed) -> list[dict[str, Any]]:
    return list(Table(of.client, of.name).scan(Filters()))


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@contextmanager
def out_of_order(of: Deployed) -> Iterator[None]:
    """The recorder fails while the block lasts: its table is called something else."""
    function = of.client("lambda")
    right = function.get_function_configuration(FunctionName=f"{of.name}-recorder")["Environment"]
    wrong = {"Variables": right["Variables"] | {"TABLE_NAME": f"not-{of.name}"}}
    function.update_function_configuration(FunctionName=f"{of.name}-recorder", Environment=wrong)
    yield
    function.update_function_configuration(FunctionName=f"{of.name}-recorder", Environment=right)
