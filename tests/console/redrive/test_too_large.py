"""An event that fits a queue of 1 MiB, and not as its rule wraps it, gets into the bucket."""

from __future__ import annotations

import json
import random

from tests.console.conftest import Deployed
from tests.console.events import ACCOUNT, REGION
from tests.console.redrive.letters import queue

MOST = 1_048_576  # SQS developer guide, "Message quotas"


def allow(arn: str) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"},
        "Action": "sqs:SendMessage", "Resource": arn}]})


def test_it_waits_in_the_dead_letter_queue_and_redrive_records_it(empty: Deployed) -> None:
    sqs, events, name = empty.client("sqs"), empty.client("events"), f"{empty.name}-big"
    place = f"arn:aws:sqs:{REGION}:{ACCOUNT}:{empty.name}"
    url = sqs.create_queue(QueueName=f"{empty.name}-events", Attributes={
        "Policy": allow(f"{place}-events")})["QueueUrl"]
    sqs.set_queue_attributes(QueueUrl=queue(empty), Attributes={
        "Policy": allow(f"{place}-dead-letter")})
    events.put_rule(Name=name, EventPattern='{"source":["big"]}')
    wrapped = '{"watch":"big","record":{"%s":"x"},"event":<aws.events.event.json>}' % ("r" * 4_000)
    events.put_targets(Rule=name, Targets=[{
        "Id": "recorder", "Arn": f"{place}-events", "InputTransformer": {"InputTemplate": wrapped},
        "DeadLetterConfig": {"Arn": f"{place}-dead-letter"},
        "RetryPolicy": {"MaximumRetryAttempts": 0, "MaximumEventAgeInSeconds": 60}}])
    events.put_events(Entries=[{"Source": "big", "DetailType": "d", "Detail": json.dumps(
        {"padding": random.Random(1).randbytes((MOST - 2_000) // 2).hex()})}])  # hard to compress
    assert empty.sandbox.drain(240)
    result = empty.run("redrive", "--yes", "--json", "--name", empty.name)
    assert result.exit_code == 0, result.output
    (item,) = empty.client("dynamodb").scan(TableName=empty.name)["Items"]
    assert item["watch"]["S"] == "big"
    assert item["eventLocation"]["S"].startswith("s3://")
    events.remove_targets(Rule=name, Ids=["recorder"])
    events.delete_rule(Name=name)
    sqs.delete_queue(QueueUrl=url)
