"""Batches that the notifier gave up come back: told once, and gone from the bucket."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from eventbridge_notifier.console.alerts.state import Alerts
from eventbridge_notifier.record_format.values import encode

from tests.console import deployed
from tests.console.conftest import Deployed
from tests.console.events import REGION
from tests.console.redrive.letters import WATCH, an_event, lines

ZIP = Path(__file__).parents[3] / "modules/eventbridge_notifier/notifier.zip"
MAPPING = "1b7c2f0e-0b1a-4c3d-9e8f-0123456789ab"
CONFIG = {"stack": "n", "region": REGION, "channels": {"ops": {"kind": "webhook"}},
          "policies": {WATCH: {"channels": ["ops"]}, "new": {"channels": ["ops"], "stage": 9_000}}}


@pytest.fixture
def notified(empty: Deployed) -> Deployed:
    """With the notifier beside the recorder, as the module makes it."""
    name, client = empty.name, empty.client
    client("dynamodb").create_table(
        TableName=f"{name}-alert-state", BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": one, "AttributeType": kind}
                              for one, kind in (("key", "S"), ("open", "S"), ("due", "N"))],
        KeySchema=[{"AttributeName": "key", "KeyType": "HASH"}],
        GlobalSecondaryIndexes=[{"IndexName": "by_due", "Projection": {
            "ProjectionType": "KEYS_ONLY"}, "KeySchema": [
                {"AttributeName": "open", "KeyType": "HASH"},
                {"AttributeName": "due", "KeyType": "RANGE"}]}])
    client("events").create_event_bus(Name=f"{name}-alerts")
    client("s3").put_object(Bucket=deployed.bucket(name), Key="notifier/c.json",
                            Body=json.dumps(CONFIG).encode())
    function(client, name)
    return empty


def function(client: Any, name: str) -> None:
    trust = {"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Action": "sts:AssumeRole",
        "Principal": {"Service": "lambda.amazonaws.com"}}]}
    role = client("iam").create_role(RoleName=f"{name}-notifier",
                                     AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
    client("iam").put_role_policy(
        RoleName=f"{name}-notifier", PolicyName="tells", PolicyDocument=json.dumps({
            "Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": [
                "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "events:PutEvents",
                "s3:GetObject"], "Resource": "*"}]}))
    client("lambda").create_function(
        FunctionName=f"{name}-notifier", Runtime="python3.13", Role=role,
        Handler="notifier.handler.handle", Code={"ZipFile": ZIP.read_bytes()}, Timeout=30,
        Environment={"Variables": {
            "STATE_TABLE": f"{name}-alert-state", "ALERT_BUS": f"{name}-alerts",
            "BUCKET": deployed.bucket(name), "CONFIG_KEY": "notifier/c.json"}})


def given_up(of: Deployed, *times: str) -> None:
    """As Lambda leaves a batch of records, one for each of `times`."""
    records = [{"eventName": "INSERT", "dynamodb": {
        "SequenceNumber": str(100 + number), "ApproximateCreationDateTime": 1_795_000_000,
        "NewImage": {"id": {"S": f"e{number}"}, "watch": {"S": WATCH}, "time": {"S": time},
                     "event": encode(an_event(number))}}} for number, time in enumerate(times)]
    body = {"requestContext": {"condition": "RetryAttemptsExhausted"},
            "DDBStreamBatchInfo": {"shardId": "shard-1"},
            "payload": json.dumps({"shardId": "shard-1", "Records": records})}
    of.client("s3").put_object(Bucket=deployed.bucket(of.name), Body=json.dumps(body).encode(),
                               Key=f"aws/lambda/{MAPPING}/shard-1/2026/11/24/1")


def told(of: Deployed) -> list[str]:
    return [key for key, _ in Alerts(of.name, of.client).items() if key.startswith("told#")]


def left(of: Deployed) -> int:
    found = of.client("s3").list_objects_v2(Bucket=deployed.bucket(of.name), Prefix="aws/")
    return int(found.get("KeyCount", 0))


def test_a_batch_that_was_given_up_is_told_and_leaves_the_bucket(notified: Deployed) -> None:
    given_up(notified, "2026-11-24T10:00:00Z", "2026-11-24T10:00:01Z")
    shown = notified.run("redrive", "--json", "--name", notified.name)
    assert [(one["state"], one["watch"], one["reason"]) for one in lines(shown.stdout)] == [
        ("waiting", WATCH, "not told: RetryAttemptsExhausted")]
    assert (left(notified), told(notified)) == (1, [])
    health = notified.run("health", "--name", notified.name).stdout
    assert "1 batches of records that it gave up" in health
    assert "new is being tried out" in health
    result = notified.run("redrive", "--yes", "--json", "--name", notified.name)
    assert result.exit_code == 0, result.output
    assert (left(notified), len(told(notified))) == (0, 2)


def test_a_batch_with_a_record_that_cannot_be_read_stays(notified: Deployed) -> None:
    given_up(notified, "2026-11-24T10:00:00Z", "yesterday")
    result = notified.run("redrive", "--yes", "--json", "--name", notified.name)
    (one,) = lines(result.stdout)
    assert (one["state"], "record 101 cannot be read" in one["reason"]) == ("failed", True)
    assert (result.exit_code, left(notified), len(told(notified))) == (1, 1, 1)


def test_what_holds_no_batch_is_unreadable(notified: Deployed) -> None:
    notified.client("s3").put_object(Bucket=deployed.bucket(notified.name), Body=b"[]",
                                     Key=f"aws/lambda/{MAPPING}/x")
    result = notified.run("redrive", "--yes", "--json", "--name", notified.name)
    assert [one["state"] for one in lines(result.stdout)] == ["unreadable"]
