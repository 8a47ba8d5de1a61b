"""What the module provisions, made by hand with boto3: for tests that need no Terraform."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

from eventbridge_notifier.sandbox.app import Sandbox

NAME = "eventbridge-notifier"
ZIP = Path("modules/eventbridge_notifier/recorder.zip")
TEMPLATE = ('{"watch":"w","severity":"low","record":{"functionName":'
            '"requestParameters.functionName"},"event":<aws.events.event.json>}')
PYTHON38 = {"source": ["aws.lambda"], "detail": {
    "eventName": ["CreateFunction20150331"], "requestParameters": {"runtime": ["python3.8"]}}}
CUSTOM = {"source": ["shop"]}


def zipped(code: str, name: str = "code.py") -> bytes:
    """A deployable zip of one file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, code)
    return buffer.getvalue()


def trust(service: str) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": service}}]})


def allow(*actions: str, resource: str = "*") -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Action": list(actions), "Resource": resource}]})


class Stack:
    """Pieces of a stack in a sandbox; each method makes one and says its ARN or URL."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox

    def client(self, service: str) -> Any:
        return self.sandbox.client(service)

    def trail(self, name: str = "trail", **settings: Any) -> str:
        self.client("s3").create_bucket(
            Bucket=f"{name}-bucket",
            CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
        policy = {"Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"},
            "Action": ["s3:GetBucketAcl", "s3:PutObject"],
            "Resource": [f"arn:aws:s3:::{name}-bucket", f"arn:aws:s3:::{name}-bucket/*"]}]}
        self.client("s3").put_bucket_policy(Bucket=f"{name}-bucket", Policy=json.dumps(policy))
        made = self.client("cloudtrail").create_trail(
            Name=name, S3BucketName=f"{name}-bucket", **{"IsMultiRegionTrail": True, **settings})
        self.client("cloudtrail").start_logging(Name=name)
        return str(made["TrailARN"])

    def table(self, name: str = NAME) -> str:
        keys = {"id": "HASH", "watch": "RANGE"}
        made = self.client("dynamodb").create_table(
            TableName=name, BillingMode="PAY_PER_REQUEST",
            KeySchema=[{"AttributeName": key, "KeyType": kind} for key, kind in keys.items()],
            AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"} for key in keys])
        return str(made["TableDescription"]["TableArn"])

    def role(self, name: str, policy: str, service: str = "lambda.amazonaws.com") -> str:
        made = self.client("iam").create_role(
            RoleName=name, AssumeRolePolicyDocument=trust(service))
        self.client("iam").put_role_policy(RoleName=name, PolicyName="p", PolicyDocument=policy)
        return str(made["Role"]["Arn"])

    def function(self, name: str, code: bytes, handler: str = "code.handle", role: str = "",
                 **settings: Any) -> str:
        made = self.client("lambda").create_function(
            FunctionName=name, Runtime="python3.13", Handler=handler, Code={"ZipFile": code},
            Role=role or self.role(f"{name}-role", allow("logs:*")), **settings)
        return str(made["FunctionArn"])

    def recorder(self, policy: str = "") -> str:
        role = self.role(f"{NAME}-recorder", policy or allow("dynamodb:PutItem"))
        return self.function(f"{NAME}-recorder", ZIP.read_bytes(), "recorder.handler.handle", role,
                             Environment={"Variables": {"TABLE_NAME": NAME}}, Timeout=10)

    def rule(self, pattern: dict[str, Any], state: str = "ENABLED", name: str = f"{NAME}-w",
             bus: str = "default") -> str:
        made = self.client("events").put_rule(
            Name=name, EventPattern=json.dumps(pattern), State=state, EventBusName=bus)
        return str(made["RuleArn"])

    def target(self, arn: str, name: str = f"{NAME}-w", bus: str = "default", **settings: Any
               ) -> None:
        answer = self.client("events").put_targets(
            Rule=name, EventBusName=bus, Targets=[{
                "Id": arn.rpartition(":")[2].replace("/", "-")[:64], "Arn": arn, **settings}])
        assert not answer["FailedEntryCount"], answer

    def permit(self, function: str, rule: str) -> None:
        self.client("lambda").add_permission(
            FunctionName=function, StatementId="rule", Action="lambda:InvokeFunction",
            Principal="events.amazonaws.com", SourceArn=rule)

    def queue(self, name: str, senders: tuple[str, ...] = ("events.amazonaws.com",)) -> str:
        """A queue that services may write to; its ARN."""
        arn = f"arn:aws:sqs:eu-west-1:123456789012:{name}"
        policy = {"Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Principal": {"Service": list(senders)},
            "Action": "sqs:SendMessage", "Resource": arn}]}
        self.client("sqs").create_queue(
            QueueName=name, Attributes={"Policy": json.dumps(policy)})
        return arn

    def messages(self, name: str) -> list[dict[str, Any]]:
        client = self.client("sqs")
        url = client.get_queue_url(QueueName=name)["QueueUrl"]
        got = client.receive_message(QueueUrl=url, MaxNumberOfMessages=10,
                                     MessageAttributeNames=["All"])
        return list(got.get("Messages", ()))

    def items(self, table: str = NAME) -> list[dict[str, Any]]:
        pages = self.client("dynamodb").get_paginator("scan").paginate(TableName=table)
        return [item for page in pages for item in page["Items"]]

    def chain(self, pattern: dict[str, Any] | None = None, **rule: Any) -> str:
        """Trail, table, recorder and a rule for functions on Python 3.8; the rule's ARN."""
        self.trail()
        self.table()
        recorder = self.recorder()
        arn = self.rule(pattern or PYTHON38, **rule)
        self.target(recorder, InputTransformer={"InputTemplate": TEMPLATE})
        self.permit(recorder, arn)
        return arn

    def put(self, **entry: Any) -> str:
        """An event of one's own on the default bus; its id."""
        answer = self.client("events").put_events(Entries=[{
            "Source": "shop", "DetailType": "order", "Detail": "{}", **entry}])
        assert not answer["FailedEntryCount"], answer
        return str(answer["Entries"][0]["EventId"])
