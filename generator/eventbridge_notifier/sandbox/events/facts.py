"""What IAM and KMS have to do with EventBridge. Data."""

from __future__ import annotations

from typing import Any

from eventbridge_notifier.sandbox.core.service_facts import (
    ArnParts,
    KeyUse,
    Resource,
    ResourceReader,
    ServiceFacts,
)
from eventbridge_notifier.sandbox.events.limits import LIMITS


def read(events: Any, arn: ArnParts) -> Resource:
    """The policy and the key of a bus."""
    found = events.describe_event_bus(Name=arn.name.removeprefix("event-bus/"))
    # moto makes this of the principal `*`.
    policy = found.get("Policy", "").replace('"arn:aws:iam::*:root"', '"*"')
    return Resource(policy, found.get("KmsKeyIdentifier", ""))


_RULE = ("rule/{EventBusName}/{Name}", "rule/{Name}")
_BUS = ("event-bus/{Name}",)
_PERMISSION = ("event-bus/{EventBusName}", "event-bus/default")
_KEY = "DescribeKey GenerateDataKey Decrypt"

EVENTS = ServiceFacts(
    "events",
    arns=("{ResourceARN}", "archive/{ArchiveName}", "replay/{ReplayName}",
          "rule/{EventBusName}/{Rule}", "rule/{Rule}"),
    arns_of={
        **dict.fromkeys(("PutRule", "DeleteRule", "DescribeRule", "EnableRule", "DisableRule"),
                        _RULE),
        **dict.fromkeys(("CreateEventBus", "UpdateEventBus", "DeleteEventBus",
                         "DescribeEventBus"), _BUS),
        **dict.fromkeys(("PutPermission", "RemovePermission"), _PERMISSION),
        "InvokeApiDestination": ("{Arn}",),
    },
    resources=ResourceReader(read, frozenset({
        "CreateEventBus", "UpdateEventBus", "DeleteEventBus", "PutPermission",
        "RemovePermission"})),
    # EventBridge user guide, "Encrypting event buses".
    key_uses=(
        KeyUse("events:CreateEventBus events:UpdateEventBus", _KEY,
               {"aws:events:event-bus:arn": "{resource}"},
               by="events.amazonaws.com", key="KmsKeyIdentifier", denied="AccessDeniedException"),
        KeyUse("events:CreateArchive events:UpdateArchive", _KEY,
               {"aws:events:event-bus:arn": "{EventSourceArn}"},
               by="events.amazonaws.com", key="KmsKeyIdentifier", denied="AccessDeniedException"),
    ),
    limits=LIMITS,
    validated=True,
)
