"""What IAM, KMS and moto have to do with SQS. Data."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import ClientError

from eventbridge_notifier.sandbox.core.denial import DenialKind
from eventbridge_notifier.sandbox.core.interfaces import Clients
from eventbridge_notifier.sandbox.core.model import Call
from eventbridge_notifier.sandbox.core.service_facts import (
    ArnParts,
    KeptAttributes,
    KeyUse,
    Limit,
    Params,
    Resource,
    ResourceReader,
    ServiceFacts,
    picked,
)
from eventbridge_notifier.sandbox.sqs.queues import queue_url


def read(sqs: Any, arn: ArnParts) -> Resource:
    """The policy and the key of a queue."""
    found = sqs.get_queue_attributes(QueueUrl=queue_url(sqs, arn.arn), AttributeNames=["All"])
    attributes = found.get("Attributes", {})
    return Resource(attributes.get("Policy"), attributes.get("KmsMasterKeyId", ""))


def with_policy(clients: Clients, call: Call) -> Params | None:
    """moto forgets a queue's policy when other attributes are set."""
    attributes = call.params.get("Attributes") or {}
    if "Policy" in attributes:
        return None
    sqs = clients.client("sqs", call.region, call.account)
    try:
        found = sqs.get_queue_attributes(
            QueueUrl=call.params["QueueUrl"], AttributeNames=["Policy"])
    except ClientError:
        return None
    policy = found.get("Attributes", {}).get("Policy")
    return {**call.params, "Attributes": {**attributes, "Policy": policy}} if policy else None


def _name(params: Params) -> str:
    return str(params.get("QueueName") or params["QueueUrl"]).rpartition("/")[2]


def _over_attributes(answer: Params, kept: Params) -> dict[str, Any]:
    """AWS returns policies as they were written; an empty one removes it."""
    merged = {**answer.get("Attributes", {}), **kept}
    return {**answer, "Attributes": {name: value for name, value in merged.items() if value != ""}}


def policy_size(clients: Clients, call: Call) -> int:
    """The bytes of the policy that a call sets."""
    return len(str((call.params.get("Attributes") or {}).get("Policy") or ""))


LIMITS = (
    Limit("CreateQueue SetQueueAttributes", policy_size, 8_192, "InvalidAttributeValue",
          "Invalid value for the parameter Policy: it must not exceed {maximum} bytes.",
          'SQS developer guide, "Quotas": policy'),
    Limit("CreateQueue", lambda clients, call: len(str(call.params["QueueName"])), 80,
          "InvalidParameterValue",
          "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length",
          "SQS API reference, CreateQueue"),
)

SQS = ServiceFacts(
    "sqs",
    arns=("{QueueUrl}", "{QueueName}", "{SourceArn}"),
    actions="""
        SendMessageBatch SendMessage
        DeleteMessageBatch DeleteMessage
        ChangeMessageVisibilityBatch ChangeMessageVisibility
        """,
    resources=ResourceReader(read, frozenset({
        "CreateQueue", "DeleteQueue", "SetQueueAttributes", "AddPermission",
        "RemovePermission"})),
    # SQS developer guide, "Key management": producers and consumers.
    key_uses=(
        KeyUse("sqs:SendMessage", "GenerateDataKey Decrypt", {"aws:sqs:arn": "{resource}"}),
        KeyUse("sqs:ReceiveMessage", "Decrypt", {"aws:sqs:arn": "{resource}"}),
    ),
    errors={
        DenialKind.NOT_ALLOWED: ("AccessDenied", 403),
        DenialKind.KEY_NOT_ALLOWED: ("KmsAccessDenied", 400),
        DenialKind.KEY_DISABLED: ("KmsDisabled", 400),
        DenialKind.KEY_MISSING: ("KmsNotFound", 400),
    },
    limits=LIMITS,
    # moto writes the redrive policy anew, and does not know who may redrive.
    kept=(KeptAttributes(
        ("CreateQueue", "SetQueueAttributes"), ("GetQueueAttributes",), "DeleteQueue", _name,
        lambda params: picked(params.get("Attributes", {}), "RedrivePolicy",
                              "RedriveAllowPolicy"), _over_attributes),),
    repeated={"SetQueueAttributes": with_policy},
)
