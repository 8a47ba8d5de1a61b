"""Streams of tables feed functions: in order, again after a failure, and into a bucket at last."""

from __future__ import annotations

import json
import time

import pytest

from tests.sandbox.stack import allow, zipped

READS = ("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator",
         "dynamodb:ListStreams")
CODE = """
import json, os, boto3
def handle(event, context):
    names = [one["dynamodb"]["Keys"]["id"]["S"] for one in event["Records"]]
    if "poison" in names:
        raise ValueError(names)
    kinds = [one["eventName"] for one in event["Records"]]
    boto3.client("s3").put_object(Bucket="seen", Key=names[0], Body=json.dumps(
        [names, kinds, event.get("shardId", "")]).encode())
    return {"batchItemFailures": []}
"""


@pytest.fixture
def fed(stack):
    """A function that is fed from a table's stream, and the table's client."""
    for bucket in ("seen", "given-up"):
        stack.client("s3").create_bucket(
            Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    made = stack.client("dynamodb").create_table(
        TableName="t", BillingMode="PAY_PER_REQUEST",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"})
    role = stack.role("fed", allow(*READS, "s3:PutObject", "s3:ListBucket", "logs:*"))
    stack.function("fed", zipped(CODE), role=role)
    stack.client("lambda").create_event_source_mapping(
        FunctionName="fed", EventSourceArn=made["TableDescription"]["LatestStreamArn"],
        StartingPosition="TRIM_HORIZON", BatchSize=10, MaximumRetryAttempts=1,
        BisectBatchOnFunctionError=True, TumblingWindowInSeconds=30,
        FunctionResponseTypes=["ReportBatchItemFailures"],
        DestinationConfig={"OnFailure": {"Destination": "arn:aws:s3:::given-up"}})
    return stack


def put(stack, *ids):
    for one in ids:
        stack.client("dynamodb").put_item(TableName="t", Item={"id": {"S": one}})


def objects(stack, bucket, at_least):
    """The bodies in a bucket, as soon as there are enough of them."""
    s3 = stack.client("s3")
    for _ in range(200):
        assert stack.sandbox.drain()
        keys = [one["Key"] for one in s3.list_objects_v2(Bucket=bucket).get("Contents", ())]
        bodies = [json.loads(s3.get_object(Bucket=bucket, Key=key)["Body"].read()) for key in keys]
        if len(bodies) >= at_least:
            return bodies
        time.sleep(0.1)
    raise AssertionError(f"only {len(bodies)} objects in {bucket}")


def test_records_reach_the_function_with_their_shard(fed):
    put(fed, "a")
    ((names, kinds, shard),) = objects(fed, "seen", 1)
    assert (names, kinds) == (["a"], ["INSERT"])
    assert shard.startswith("shardId-")


def test_a_table_takes_writes_after_its_stream_was_disabled(fed):
    fed.client("dynamodb").update_table(
        TableName="t", StreamSpecification={"StreamEnabled": False})
    put(fed, "later")
    assert fed.client("dynamodb").get_item(TableName="t", Key={"id": {"S": "later"}})["Item"]


def test_a_record_that_always_fails_ends_in_the_bucket_and_its_neighbours_do_not(fed):
    put(fed, "a", "poison", "b")
    (given_up,) = objects(fed, "given-up", 1)
    kept = json.loads(given_up["payload"])["Records"]
    assert [one["dynamodb"]["Keys"]["id"]["S"] for one in kept] == ["poison"]
    seen = objects(fed, "seen", 2)
    assert sorted(name for names, _, _ in seen for name in names) == ["a", "b"]
