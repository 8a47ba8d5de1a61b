"""What the page shows to a reader with just the printed policy, and with less."""

from __future__ import annotations

import json
import random
from functools import lru_cache, partial
from typing import Any

import boto3
import pytest
import requests
from botocore.exceptions import ClientError
from eventbridge_notifier.console.deployment import discover
from eventbridge_notifier.console.health.collect import gather
from eventbridge_notifier.console.policy import place, policy
from eventbridge_notifier.console.web.server import serve

from tests.console import deployed
from tests.console.conftest import Client, Deployed, allow, reader_of
from tests.console.events import REGION, event, user
from tests.console.page.site import said

WATCH = "python38-functions"


def test_a_reader_sees_what_waits_in_other_regions(empty: Deployed) -> None:
    there = empty.sandbox.client("sqs", "us-east-1")
    url = there.create_queue(QueueName=f"{empty.name}-dead-letter-forward")["QueueUrl"]
    reader: Any = reader_of(empty)
    places = {"us-east-1": partial(reader, region_name="us-east-1")}
    (found,) = gather(discover(empty.name, empty.client), reader, places).forwarded
    assert (found.trouble, found.queue and found.queue.depth) == ("", 0)
    there.delete_queue(QueueUrl=url)


def test_a_reader_can_change_nothing(empty: Deployed) -> None:
    reader = reader_of(empty)
    for act in (
            lambda: reader("dynamodb").put_item(TableName=empty.name, Item={"id": {"S": "x"}}),
            lambda: reader("dynamodb").scan(TableName=empty.name),
            lambda: reader("lambda").invoke(FunctionName=f"{empty.name}-recorder"),
            lambda: reader("events").disable_rule(Name=f"{empty.name}-{WATCH}")):
        with pytest.raises(ClientError, match="AccessDenied"):
            act()


def test_what_a_user_may_not_read_is_said(empty: Deployed) -> None:
    """Without any policy each part says what it may not do, and nothing breaks."""
    iam = empty.client("iam")
    iam.create_user(UserName=f"{empty.name}-nobody")
    key = iam.create_access_key(UserName=f"{empty.name}-nobody")["AccessKey"]
    client = lru_cache(maxsize=None)(partial(
        boto3.client, region_name=REGION, endpoint_url=empty.sandbox.url,
        aws_access_key_id=key["AccessKeyId"], aws_secret_access_key=key["SecretAccessKey"]))
    with serve(client, empty.name) as address:
        for path in ("watches", "event?id=x", "health"):
            answer = requests.get(f"{address}api/{path}", timeout=30)
            assert answer.status_code == 502
            assert "--print-policy" in answer.json()["hint"]
        (error,) = said(requests.get(f"{address}api/events", timeout=30))
        assert error["kind"] == "error"
        assert "--print-policy" in error["hint"]


@pytest.mark.slow
def test_every_part_of_the_policy_is_needed(empty: Deployed) -> None:
    """Without any one statement, something cannot be read."""
    whole = policy(place(discover(empty.name, empty.client), empty.client))
    large = event(WATCH, empty.now, random.Random(7), user("alice"))
    large["detail"]["requestParameters"]["noise"] = "".join(
        random.Random(1).choices("abcdefghijklmnop", k=900_000))
    empty.store([(WATCH, large)])
    deployed.a_trail(empty.client, empty.name)
    sns = empty.client("sns")
    topic = sns.create_topic(Name=f"{empty.name}-ops")["TopicArn"]
    only_events = {"Version": "2012-10-17", "Statement": [{  # as the module has it
        "Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"},
        "Action": "sns:Publish", "Resource": topic}]}
    sns.set_topic_attributes(TopicArn=topic, AttributeName="Policy",
                             AttributeValue=json.dumps(only_events))
    empty.client("events").put_targets(
        Rule=f"{empty.name}-{WATCH}", Targets=[{"Id": "ops", "Arn": topic}])
    reader = reader_of(empty)
    assert not unread(reader, empty, large)
    for statement in whole["Statement"]:
        fewer = [one for one in whole["Statement"] if one is not statement]
        allow(empty.client, f"{empty.name}-reader", whole | {"Statement": fewer})
        assert unread(reader, empty, large), statement["Sid"]
    empty.client("cloudtrail").delete_trail(Name=empty.name)


def unread(reader: Client, of: Deployed, large: dict[str, Any]) -> list[str]:
    """What a reader does not get of everything that the page shows."""
    with serve(reader, of.name, table=of.name) as address:
        answers = {path: requests.get(f"{address}api/{path}", timeout=60) for path in (
            "events", f"event?id={large['detail']['eventID']}", "watches", "health", "alerts")}
    found = [path for path, answer in answers.items()
             if answer.status_code != 200 or '"kind": "error"' in answer.text]
    if answers["health"].status_code == 200:
        found += [one["check"] for one in answers["health"].json()["findings"]
                  if "could not be read" in one["message"]]
    return found
