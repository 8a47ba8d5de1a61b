"""What EventBridge refuses to exceed, besides what its API model says. Data."""

from __future__ import annotations

import json

from botocore.exceptions import ClientError

from eventbridge_notifier.sandbox.core.interfaces import Clients
from eventbridge_notifier.sandbox.core.model import Call
from eventbridge_notifier.sandbox.core.service_facts import Limit


def targets(clients: Clients, call: Call) -> int:
    """How many targets the rule would have."""
    events = clients.client("events", call.region, call.account)
    bus = call.params.get("EventBusName") or "default"
    try:
        listed = events.list_targets_by_rule(Rule=call.params["Rule"], EventBusName=bus)
    except ClientError:
        return 0
    ids = {str(one["Id"]) for one in listed["Targets"]}
    return len(ids | {str(one.get("Id")) for one in call.params.get("Targets") or ()})


def bus_policy(clients: Clients, call: Call) -> int:
    """Characters that the policy of the bus would have."""
    if whole := call.params.get("Policy"):
        return len(str(whole))
    events = clients.client("events", call.region, call.account)
    bus = call.params.get("EventBusName") or "default"
    try:
        existing = events.describe_event_bus(Name=bus).get("Policy") or "{}"
    except ClientError:
        return 0
    statements = json.loads(existing).get("Statement", [])
    kept = [one for one in statements if one.get("Sid") != call.params.get("StatementId")]
    policy = {"Version": "2012-10-17", "Statement": [*kept, _statement(call, bus)]}
    return len(json.dumps(policy, separators=(",", ":")))


def _statement(call: Call, bus: str) -> dict[str, object]:
    name = bus.rpartition("event-bus/")[2]
    principal = call.params.get("Principal")
    statement: dict[str, object] = {
        "Sid": call.params.get("StatementId"), "Effect": "Allow",
        "Principal": "*" if principal == "*" else {"AWS": f"arn:aws:iam::{principal}:root"},
        "Action": call.params.get("Action"),
        "Resource": f"arn:aws:events:{call.region}:{call.account}:event-bus/{name}"}
    if condition := call.params.get("Condition"):
        statement["Condition"] = {condition.get("Type"): {condition.get("Key"):
                                                          condition.get("Value")}}
    return statement


LIMITS = (
    Limit("PutTargets", targets, 5, "LimitExceededException",
          "The requested resource exceeds the maximum number allowed.",
          'EventBridge user guide, "Quotas": targets per rule'),
    Limit("PutPermission", bus_policy, 10_240, "PolicyLengthExceededException",
          "The event bus policy is too long: it must not exceed {maximum} characters.",
          'EventBridge user guide, "Quotas": event bus policy size'),
)
