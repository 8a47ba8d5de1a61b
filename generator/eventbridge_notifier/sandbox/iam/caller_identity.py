"""GetCallerIdentity: moto names a user of its own for keys that it did not make."""

from __future__ import annotations

from eventbridge_notifier.sandbox.core.interfaces import Operations
from eventbridge_notifier.sandbox.core.model import Call, Outcome


def operations() -> Operations:
    return {("sts", "GetCallerIdentity"): caller_identity}


def caller_identity(call: Call) -> Outcome:
    """Who calls (STS API reference)."""
    who = call.identity
    return Outcome(200, {"UserId": who.principal_id, "Account": who.account, "Arn": who.arn})
