"""Which statements of a policy speak of a request."""

from __future__ import annotations

from eventbridge_notifier.sandbox.iam.policy.conditions import holds
from eventbridge_notifier.sandbox.iam.policy.document import Element, Policy, Statement
from eventbridge_notifier.sandbox.iam.policy.principals import Named, named
from eventbridge_notifier.sandbox.iam.policy.request import Request
from eventbridge_notifier.sandbox.iam.policy.wildcards import filled, like

DENY, ALLOW, SILENT = "deny", "allow", ""


def identity_effect(policy: Policy, request: Request) -> str:
    """What a policy that is attached to somebody says: deny, allow or nothing."""
    found = {one.allows for one in policy.statements if _speaks(one, request)}
    return DENY if False in found else ALLOW if found else SILENT


def resource_effect(policy: Policy, request: Request) -> tuple[str, Named]:
    """What a resource's policy says, and how closely it names the principal."""
    closest = Named.NOT
    for one in policy.statements:
        by = named(one.principal, request.principal)
        if by and _speaks(one, request):
            if not one.allows:
                return DENY, by
            closest = max(closest, by)
    return (ALLOW, closest) if closest else (SILENT, Named.NOT)


def _speaks(one: Statement, request: Request) -> bool:
    return (_action(one.action, request.action) and _resource(one, request)
            and all(holds(line, request.context, one.variables) for line in one.conditions))


def _action(element: Element, action: str) -> bool:
    wanted = action.lower()
    hit = any(like(wanted, filled(one.lower(), {}, False) or "") for one in element.values)
    return hit != element.negated


def _resource(one: Statement, request: Request) -> bool:
    """A trust policy has no Resource: it speaks of its role alone."""
    if one.resource is None:
        return True
    made = (filled(value, request.context, one.variables) for value in one.resource.values)
    hit = any(like(request.resource, value) for value in made if value is not None)
    return hit != one.resource.negated
