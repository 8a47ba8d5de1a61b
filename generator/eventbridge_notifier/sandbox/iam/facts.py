"""What the sandbox knows of IAM and STS as services among others. Data."""

from __future__ import annotations

from typing import Any

from eventbridge_notifier.sandbox.core.service_facts import (
    ArnParts,
    Resource,
    ResourceReader,
    ServiceFacts,
)
from eventbridge_notifier.sandbox.iam.limits import LIMITS


def read(iam: Any, arn: ArnParts) -> Resource:
    """The trust policy of a role."""
    name = arn.name.rpartition("/")[2]
    return Resource(iam.get_role(RoleName=name)["Role"]["AssumeRolePolicyDocument"]
                    if arn.name.startswith("role/") else None)


IAM = ServiceFacts(
    "iam",
    arns=("arn:aws:iam::{account}:role/{RoleName}", "arn:aws:iam::{account}:user/{UserName}",
          "arn:aws:iam::{account}:group/{GroupName}", "{PolicyArn}",
          "arn:aws:iam::{account}:policy/{PolicyName}",
          "arn:aws:iam::{account}:instance-profile/{InstanceProfileName}"),
    condition_keys=(("iam:PermissionsBoundary", "PermissionsBoundary"),
                    ("iam:PolicyARN", "PolicyArn"), ("iam:AWSServiceName", "AWSServiceName")),
    resources=ResourceReader(read, frozenset({
        "CreateRole", "DeleteRole", "UpdateAssumeRolePolicy"})),
    limits=LIMITS,
    validated=True,
)
STS = ServiceFacts(
    "sts",
    arns=("{RoleArn}",),
    condition_keys=(("sts:ExternalId", "ExternalId"), ("sts:RoleSessionName", "RoleSessionName")),
)
