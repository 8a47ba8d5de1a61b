"""What IAM and KMS have to do with SNS. Data."""

from __future__ import annotations

from typing import Any

from eventbridge_notifier.sandbox.core.denial import DenialKind
from eventbridge_notifier.sandbox.core.service_facts import (
    ArnParts,
    KeyUse,
    Resource,
    ResourceReader,
    ServiceFacts,
)


def read(sns: Any, arn: ArnParts) -> Resource:
    """The policy and the key of a topic."""
    found = sns.get_topic_attributes(TopicArn=arn.arn)["Attributes"]
    return Resource(found.get("Policy"), found.get("KmsMasterKeyId", ""))


SNS = ServiceFacts(
    "sns",
    arns=("{TopicArn}", "{TargetArn}", "{ResourceArn}", "{Name}"),
    actions="PublishBatch Publish",
    condition_keys=(("sns:Protocol", "Protocol"), ("sns:Endpoint", "Endpoint")),
    # The default policy of a topic lets the owner's account in by this key.
    call_context=lambda call: {"aws:SourceOwner": call.account},
    resources=ResourceReader(read, frozenset({
        "CreateTopic", "DeleteTopic", "SetTopicAttributes", "AddPermission",
        "RemovePermission"})),
    # SNS developer guide, "Key management".
    key_uses=(KeyUse("sns:Publish", "GenerateDataKey Decrypt",
                     {"aws:sns:topicArn": "{resource}"}),),
    errors={
        DenialKind.NOT_ALLOWED: ("AuthorizationError", 403),
        DenialKind.KEY_NOT_ALLOWED: ("KMSAccessDenied", 400),
        DenialKind.KEY_DISABLED: ("KMSDisabled", 400),
        DenialKind.KEY_MISSING: ("KMSNotFound", 400),
    },
)
