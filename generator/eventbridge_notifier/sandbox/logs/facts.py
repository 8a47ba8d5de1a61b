"""What IAM and KMS have to do with CloudWatch Logs. Data."""

from __future__ import annotations

import json
from typing import Any

from eventbridge_notifier.sandbox.core.interfaces import Clients
from eventbridge_notifier.sandbox.core.model import Call
from eventbridge_notifier.sandbox.core.service_facts import (
    ArnParts,
    KeyUse,
    Limit,
    Resource,
    ResourceReader,
    ServiceFacts,
)


def read(logs: Any, arn: ArnParts) -> Resource:
    """CloudWatch Logs keeps policies of the account and region, for all its groups."""
    kept = logs.describe_resource_policies()["resourcePolicies"]
    return Resource({"Version": "2012-10-17", "Statement": [
        statement for one in kept for statement in _statements(one["policyDocument"])]})


def _statements(document: str) -> list[Any]:
    try:
        written = json.loads(document).get("Statement", [])
    except (ValueError, AttributeError):
        return []
    return written if isinstance(written, list) else [written]


def resource_policies(clients: Clients, call: Call) -> int:
    """How many resource policies the account would have in the region."""
    kept = clients.client("logs", call.region, call.account).describe_resource_policies()
    names = {one["policyName"] for one in kept["resourcePolicies"]}
    return len(names | {call.params.get("policyName")})


LIMITS = (
    Limit("PutResourcePolicy", resource_policies, 10, "LimitExceededException",
          "Resource limit exceeded.", 'CloudWatch Logs user guide, "Quotas": resource policies'),
)

LOGS = ServiceFacts(
    "logs",
    arns=("log-group:{logGroupName}:log-stream:{logStreamName}",
          "log-group:{logGroupName}:log-stream:", "{logGroupIdentifier}", "{resourceArn}"),
    resources=ResourceReader(read, frozenset({"PutResourcePolicy", "DeleteResourcePolicy"})),
    # CloudWatch Logs user guide, "Encrypt log data": the policy names the service of the region.
    key_uses=(KeyUse(
        "logs:CreateLogGroup logs:AssociateKmsKey",
        "Encrypt Decrypt ReEncryptFrom ReEncryptTo GenerateDataKey DescribeKey",
        {"aws:logs:arn": "arn:aws:logs:{region}:{account}:log-group:{logGroupName}"},
        by="logs.{region}.amazonaws.com", key="kmsKeyId", denied="AccessDeniedException"),),
    limits=LIMITS,
    validated=True,
)
