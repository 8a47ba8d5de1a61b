"""What a resource says for itself, its policy and its key, read from moto and kept.

One row a kind of resource; a call that is named in the row makes the sandbox read it again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from botocore.exceptions import ClientError

from eventbridge_notifier.sandbox.core.cache import Kept
from eventbridge_notifier.sandbox.core.interfaces import Clients
from eventbridge_notifier.sandbox.core.model import Call
from eventbridge_notifier.sandbox.events.targets import queue_url
from eventbridge_notifier.sandbox.iam.policy import Policy, merge
from eventbridge_notifier.sandbox.iam.principal_policies import readable
from eventbridge_notifier.sandbox.s3.bucket_policies import BucketPolicies


@dataclass(frozen=True)
class Facts:
    """`key` is the KMS key that encrypts the resource, by whatever name; `account` its owner.

    `bucket_key`: the key is asked for once a bucket, not once an object.
    """

    policy: Policy | None = None
    key: str = ""
    account: str = ""
    bucket_key: bool = False


@dataclass(frozen=True)
class Place:
    """An ARN's parts. `name` is all that follows the account."""

    arn: str
    service: str
    region: str
    account: str
    name: str


Read = Callable[[Any, Place], Facts]


@dataclass(frozen=True)
class Kind:
    """`changed` names the operations that change what `read` finds."""

    read: Read
    changed: frozenset[str]


class Resources:
    """Facts of resources, by ARN."""

    def __init__(self, clients: Clients, buckets: BucketPolicies) -> None:
        self._clients, self._policies = clients, buckets
        self._facts: Kept[tuple[str, str], Facts] = Kept()
        self._buckets: dict[str, tuple[str, str]] = {}

    def observe(self, call: Call) -> None:
        """Forgets what a call may have changed."""
        self._policies.observe(call)
        if (call.service, call.operation) == ("s3", "CreateBucket"):
            self._buckets[str(call.params.get("Bucket"))] = (call.account, call.region)
        kind = KINDS.get(call.service)
        if kind is not None and call.operation in kind.changed:
            self._facts.forget(lambda key: key[0] == call.service)
        if call.service == "cloudformation":
            self._facts.forget()

    def of(self, arn: str, account: str = "") -> Facts:
        """What is known of a resource; nothing where there is none, or of a kind without policy.

        `account` is the caller's: that of a resource whose ARN names none.
        """
        place = self._place(arn, account)
        kind = KINDS.get(place.service)
        if kind is None:
            return Facts(account=place.account)
        return self._facts.get((place.service, place.arn), lambda: self._read(kind, place))

    def _place(self, arn: str, account: str) -> Place:
        parts = arn.split(":", 5)
        if len(parts) < 6:
            return Place(arn, "", "", account, "")
        _, _, service, region, owner, name = parts
        if service == "s3":
            name = name.partition("/")[0]
            owner, region = self._buckets.get(name, (account, "us-east-1"))
            arn = f"arn:aws:s3:::{name}"
        return Place(arn, service, region or "us-east-1", owner or account, name)

    def _read(self, kind: Kind, place: Place) -> Facts:
        client = self._clients.client(place.service, place.region, place.account)
        try:
            facts = kind.read(client, place)
        except ClientError:
            facts = Facts()
        if place.service == "s3":
            facts = replace(facts, policy=readable(self._policies.of(place.name)))
        return replace(facts, account=place.account)


def _of_queue(sqs: Any, place: Place) -> Facts:
    found = sqs.get_queue_attributes(QueueUrl=queue_url(sqs, place.arn), AttributeNames=["All"])
    attributes = found.get("Attributes", {})
    return Facts(readable(attributes.get("Policy")), attributes.get("KmsMasterKeyId", ""))


def _of_topic(sns: Any, place: Place) -> Facts:
    found = sns.get_topic_attributes(TopicArn=place.arn)["Attributes"]
    return Facts(readable(found.get("Policy")), found.get("KmsMasterKeyId", ""))


def _of_function(lambda_: Any, place: Place) -> Facts:
    name = place.name.split(":")[1] if ":" in place.name else place.name
    return Facts(readable(lambda_.get_policy(FunctionName=name)["Policy"]))


def _of_bus(events: Any, place: Place) -> Facts:
    name = place.name.removeprefix("event-bus/")
    found = events.describe_event_bus(Name=name)
    # moto makes this of the principal `*`.
    policy = found.get("Policy", "").replace('"arn:aws:iam::*:root"', '"*"')
    return Facts(readable(policy), found.get("KmsKeyIdentifier", ""))


def _of_log_group(logs: Any, place: Place) -> Facts:
    """CloudWatch Logs keeps policies of the account and region, for all its groups."""
    kept = logs.describe_resource_policies()["resourcePolicies"]
    return Facts(merge(readable(one["policyDocument"]) for one in kept))


def _of_role(iam: Any, place: Place) -> Facts:
    name = place.name.rpartition("/")[2]
    return Facts(readable(iam.get_role(RoleName=name)["Role"]["AssumeRolePolicyDocument"])
                 if place.name.startswith("role/") else None)


def _of_table(dynamodb: Any, place: Place) -> Facts:
    name = place.name.split("/")[1]
    key = dynamodb.describe_table(TableName=name)["Table"].get("SSEDescription", {})
    try:
        document = dynamodb.get_resource_policy(ResourceArn=place.arn)["Policy"]
    except ClientError:
        document = None
    return Facts(readable(document), key.get("KMSMasterKeyArn", ""))


def _of_bucket(s3: Any, place: Place) -> Facts:
    """All but the policy, which moto does not have."""
    rule = _encryption(s3, place.name)
    default = rule.get("ApplyServerSideEncryptionByDefault", {})
    key = default.get("KMSMasterKeyID", "alias/aws/s3")
    return Facts(key=key if default.get("SSEAlgorithm") == "aws:kms" else "",
                 bucket_key=bool(rule.get("BucketKeyEnabled")))


def _encryption(s3: Any, bucket: str) -> dict[str, Any]:
    try:
        found = s3.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"]
    except ClientError:
        return {}
    return dict(found["Rules"][0]) if found["Rules"] else {}


# A service, as ARNs and boto3 name it, to how its resources are read.
KINDS: dict[str, Kind] = {
    "sqs": Kind(_of_queue, frozenset({
        "CreateQueue", "DeleteQueue", "SetQueueAttributes", "AddPermission",
        "RemovePermission"})),
    "sns": Kind(_of_topic, frozenset({
        "CreateTopic", "DeleteTopic", "SetTopicAttributes", "AddPermission",
        "RemovePermission"})),
    "lambda": Kind(_of_function, frozenset({
        "CreateFunction", "DeleteFunction", "AddPermission", "RemovePermission"})),
    "events": Kind(_of_bus, frozenset({
        "CreateEventBus", "UpdateEventBus", "DeleteEventBus", "PutPermission",
        "RemovePermission"})),
    "logs": Kind(_of_log_group, frozenset({
        "PutResourcePolicy", "DeleteResourcePolicy"})),
    "iam": Kind(_of_role, frozenset({
        "CreateRole", "DeleteRole", "UpdateAssumeRolePolicy"})),
    "dynamodb": Kind(_of_table, frozenset({
        "CreateTable", "DeleteTable", "UpdateTable", "PutResourcePolicy",
        "DeleteResourcePolicy"})),
    "s3": Kind(_of_bucket, frozenset({
        "CreateBucket", "DeleteBucket", "PutBucketPolicy", "DeleteBucketPolicy",
        "PutBucketEncryption", "DeleteBucketEncryption"})),
}
