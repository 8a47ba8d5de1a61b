"""What services look at before they accept a configuration, and moto does not.

CloudTrail tries its bucket, key, topic and log group; KMS refuses a policy that locks its author
out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from botocore.exceptions import ClientError

from eventbridge_notifier.sandbox.core.interfaces import Clients
from eventbridge_notifier.sandbox.core.model import Call, Outcome
from eventbridge_notifier.sandbox.iam.access_errors import KEY_DISABLED, KEY_MISSING, Reason
from eventbridge_notifier.sandbox.iam.authorizer import Gate
from eventbridge_notifier.sandbox.iam.evaluator import Judge
from eventbridge_notifier.sandbox.iam.identities import assumed_by_service
from eventbridge_notifier.sandbox.iam.permissions import Need
from eventbridge_notifier.sandbox.iam.policy import MalformedPolicy, parse
from eventbridge_notifier.sandbox.kms.keys import Key

TRAIL = "cloudtrail.amazonaws.com"
Check = Callable[[Call], Outcome | None]
Trail = Mapping[str, Any]

# CloudTrail API reference, CreateTrail's errors, by what is wrong with the key.
_KEY_ERRORS = {KEY_DISABLED: "KmsKeyDisabledException", KEY_MISSING: "KmsKeyNotFoundException"}


class Checks:
    """Refusals, as operations that leave the call to moto where nothing is wrong."""

    def __init__(self, judge: Judge, gate: Gate, clients: Clients) -> None:
        self._judge, self._gate, self._clients = judge, gate, clients

    def operations(self) -> dict[tuple[str, str], Check]:
        return {
            ("cloudtrail", "CreateTrail"): self.trail, ("cloudtrail", "UpdateTrail"): self.trail,
            ("cloudtrail", "StartLogging"): self.trail,
            ("kms", "CreateKey"): self.key_policy, ("kms", "PutKeyPolicy"): self.key_policy,
        }

    def trail(self, call: Call) -> Outcome | None:
        """CloudTrail writes a test file, and so finds out (user guide, "bucket policy")."""
        trail = {**self._known(call), **call.params}
        arn = _trail_arn(call)
        for code, reason in self._failures(call, trail, arn):
            if reason is not None:
                return Outcome(400, {}, code, reason)
        return None

    def key_policy(self, call: Call) -> Outcome | None:
        """KMS API reference, BypassPolicyLockoutSafetyCheck."""
        document = call.params.get("Policy")
        if not document or call.params.get("BypassPolicyLockoutSafetyCheck"):
            return None
        try:
            key = Key(f"arn:aws:kms:{call.region}:{call.account}:key/new", call.account,
                      policy=parse(document))
        except MalformedPolicy as error:
            return Outcome(400, {}, "MalformedPolicyDocumentException", str(error))
        if self._judge.ask_key(call.identity, "kms:PutKeyPolicy", key, {}):
            return Outcome(400, {}, "MalformedPolicyDocumentException",
                           "The new key policy will not allow you to update the key policy in the "
                           "future.")
        return None

    def _failures(self, call: Call, trail: Trail, arn: str
                  ) -> Iterator[tuple[str, Reason | None]]:
        source = {"aws:SourceArn": arn, "aws:SourceAccount": call.account,
                  "aws:SecureTransport": True}
        if bucket := trail.get("S3BucketName"):
            prefix = f"{trail['S3KeyPrefix']}/" if trail.get("S3KeyPrefix") else ""
            yield "InsufficientS3BucketPolicyException", (
                self._may("s3:GetBucketAcl", f"arn:aws:s3:::{bucket}", source)
                or self._may("s3:PutObject",
                             f"arn:aws:s3:::{bucket}/{prefix}AWSLogs/{call.account}/CloudTrail/t",
                             {**source, "s3:x-amz-acl": "bucket-owner-full-control"}))
        if topic := trail.get("SnsTopicName"):
            yield "InsufficientSnsTopicPolicyException", self._topic(call, str(topic), source)
        if key := trail.get("KmsKeyId"):
            reason = self._key(call, trail, str(key), source)
            kind = reason.kind if reason else ""
            yield _KEY_ERRORS.get(kind, "InsufficientEncryptionPolicyException"), reason
        if role := trail.get("CloudWatchLogsRoleArn"):
            yield "InvalidCloudWatchLogsRoleArnException", self._log(call, trail, str(role))

    def _may(self, action: str, resource: str, context: Mapping[str, object]) -> Reason | None:
        return self._judge.ask_for_service(TRAIL, Need(action, resource, context))

    def _topic(self, call: Call, topic: str, source: Mapping[str, object]) -> Reason | None:
        arn = topic if topic.startswith("arn:") else (
            f"arn:aws:sns:{call.region}:{call.account}:{topic}")
        if reason := self._may("sns:Publish", arn, source):
            return reason
        if not (name := self._judge.facts(arn, call.account).key):
            return None
        key = self._judge.keys.of(name, call.region, call.account)
        return self._uses_key(key, ("GenerateDataKey", "Decrypt"),
                              {**source, "kms:EncryptionContext:aws:sns:topicArn": arn})

    def _key(self, call: Call, trail: Trail, name: str, source: Mapping[str, object]
             ) -> Reason | None:
        """A bucket with a bucket key asks for Decrypt too (user guide, "key policies")."""
        key = self._judge.keys.of(name, call.region, call.account)
        bucket = self._judge.facts(f"arn:aws:s3:::{trail.get('S3BucketName')}", call.account)
        context = {**source, "kms:EncryptionContext:aws:cloudtrail:arn": source["aws:SourceArn"]}
        actions = ("GenerateDataKey", *(("Decrypt",) if bucket.bucket_key else ()))
        return self._uses_key(key, ("DescribeKey",), source) or self._uses_key(
            key, actions, context)

    def _uses_key(self, key: Key, actions: tuple[str, ...], context: Mapping[str, object]
                  ) -> Reason | None:
        asked = (self._judge.ask_key_for_service(TRAIL, f"kms:{one}", key, context)
                 for one in actions)
        return next((reason for reason in asked if reason), None)

    def _log(self, call: Call, trail: Trail, role: str) -> Reason | None:
        """The role must trust CloudTrail and let it write the log group."""
        if reason := self._may("sts:AssumeRole", role, {}):
            return reason
        who = assumed_by_service(role, "CloudTrail")
        group = str(trail.get("CloudWatchLogsLogGroupArn", "")).removesuffix(":*")
        stream = f"{group}:log-stream:{call.account}_CloudTrail_{call.region}"
        asked = (self._judge.ask(who, Need(f"logs:{action}", stream), {})
                 for action in ("CreateLogStream", "PutLogEvents"))
        return next((reason for reason in asked if reason), None)

    def _known(self, call: Call) -> dict[str, Any]:
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
