"""The module's key policy holds what each service needs, and nothing that none of them needs.

The policies are those that Terraform plans; what they protect is made by hand, which takes seconds
where an apply takes a minute.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError
from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.iam.policy import (
    Policies,
    Principal,
    Request,
    Verdict,
    context_of,
    decide,
    parse,
)
from eventbridge_notifier.sandbox.terraform.runner import Terraform

from tests.sandbox.people import ACCOUNT, REGION, People, allow, document
from tests.sandbox.stack import CUSTOM, NAME, Stack, zipped

MODULE = Path("modules").resolve()
ROOT = """
provider "aws" { region = "eu-west-1" }

module "notifier" {
  source       = "./modules/eventbridge_notifier"
  alarm_topics = ["ops"]
  watches      = { w = { event_pattern = jsonencode({ source = ["shop"] }), notify = ["ops"] } }
}
"""
BUCKET = f"{NAME}-trail-{ACCOUNT}-{REGION}"
TOPIC = f"arn:aws:sns:{REGION}:{ACCOUNT}:{NAME}-"
Resources = list[tuple[str, dict[str, Any]]]
ENCRYPTION = "aws_s3_bucket_server_side_encryption_configuration"


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Resources:
    """(type, values) of everything that the module would make."""
    folder = tmp_path_factory.mktemp("plan")
    shutil.copytree(MODULE, folder / "modules")
    (folder / "main.tf").write_text(ROOT)
    with Sandbox(region=REGION) as sandbox, Terraform(folder, sandbox.env()) as terraform:
        terraform.init()
        plan = terraform.plan_json()
    return list(_resources(plan["planned_values"]["root_module"]))


def _resources(module: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from ((_kind(one), one.get("values", {})) for one in module.get("resources", ()))
    for child in module.get("child_modules", ()):
        yield from _resources(child)


def _kind(one: dict[str, Any]) -> str:
    return str(one["type"]) + (".trail" if "module.trail_bucket" in one["address"] else "")


def _bucket_key(planned: Resources) -> bool:
    """Has the trail's bucket one? The buckets' names are not known before they are made."""
    rules = [values["rule"][0] for kind, values in planned if kind == ENCRYPTION + ".trail"]
    return bool(rules[0]["bucket_key_enabled"])


class Deployment:
    """What uses the key, made in the order in which Terraform would."""

    def __init__(self, sandbox: Sandbox, planned: Resources) -> None:
        self.stack, self.people = Stack(sandbox), People(sandbox)
        self.client, self.sandbox = sandbox.client, sandbox
        self.policy = self._of(planned, "aws_kms_key")["policy"]
        self.trail_topic = self._of(planned, "aws_cloudtrail")["sns_topic_name"]
        made = self.client("kms").create_key(Policy=self.policy)["KeyMetadata"]
        self.key = made["Arn"]
        for kind, values in planned:
            if kind == "aws_sqs_queue":
                key = {} if values.get("sqs_managed_sse_enabled") else {"KmsMasterKeyId": self.key}
                self.client("sqs").create_queue(
                    QueueName=values["name"], Attributes={**key, "Policy": values["policy"]})
            if kind == "aws_sns_topic":
                self.client("sns").create_topic(Name=values["name"], Attributes={
                    "KmsMasterKeyId": self.key, "Policy": values["policy"]})
        self._rest(_bucket_key(planned))

    def _of(self, planned: Resources, kind: str) -> dict[str, Any]:
        return next(values for one, values in planned if one == kind)

    def _rest(self, bucket_key: bool) -> None:
        """A bucket, a role, an alarm, and a rule whose target is not there."""
        self.client("s3").create_bucket(
            Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
        self.client("s3").put_bucket_policy(Bucket=BUCKET, Policy=document(allow(
            "s3:*", resource="*", Principal={"Service": "cloudtrail.amazonaws.com"})))
        self.client("s3").put_bucket_encryption(
            Bucket=BUCKET, ServerSideEncryptionConfiguration={"Rules": [{
                "BucketKeyEnabled": bucket_key, "ApplyServerSideEncryptionByDefault": {
                    "SSEAlgorithm": "aws:kms", "KMSMasterKeyID": self.key}}]})
        self.role = self.people.role("r", {"Service": "lambda.amazonaws.com"},
                                     allow("dynamodb:*"), allow("kms:Decrypt", resource=self.key))
        self.client("cloudwatch").put_metric_alarm(
            AlarmName=f"{NAME}-alarm", MetricName="m", Namespace="n", Period=60,
            EvaluationPeriods=1, Statistic="Sum", Threshold=1, AlarmActions=[TOPIC + "ops"],
            ComparisonOperator="GreaterThanThreshold")
        self.stack.rule(CUSTOM)
        self.stack.target(f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:gone", DeadLetterConfig={
            "Arn": f"arn:aws:sqs:{REGION}:{ACCOUNT}:{NAME}-undelivered"})
        self.stack.target(TOPIC + "ops")

    def table(self) -> None:
        self.client("dynamodb").create_table(
            TableName=NAME, BillingMode="PAY_PER_REQUEST",
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            SSESpecification={"Enabled": True, "SSEType": "KMS", "KMSMasterKeyId": self.key})
        try:
            self.people.session(self.role).client("dynamodb").put_item(
                TableName=NAME, Item={"id": {"S": "1"}})
        finally:
            self.client("dynamodb").delete_table(TableName=NAME)

    def function(self) -> None:
        self.client("lambda").create_function(
            FunctionName="f", Role=self.role, Runtime="python3.13", Handler="code.handle",
            KMSKeyArn=self.key, Code={"ZipFile": zipped("handle = print")})
        self.client("lambda").delete_function(FunctionName="f")

    def logs(self) -> None:
        for group in (f"/aws/lambda/{NAME}-recorder", f"/aws/cloudtrail/{NAME}"):
            self.client("logs").create_log_group(logGroupName=group, kmsKeyId=self.key)
            self.client("logs").delete_log_group(logGroupName=group)

    def trail(self) -> None:
        self.client("cloudtrail").create_trail(
            Name=NAME, S3BucketName=BUCKET, KmsKeyId=self.key, SnsTopicName=self.trail_topic)
        self.client("cloudtrail").delete_trail(Name=NAME)

    def deliveries(self) -> None:
        self._goes(self.stack.put, "in the dead-letter queue")

    def alarm(self) -> None:
        self._goes(lambda: self.client("cloudwatch").set_alarm_state(
            AlarmName=f"{NAME}-alarm", StateValue="ALARM", StateReason="test"), "is ALARM")

    def _goes(self, act: Callable[[], object], *endings: str) -> None:
        """Raises AssertionError where the journal does not end so."""
        before = len(self.sandbox.journal)
        act()
        assert self.sandbox.drain()
        said = [one.text for one in self.sandbox.journal[before:]
                if one.kind in ("delivery", "failure")]
        assert all(any(text.endswith(one) for text in said) for one in endings), said

    def broken(self, policy: str) -> list[str]:
        """What does not work with another key policy."""
        kms = self.client("kms")
        try:
            kms.put_key_policy(KeyId=self.key, PolicyName="default", Policy=policy)
        except ClientError:
            return ["key"]
        found = []
        for probe in (self.table, self.function, self.logs, self.trail, self.deliveries,
                      self.alarm):
            try:
                probe()
            except (ClientError, AssertionError):
                found.append(probe.__name__)
        kms.put_key_policy(KeyId=self.key, PolicyName="default", Policy=self.policy)
        return found


# Statements that stand in for each other, because AWS's guides differ in what a service tells KMS.
STAND_INS = ({"Trail", "TrailOfAnyRegion", "TrailWritesFiles"},
             {"EventsFromRules", "EventsToQueues"})


def groups(sids: Iterable[str]) -> list[set[str]]:
    """Each statement by itself, or with those that stand in for it."""
    alone = set(sids).difference(*STAND_INS)
    return [*({sid} for sid in sorted(alone)), *STAND_INS]


def test_every_statement_of_the_key_policy_is_needed_and_none_is_missing(
        sandbox: Sandbox, planned: Resources) -> None:
    deployment = Deployment(sandbox, planned)
    assert deployment.broken(deployment.policy) == []
    whole = json.loads(deployment.policy)
    unnoticed = []
    for sids in groups(one["Sid"] for one in whole["Statement"]):
        left = [one for one in whole["Statement"] if one["Sid"] not in sids]
        if not deployment.broken(json.dumps({**whole, "Statement": left})):
            unnoticed.append(sids)
    assert len(whole["Statement"]) > 5
    assert not unnoticed


def test_queues_and_topics_refuse_whoever_comes_without_tls(planned: Resources) -> None:
    found = [values for kind, values in planned if kind in ("aws_sqs_queue", "aws_sns_topic")]
    assert len(found) >= 5
    who = Principal("IAMUser", f"arn:aws:iam::{ACCOUNT}:user/ann", ACCOUNT)
    for values in found:
        policy = parse(values["policy"])
        service = "sqs:SendMessage" if "message_retention_seconds" in values else "sns:Publish"
        kind = service.partition(":")[0]
        asked = Request(who, service, f"arn:aws:{kind}:{REGION}:{ACCOUNT}:{values['name']}",
                        context_of({"aws:SecureTransport": False}))
        assert decide(asked, Policies(
            (parse(document(allow("*"))),), resource=policy, owner=ACCOUNT,
        )).verdict is Verdict.EXPLICITLY_DENIED
