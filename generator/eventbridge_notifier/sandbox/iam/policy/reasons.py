"""A refusal in AWS's words."""

from __future__ import annotations

from eventbridge_notifier.sandbox.iam.policy.decision import Decision
from eventbridge_notifier.sandbox.iam.policy.request import Request


def refusal(request: Request, decision: Decision) -> str:
    """`User: arn... is not authorized to perform: ... on resource: ... because ...`."""
    who = request.principal
    kind = "Service" if who.kind == "AWSService" else "User"
    return (f"{kind}: {who.arn} is not authorized to perform: {request.action} "
            f"on resource: {request.resource} {decision.reason}")
