"""The policies of users and roles, read from moto and kept until IAM is changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from eventbridge_notifier.sandbox.core.cache import Cache
from eventbridge_notifier.sandbox.core.interfaces import Clients
from eventbridge_notifier.sandbox.core.model import Call, Identity, Outcome
from eventbridge_notifier.sandbox.iam.boundaries import Boundaries
from eventbridge_notifier.sandbox.iam.managed_policies import ManagedPolicies
from eventbridge_notifier.sandbox.iam.policy import Policy, readable

REGION = "us-east-1"
_READS = ("Get", "List", "Simulate", "Generate")


@dataclass(frozen=True)
class PrincipalFacts:
    """The policies, the permissions boundary and the tags of a user or role."""

    policies: tuple[Policy, ...] = ()
    boundary: Policy | None = None
    tags: tuple[tuple[str, str], ...] = ()


class PrincipalPolicies:
    """Inline and managed policies, those of a user's groups, and boundaries."""

    def __init__(self, clients: Clients, boundaries: Boundaries,
                 managed_policies: ManagedPolicies) -> None:
        self._clients, self._boundaries = clients, boundaries
        self._managed_policies = managed_policies
        self._facts: Cache[str, PrincipalFacts] = Cache()

    def observe(self, call: Call, outcome: Outcome) -> None:
        """Forgets everything when a call may have changed something."""
        if outcome.error_code:
            return
        changes = call.service == "iam" and not call.operation.startswith(_READS)
        if changes or call.service == "cloudformation":
            self._facts.forget()

    def of(self, who: Identity) -> PrincipalFacts:
        """What applies to a user or a role; nothing where it is gone."""
        return self._facts.get(who.role_arn or who.arn, lambda: self._read(who))

    def managed(self, arn: str, account: str) -> Policy:
        """A managed policy's default version; an empty one where there is none."""
        self._managed_policies.provide(arn, account)
        iam = self._clients.client("iam", REGION, account)
        try:
            version = iam.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"]
            found = iam.get_policy_version(PolicyArn=arn, VersionId=version)
        except ClientError:
            return Policy()
        return readable(found["PolicyVersion"]["Document"])

    def _read(self, who: Identity) -> PrincipalFacts:
        iam = self._clients.client("iam", REGION, who.account)
        try:
            if who.type == "AssumedRole":
                entity, found = iam.get_role(RoleName=who.name)["Role"], _of_role(iam, who.name)
            else:
                entity, found = iam.get_user(UserName=who.name)["User"], _of_user(iam, who.name)
            policies = tuple(self._policy(one, who.account) for one in found)
        except ClientError:
            return PrincipalFacts()
        limit = entity.get("PermissionsBoundary", {}).get("PermissionsBoundaryArn") or (
            self._boundaries.of(who.account, who.name) if who.type == "IAMUser" else "")
        return PrincipalFacts(policies, self.managed(limit, who.account) if limit else None,
                    tuple((one["Key"], one["Value"]) for one in entity.get("Tags", ())))

    def _policy(self, given: Any, account: str) -> Policy:
        return self.managed(given, account) if isinstance(given, str) else readable(given)


def _of_role(iam: Any, name: str) -> Iterator[Any]:
    """Documents of inline policies, ARNs of managed ones."""
    for one in iam.list_role_policies(RoleName=name)["PolicyNames"]:
        yield iam.get_role_policy(RoleName=name, PolicyName=one)["PolicyDocument"]
    for one in iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"]:
        yield one["PolicyArn"]


def _of_user(iam: Any, name: str) -> Iterator[Any]:
    for one in iam.list_user_policies(UserName=name)["PolicyNames"]:
        yield iam.get_user_policy(UserName=name, PolicyName=one)["PolicyDocument"]
    for one in iam.list_attached_user_policies(UserName=name)["AttachedPolicies"]:
        yield one["PolicyArn"]
    for group in iam.list_groups_for_user(UserName=name)["Groups"]:
        yield from _of_group(iam, group["GroupName"])


def _of_group(iam: Any, name: str) -> Iterator[Any]:
    for one in iam.list_group_policies(GroupName=name)["PolicyNames"]:
        yield iam.get_group_policy(GroupName=name, PolicyName=one)["PolicyDocument"]
    for one in iam.list_attached_group_policies(GroupName=name)["AttachedPolicies"]:
        yield one["PolicyArn"]

