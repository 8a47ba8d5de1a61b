"""Failed events come back: what waits is shown first, what is recorded leaves, the rest stays."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from console.filters import Filters
from console.table import Table
from tests.console import deployed
from tests.console.conftest import Deployed
from tests.console.events import ACCOUNT, REGION, WATCHES, event

WATCH = "python38-functions"
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


def test_without_yes_everything_is_shown_and_nothing_moved(empty: Deployed) -> None:
    dead_letter(empty, json.dumps(an_event(1)))
    failed_invoke(empty, an_event(2))
    result = empty.run("redrive", "--name", empty.name)
    assert result.exit_code == 0
    assert "NO_PERMISSIONS" in result.stdout
    assert "ProvisionedThroughputExceededException" in result.stdout
    assert "Nothing was sent" in result.stdout
    assert recorded(empty) == []
    assert waiting(empty) == 2


def test_with_yes_every_event_is_recorded_as_if_it_had_never_failed(empty: Deployed) -> None:
    dead_letter(empty, json.dumps(an_event(1)))
    failed_invoke(empty, an_event(2))
    result = empty.run("redrive", "--yes", "--json", "--name", empty.name)
    assert result.exit_code == 0
    assert {one["state"] for one in lines(result.stdout)} == {"redriven"}
    assert waiting(empty) == 0
    found = recorded(empty)
    assert {one["id"] for one in found} == {an_event(seed)["detail"]["eventID"] for seed in (1, 2)}
    assert {one["severity"] for one in found} == {WATCHES[WATCH].severity}
    with_fields = Table(empty.client, empty.name).with_fields(found, ["runtime"])
    assert {one["runtime"] for one in with_fields} == {"python3.8"}


def test_events_that_could_not_be_sent_home_are_recorded_too(empty: Deployed) -> None:
    there = empty.sandbox.client("sqs", "us-east-1")
    url = there.create_queue(QueueName=f"{empty.name}-dead-letter-forward")["QueueUrl"]
    rule = f"arn:aws:events:us-east-1:{ACCOUNT}:rule/{empty.name}-{WATCH}"
    there.send_message(QueueUrl=url, MessageBody=json.dumps(an_event(1)), MessageAttributes={
        "RULE_ARN": {"DataType": "String", "StringValue": rule}})
    result = empty.run("redrive", "--yes", "--name", empty.name, "--forwarded-from", "us-east-1")
    assert result.exit_code == 0, result.output
    (found,) = recorded(empty)
    assert (found["watch"], found["severity"]) == (WATCH, WATCHES[WATCH].severity)
    there.delete_queue(QueueUrl=url)


def test_a_region_without_a_forwarder_is_said(empty: Deployed) -> None:
    result = empty.run("redrive", "--name", empty.name, "--forwarded-from", "us-west-2")
    assert result.exit_code == 2
    assert "no event is forwarded from there" in result.stderr


def test_nothing_that_waits_is_said(empty: Deployed) -> None:
    assert "Nothing waits" in empty.run("redrive", "--yes", "--name", empty.name).stdout


def test_what_cannot_be_recorded_stays_and_takes_nothing_along(empty: Deployed) -> None:
    dead_letter(empty, "no event at all")
    dead_letter(empty, json.dumps(an_event(1)))
    result = empty.run("redrive", "--yes", "--json", "--name", empty.name)
    assert result.exit_code == 1
    assert sorted(one["state"] for one in lines(result.stdout)) == ["redriven", "unreadable"]
    assert waiting(empty) == 1
    assert len(recorded(empty)) == 1


def test_a_run_that_failed_is_run_again_and_records_each_event_once(empty: Deployed) -> None:
    for seed in range(1, 6):
        failed_invoke(empty, an_event(seed % 4), key=str(seed))  # one event waits twice
    with out_of_order(empty):
        result = empty.run("redrive", "--yes", "--json", "--name", empty.name)
        assert result.exit_code == 1
        assert {one["state"] for one in lines(result.stdout)} == {"failed"}
        assert "ResourceNotFoundException" in result.stdout
    assert waiting(empty) == 5
    assert empty.run("redrive", "--yes", "--name", empty.name).exit_code == 0
    assert waiting(empty) == 0
    assert len(recorded(empty)) == 4
