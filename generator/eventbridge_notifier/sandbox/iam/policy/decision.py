"""Allow or refuse: explicit denials first, then what identity and resource policies allow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from eventbridge_notifier.sandbox.iam.policy.document import Policy
from eventbridge_notifier.sandbox.iam.policy.principals import Named
from eventbridge_notifier.sandbox.iam.policy.request import Request
from eventbridge_notifier.sandbox.iam.policy.statements import (
    ALLOW,
    DENY,
    SILENT,
    identity_effect,
    resource_effect,
)


class Verdict(Enum):
    """What the policies say. An explicit deny wins over everything, a grant of a key too."""

    ALLOWED = "allowed"
    EXPLICITLY_DENIED = "explicitly denied"
    NOT_ALLOWED = "not allowed"


@dataclass(frozen=True)
class Decision:
    """`reason` ends AWS's sentence that begins "is not authorized to perform"; empty if allowed."""

    verdict: Verdict
    reason: str = ""

    @property
    def allowed(self) -> bool:
        return self.verdict is Verdict.ALLOWED


ALLOWED = Decision(Verdict.ALLOWED)


@dataclass(frozen=True)
class Policies:
    """All policies that matter. `boundary` and `session` limit where they are not None.

    `owner` is the account of the resource. `resource_must_allow`: the resource's policy must agree
    even in the same account, as that of a KMS key and the trust policy of a role.
    """

    identity: tuple[Policy, ...] = ()
    boundary: Policy | None = None
    session: tuple[Policy, ...] | None = None
    resource: Policy | None = None
    owner: str = ""
    resource_must_allow: bool = False


def decide(request: Request, policies: Policies) -> Decision:
    """What all policies together say, in the order in which AWS looks at them."""
    given, named = _resource(request, policies.resource)
    by_identity = _effect(policies.identity, request)
    limits = [(kind, _effect(has, request)) for kind, has in _limits(policies)]
    effects = [("an identity-based policy", by_identity), ("a resource-based policy", given)]
    for kind, effect in [*effects, *((f"a {kind}", effect) for kind, effect in limits)]:
        if effect == DENY:
            return Decision(Verdict.EXPLICITLY_DENIED, f"with an explicit deny in {kind}")
    if request.principal.kind == "AWSService":
        return ALLOWED if given == ALLOW else _not_allowed("resource-based policy", request)
    return _allowed(request, policies, by_identity, named, limits)


def _allowed(request: Request, policies: Policies, by_identity: str, named: Named,
             limits: list[tuple[str, str]]) -> Decision:
    same = not policies.owner or policies.owner == request.principal.account
    if (policies.resource_must_allow or not same) and not named:
        return _not_allowed("resource-based policy", request)
    if request.principal.kind == "Root" or (same and named == Named.PERSON):
        return ALLOWED
    for kind, effect in limits:
        if effect != ALLOW:
            return _not_allowed(kind, request)
    if by_identity == ALLOW or (same and named == Named.ROLE):
        return ALLOWED
    return _not_allowed("identity-based policy", request)


def _not_allowed(kind: str, request: Request) -> Decision:
    return Decision(Verdict.NOT_ALLOWED,
                    f"because no {kind} allows the {request.action} action")


def _limits(policies: Policies) -> Iterable[tuple[str, tuple[Policy, ...]]]:
    if policies.boundary is not None:
        yield "permissions boundary", (policies.boundary,)
    if policies.session is not None:
        yield "session policy", policies.session


def _resource(request: Request, policy: Policy | None) -> tuple[str, Named]:
    return resource_effect(policy, request) if policy else (SILENT, Named.NOT)


def _effect(policies: Iterable[Policy], request: Request) -> str:
    found = {identity_effect(one, request) for one in policies}
    return DENY if DENY in found else ALLOW if ALLOW in found else SILENT
