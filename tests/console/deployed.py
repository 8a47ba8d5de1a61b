"""A deployment as the module makes it, with the parts that the console looks at, and its records.

For tests, the bench and the pictures: `deploy` it, `store` events in it. `client` is boto3's or the
sandbox's: service name -> client.
"""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from eventbridge_notifier.aws.resources import rows_of_event
from eventbridge_notifier.record_format.beats import WATCH as HEARTBEAT
from eventbridge_notifier.record_format.summary import INDEXED
from recorder.item import Item, Storage, item
from recorder.messages import Message
from recorder.record import record

from tests.console.events import ACCOUNT, REGION, WATCHES, Event, Watch

Clients = Callable[[str], Any]
NAME = "eventbridge-notifier"
RECORDER = Path(__file__).parents[2] / "modules/eventbridge_notifier/recorder.zip"
BATCH = 25
SUMMARY = ["account", "actor", "detailType", "eventId", "eventName", "eventSource", "region",
           "severity", "source"]


def deploy(client: Clients, name: str = NAME, watches: Mapping[str, Watch] = WATCHES) -> None:
    """The table, the bucket, a queue, the function, and a rule for each watch."""
    table(client, name)
    client("s3").create_bucket(Bucket=bucket(name), CreateBucketConfiguration={
        "LocationConstraint": REGION})
    queue = client("sqs").create_queue(QueueName=f"{name}-dead-letter")["QueueUrl"]
    function = _function(client, name)
    for watch, told in watches.items():
        rule(client, name, watch, told, function, queue)


def table(client: Clients, name: str = NAME) -> None:
    """As modules/eventbridge_notifier/table.tf has it, without the indexes of older releases."""
    keys = {"by_day_shard": "dayShard", "by_watch_shard": "watchShard",
            "by_resource": "resourceShard"}
    client("dynamodb").create_table(
        TableName=name, BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": one, "AttributeType": "S"}
                              for one in ("id", "watch", "time", *keys.values())],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"},
                   {"AttributeName": "watch", "KeyType": "RANGE"}],
        GlobalSecondaryIndexes=[{
            "IndexName": index,
            "KeySchema": [{"AttributeName": key, "KeyType": "HASH"},
                          {"AttributeName": "time", "KeyType": "RANGE"}],
            "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": list(INDEXED)},
        } for index, key in keys.items()])


def rule(client: Clients, name: str, watch: str, told: Watch, function: str, queue: str) -> None:
    """As modules/eventbridge_notifier/watch has it."""
    events = client("events")
    events.put_rule(Name=f"{name}-{watch}", EventPattern=json.dumps(told.pattern),
                    Description=told.description, State="ENABLED")
    template = (f'{{"watch":{json.dumps(watch)},"severity":{json.dumps(told.severity)},'
                f'"record":{json.dumps(told.record)},"event":<aws.events.event.json>}}')
    arn = client("sqs").get_queue_attributes(
        QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    events.put_targets(Rule=f"{name}-{watch}", Targets=[{
        "Id": "recorder", "Arn": function, "DeadLetterConfig": {"Arn": arn},
        "InputTransformer": {"InputTemplate": template}}])


def _function(client: Clients, name: str) -> str:
    trust = {"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Action": "sts:AssumeRole",
        "Principal": {"Service": "lambda.amazonaws.com"}}]}
    role = client("iam").create_role(RoleName=f"{name}-recorder",
                                     AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
    client("iam").put_role_policy(
        RoleName=f"{name}-recorder", PolicyName="records", PolicyDocument=json.dumps({
            "Version": "2012-10-17", "Statement": [{
                "Effect": "Allow", "Action": ["dynamodb:PutItem", "dynamodb:PartiQLInsert",
                                              "s3:PutObject"], "Resource": "*"}]}))
    made = client("lambda").create_function(
        FunctionName=f"{name}-recorder", Runtime="python3.13", Role=role,
        Handler="recorder.handler.handle", Code={"ZipFile": RECORDER.read_bytes()}, Timeout=30,
        Environment={"Variables": {"TABLE_NAME": name, "SPILL_BUCKET": bucket(name)}})
    return str(made["FunctionArn"])


def keep_well(client: Clients, name: str = NAME) -> None:
    """A trail that logs, and alarms that tell somebody."""
    a_trail(client, name)
    client("cloudtrail").start_logging(Name=name)
    for about in ("dead-letter-depth", "FailedInvocations", "AsyncEventsDropped"):
        client("cloudwatch").put_metric_alarm(
            AlarmName=f"{name}-{about}", MetricName="m", Namespace="AWS/SQS", Statistic="Sum",
            Period=300, EvaluationPeriods=1, ComparisonOperator="GreaterThanThreshold",
            Threshold=0, AlarmActions=[f"arn:aws:sns:{REGION}:{ACCOUNT}:ops"])
        client("cloudwatch").set_alarm_state(AlarmName=f"{name}-{about}", StateValue="OK",
                                             StateReason="quiet")


def a_trail(client: Clients, name: str) -> None:
    """One that does not log yet."""
    trail_bucket = f"{name}-trail-{ACCOUNT}-{REGION}"
    client("s3").create_bucket(Bucket=trail_bucket, CreateBucketConfiguration={
        "LocationConstraint": REGION})
    client("s3").put_bucket_policy(Bucket=trail_bucket, Policy=json.dumps({
        "Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"},
            "Action": ["s3:GetBucketAcl", "s3:PutObject"],
            "Resource": [f"arn:aws:s3:::{trail_bucket}", f"arn:aws:s3:::{trail_bucket}/*"]}]}))
    client("cloudtrail").create_trail(Name=name, S3BucketName=trail_bucket)


def bucket(name: str = NAME) -> str:
    return f"{name}-spill-{ACCOUNT}-{REGION}"


def an_item(watch: str, event: Event, storage: Storage) -> Item:
    """What the recorder makes of an event."""
    told = WATCHES.get(watch)
    said = Message(watch, told.severity if told else None, told.record if told else {}, event,
                   rows_of_event(event), beat_days=int(watch == HEARTBEAT))
    return item(record(said, datetime.now(UTC)), storage)


def store(client: Clients, events: Iterable[tuple[str, Event]], name: str = NAME,
          event_format: str = "map") -> int:
    """Puts (watch, event) pairs into the table; how many."""
    storage = Storage(bucket(name), event_format)
    dynamodb, stored = client("dynamodb"), 0
    items = (an_item(watch, event, storage) for watch, event in events)
    while some := list(islice(items, BATCH)):
        for one in some:
            if one.spill:
                place, key, body = one.spill
                client("s3").put_object(Bucket=place, Key=key, Body=body)
        dynamodb.batch_write_item(RequestItems={
            name: [{"PutRequest": {"Item": typed(one.attributes)}} for one in some]})
        stored += len(some)
    return stored


def typed(attributes: dict[str, Any]) -> dict[str, Any]:
    """The recorder writes DynamoDB's JSON, boto3 wants bytes where that has base64."""
    return {key: {"B": b64decode(value["B"])} if "B" in value else value
            for key, value in attributes.items()}
