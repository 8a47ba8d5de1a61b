"""What CloudTrail leaves beside the events: files in the trail's bucket, and Event history."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from botocore.config import Config
from botocore.exceptions import ClientError
from eventbridge_notifier.events import logs
from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.core.faults import Doubled, Late, Unsent

from tests.sandbox.stack import Stack

ACCOUNT, REGION, BUCKET = "123456789012", "eu-west-1", "trail-bucket"
FILE = re.compile(rf"AWSLogs/{ACCOUNT}/CloudTrail/{REGION}/\d{{4}}/\d\d/\d\d/{ACCOUNT}_CloudTrail_"
                  rf"{REGION}_\d{{8}}T\d{{4}}Z_[A-Za-z0-9]{{16}}\.json\.gz")
DIGEST = re.compile(rf"AWSLogs/{ACCOUNT}/CloudTrail-Digest/{REGION}/\d{{4}}/\d\d/\d\d/{ACCOUNT}_"
                    rf"CloudTrail-Digest_{REGION}_trail_{REGION}_\d{{8}}T\d{{6}}Z\.json\.gz")
WATCHED = {"source": ["aws.sqs"], "detail": {"eventName": ["CreateQueue"]}}


def objects(stack: Stack) -> dict[str, bytes]:
    stack.sandbox.deliver_trail_files()
    s3 = stack.client("s3")
    keys = [one["Key"] for one in s3.list_objects_v2(Bucket=BUCKET).get("Contents", ())]
    return {key: s3.get_object(Bucket=BUCKET, Key=key)["Body"].read() for key in keys}


def records(stack: Stack) -> list[dict[str, Any]]:
    return [record for key, body in objects(stack).items() if "-Digest" not in key
            for record in json.loads(gzip.decompress(body))["Records"]]


def created(found: Iterator[dict[str, Any]] | list[dict[str, Any]]) -> list[str]:
    return [one["requestParameters"]["queueName"] for one in found
            if one["eventName"] == "CreateQueue"]


def create(stack: Stack, *names: str, region: str = REGION) -> None:
    for name in names:
        stack.sandbox.client("sqs", region=region).create_queue(QueueName=name)


def history(stack: Stack, **given: Any) -> list[dict[str, Any]]:
    pages = stack.client("cloudtrail").get_paginator("lookup_events").paginate(**given)
    return [event for page in pages for event in page["Events"]]


def test_files_lie_and_read_as_cloudtrail_writes_them(stack: Stack, tmp_path: Path) -> None:
    stack.trail(EnableLogFileValidation=True)
    create(stack, "a", "b")
    found = objects(stack)
    files = [key for key in found if FILE.fullmatch(key)]
    digests = [key for key in found if DIGEST.fullmatch(key)]
    assert files
    assert digests
    assert len(files) + len(digests) == len(found)
    for key, body in found.items():
        (tmp_path / key.rpartition("/")[2]).write_bytes(body)
    read = [record for path in logs.find([tmp_path]) for record in logs.read(path)]
    assert sorted(created(read)) == ["a", "b"]
    named = [one for key in digests for one in json.loads(gzip.decompress(found[key]))["logFiles"]]
    assert {one["s3Object"]: one["hashValue"] for one in named} == {
        key: hashlib.sha256(found[key]).hexdigest() for key in files}


def test_files_of_each_region_under_the_trails_prefix(stack: Stack) -> None:
    stack.trail(S3KeyPrefix="logs")
    create(stack, "far", region="us-west-2")
    assert any(key.startswith(f"logs/AWSLogs/{ACCOUNT}/CloudTrail/us-west-2/")
               for key in objects(stack))
    assert not any("Digest" in key for key in objects(stack))


def test_a_stopped_trail_writes_nothing_and_event_history_knows(stack: Stack) -> None:
    stack.chain(WATCHED)
    create(stack, "before")
    stack.client("cloudtrail").stop_logging(Name="trail")
    create(stack, "stopped")
    stack.client("cloudtrail").start_logging(Name="trail")
    create(stack, "after")
    assert stack.sandbox.drain()
    found = records(stack)
    assert sorted(created(found)) == ["after", "before"]  # of one file or two
    assert {"StopLogging", "StartLogging"} <= {one["eventName"] for one in found}
    assert len(stack.items()) == 2
    told = history(stack, LookupAttributes=[
        {"AttributeKey": "EventName", "AttributeValue": "CreateQueue"}])
    assert created([json.loads(one["CloudTrailEvent"]) for one in told]) == [
        "after", "stopped", "before"]


@pytest.mark.parametrize(("fault", "count"), [
    (Unsent("lost", on="sqs:CreateQueue"), 0), (Late("late", on="sqs:*"), 1),
    (Doubled("twice", on="sqs:*"), 1), (Unsent("of others", on="iam:*"), 1)])
def test_faults_before_the_rule_spare_the_files(stack: Stack, fault: Any, count: int) -> None:
    stack.chain(WATCHED)
    with stack.sandbox.faults.during(fault):
        create(stack, "a")
        assert stack.sandbox.drain()
    assert len(stack.items()) == count
    assert created(records(stack)) == ["a"]
    assert bool(stack.sandbox.faults.counts[fault.name]) == (fault.name != "of others")


def test_event_history_has_pages_filters_and_times(stack: Stack) -> None:
    create(stack, *(f"q{number}" for number in range(7)))
    stack.client("sqs").list_queues()
    pages = list(stack.client("cloudtrail").get_paginator("lookup_events").paginate(
        PaginationConfig={"PageSize": 3},
        LookupAttributes=[{"AttributeKey": "ReadOnly", "AttributeValue": "false"}]))
    assert [len(page["Events"]) for page in pages] == [3, 3, 1]
    assert {one["EventName"] for page in pages for one in page["Events"]} == {"CreateQueue"}
    assert {one["Username"] for page in pages for one in page["Events"]} == {"root"}
    now = datetime.now(UTC)
    assert history(stack, EndTime=now - timedelta(minutes=1)) == []
    assert history(stack, StartTime=now + timedelta(minutes=1)) == []
    assert len(history(stack, StartTime=now - timedelta(minutes=1))) >= 8


@pytest.mark.parametrize(("given", "code"), [
    ({"MaxResults": 50, "StartTime": datetime(2026, 1, 2), "EndTime": datetime(2026, 1, 1)},
     "InvalidTimeRangeException"),
    ({"NextToken": "x"}, "InvalidNextTokenException"),
    ({"LookupAttributes": [{"AttributeKey": "EventName", "AttributeValue": "a"},
                           {"AttributeKey": "EventId", "AttributeValue": "b"}]},
     "InvalidLookupAttributesException"),
])
def test_event_history_refuses(stack: Stack, given: dict[str, Any], code: str) -> None:
    with pytest.raises(ClientError) as refused:
        stack.client("cloudtrail").lookup_events(**given)
    assert refused.value.response["Error"]["Code"] == code


def test_event_history_answers_two_requests_a_second() -> None:
    import boto3
    with Sandbox(region=REGION, clock=0.02) as sandbox:
        client = boto3.client("cloudtrail", region_name=REGION, endpoint_url=sandbox.url,
                              aws_access_key_id=ACCOUNT, aws_secret_access_key="x",
                              config=Config(retries={"total_max_attempts": 1}))
        client.lookup_events()
        client.lookup_events()
        with pytest.raises(ClientError, match="ThrottlingException"):
            client.lookup_events()
