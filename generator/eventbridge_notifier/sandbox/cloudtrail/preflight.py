"""What CloudTrail tries before it accepts a trail, and moto does not.

CloudTrail writes a test file into the bucket, and tries the key, the topic and the log group.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from botocore.exceptions import ClientError

from eventbridge_notifier.sandbox.core.denial import Denial, DenialKind
from eventbridge_notifier.sandbox.core.interfaces import Clients, Operations
from eventbridge_notifier.sandbox.core.model import Call, Outcome
from eventbridge_notifier.sandbox.iam.access_keys import assumed_by_service
from eventbridge_notifier.sandbox.iam.evaluator import Evaluator
from eventbridge_notifier.sandbox.iam.permissions import Need
from eventbridge_notifier.sandbox.kms.keys import Key

CLOUDTRAIL = "cloudtrail.amazonaws.com"
Trail = Mapping[str, Any]

# CloudTrail API reference, CreateTrail's errors, by what is wrong with the key.
_KEY_ERRORS = {DenialKind.KEY_DISABLED: "KmsKeyDisabledException",
               DenialKind.KEY_MISSING: "KmsKeyNotFoundException"}


class TrailPreflight:
    """Operations that leave the call to moto where nothing is wrong."""

    def __init__(self, evaluator: Evaluator, clients: Clients) -> None:
        self._evaluator, self._clients = evaluator, clients

    def operations(self) -> Operations:
        return {("cloudtrail", name): self.check
                for name in ("CreateTrail", "UpdateTrail", "StartLogging")}

    def check(self, call: Call) -> Outcome | None:
        """The first thing that is wrong (CloudTrail user guide, "bucket policy")."""
        if call.params.get("IsOrganizationTrail") and (refused := self._organization(call)):
            return refused
        trail = {**self._existing(call), **call.params}
        for code, denial in self._denials(call, trail, _trail_arn(call)):
            if denial is not None:
                return Outcome(400, {}, code, denial.text)
        return None

    def _denials(self, call: Call, trail: Trail, arn: str) -> Iterator[tuple[str, Denial | None]]:
        source = {"aws:SourceArn": arn, "aws:SourceAccount": call.account,
                  "aws:SecureTransport": True}
        if bucket := trail.get("S3BucketName"):
            yield "InsufficientS3BucketPolicyException", self._bucket(
                call, trail, str(bucket), source)
        if topic := trail.get("SnsTopicName"):
            yield "InsufficientSnsTopicPolicyException", self._topic(call, str(topic), source)
        if key := trail.get("KmsKeyId"):
            denial = self._key(call, trail, str(key), source)
            code = _KEY_ERRORS.get(denial.kind) if denial else None
            yield code or "InsufficientEncryptionPolicyException", denial
        if role := trail.get("CloudWatchLogsRoleArn"):
            yield "InvalidCloudWatchLogsRoleArnException", self._log_group(call, trail, str(role))

    def _organization(self, call: Call) -> Outcome | None:
        """CloudTrail API reference, CreateTrail: trusted access of AWS Organizations."""
        organizations = self._clients.client("organizations", "us-east-1", call.account)
        try:
            organizations.describe_organization()
            listed = organizations.list_aws_service_access_for_organization()
        except ClientError:
            return Outcome(400, {}, "OrganizationsNotInUseException",
                           "Your account is not a member of an organization.")
        enabled = {one["ServicePrincipal"] for one in listed["EnabledServicePrincipals"]}
        if CLOUDTRAIL in enabled:
            return None
        return Outcome(400, {}, "CloudTrailAccessNotEnabledException",
                       "The request could not be processed because your organization hasn't "
                       "enabled CloudTrail service access.")

    def _denial(self, action: str, resource: str, context: Mapping[str, object]) -> Denial | None:
        return self._evaluator.service_denial(CLOUDTRAIL, Need(action, resource, context))

    def _bucket(self, call: Call, trail: Trail, bucket: str, source: Mapping[str, object]
                ) -> Denial | None:
        prefix = f"{trail['S3KeyPrefix']}/" if trail.get("S3KeyPrefix") else ""
        file = f"arn:aws:s3:::{bucket}/{prefix}AWSLogs/{call.account}/CloudTrail/t"
        return (self._denial("s3:GetBucketAcl", f"arn:aws:s3:::{bucket}", source)
                or self._denial("s3:PutObject", file,
                                {**source, "s3:x-amz-acl": "bucket-owner-full-control"}))

    def _topic(self, call: Call, topic: str, source: Mapping[str, object]) -> Denial | None:
        arn = topic if topic.startswith("arn:") else (
            f"arn:aws:sns:{call.region}:{call.account}:{topic}")
        if denial := self._denial("sns:Publish", arn, source):
            return denial
        if not (name := self._evaluator.resource(arn, call.account).key):
            return None
        key = self._evaluator.keys.of(name, call.region, call.account)
        return self._key_use(key, ("GenerateDataKey", "Decrypt"),
                             {**source, "kms:EncryptionContext:aws:sns:topicArn": arn})

    def _key(self, call: Call, trail: Trail, name: str, source: Mapping[str, object]
             ) -> Denial | None:
        """A bucket with a bucket key needs Decrypt too (user guide, "key policies")."""
        key = self._evaluator.keys.of(name, call.region, call.account)
        bucket = self._evaluator.resource(f"arn:aws:s3:::{trail.get('S3BucketName')}",
                                          call.account)
        context = {**source, "kms:EncryptionContext:aws:cloudtrail:arn": source["aws:SourceArn"]}
        actions = ("GenerateDataKey", *(("Decrypt",) if bucket.bucket_key else ()))
        return self._key_use(key, ("DescribeKey",), source) or self._key_use(
            key, actions, context)

    def _key_use(self, key: Key, actions: tuple[str, ...], context: Mapping[str, object]
                 ) -> Denial | None:
        denials = (self._evaluator.service_key_denial(CLOUDTRAIL, f"kms:{one}", key, context)
                   for one in actions)
        return next((denial for denial in denials if denial), None)

    def _log_group(self, call: Call, trail: Trail, role: str) -> Denial | None:
        """The role must trust CloudTrail and be allowed to write to the log group."""
        if denial := self._denial("sts:AssumeRole", role, {}):
            return denial
        who = assumed_by_service(role, "CloudTrail")
        group = str(trail.get("CloudWatchLogsLogGroupArn", "")).removesuffix(":*")
        stream = f"{group}:log-stream:{call.account}_CloudTrail_{call.region}"
        denials = (self._evaluator.denial(who, Need(f"logs:{action}", stream), {})
                   for action in ("CreateLogStream", "PutLogEvents"))
        return next((denial for denial in denials if denial), None)

    def _existing(self, call: Call) -> dict[str, Any]:
        """The trail as it is, for UpdateTrail and StartLogging."""
        if call.operation == "CreateTrail":
            return {}
        client = self._clients.client("cloudtrail", call.region, call.account)
        try:
            found = client.get_trail(Name=call.params["Name"])["Trail"]
        except ClientError:
            return {}
        return {**found, "SnsTopicName": found.get("SnsTopicARN")}


def _trail_arn(call: Call) -> str:
    name = str(call.params.get("Name", ""))
    return name if name.startswith("arn:") else (
        f"arn:aws:cloudtrail:{call.region}:{call.account}:trail/{name}")
