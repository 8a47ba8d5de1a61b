"""Allow or refuse: explicit denials first, then what identity and resource policies give."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

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

# Why not, in the order in which AWS looks. `{}` is the action.
DENIED = "with an explicit deny in {}"
MISSING = "because no {} allows the {} action"


@dataclass(frozen=True)
class Policies:
    """All that has a say. `boundary` and `session` limit where they are not None.

    `owner` is the account of the resource. `gated`: the resource's policy must agree even in the
    same account, as that of a KMS key and the trust policy of a role.
    """

    identity: tuple[Policy, ...] = ()
    boundary: Policy | None = None
    session: tuple[Policy, ...] | None = None
    resource: Policy | None = None
    owner: str = ""
    gated: bool = False


def decide(request: Request, policies: Policies) -> str:
    """Empty where the request is allowed; else the rest of a sentence that says why not."""
    given, named = _resource(request, policies.resource)
    by_identity = _effect(policies.identity, request)
    limits = [(kind, _effect(has, request)) for kind, has in _limits(policies)]
    effects = [("an identity-based policy", by_identity), ("a resource-based policy", given)]
    for kind, effect in [*effects, *((f"a {kind}", effect) for kind, effect in limits)]:
        if effect == DENY:
            return DENIED.format(kind)
    if request.principal.kind == "AWSService":
        return "" if given == ALLOW else MISSING.format("resource-based policy", request.action)
    return _allowed(request, policies, by_identity, named, limits)


def _allowed(request: Request, policies: Policies, by_identity: str, named: Named,
             limits: list[tuple[str, str]]) -> str:
    same = not policies.owner or policies.owner == request.principal.account
    if (policies.gated or not same) and not named:
        return MISSING.format("resource-based policy", request.action)
    if request.principal.kind == "Root" or (same and named == Named.PERSON):
        return ""
    for kind, effect in limits:
        if effect != ALLOW:
            return MISSING.format(kind, request.action)
    if by_identity == ALLOW or (same and named == Named.ROLE):
        return ""
    return MISSING.format("identity-based policy", request.action)


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
