"""Who may put events on a bus, as its policy says. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

# In a condition, what holds an organization's id alone or as the beginning of a path in it.
# IAM user guide, "AWS global condition context keys".
ORGANIZATION = ("aws:principalorgid", "aws:principalorgpaths")
ACCOUNT = ("aws:principalaccount",)


class Senders(NamedTuple):
    """`others` are principals that are neither accounts nor organizations; * is everybody."""

    accounts: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def senders(policy: str) -> Senders:
    """Those whom the policy, JSON or empty, allows to put events. Raises ValueError."""
    statements = _listed(json.loads(policy).get("Statement", [])) if policy else []
    found = [one for statement in statements if _admits(statement) for one in _named(statement)]
    return Senders(*(tuple(sorted({name for kind, name in found if kind == of}))
                     for of in Senders._fields))


def joined(several: Iterable[Senders]) -> Senders:
    """Those of several buses together."""
    return Senders(*(tuple(sorted(set().union(*some))) for some in zip(*several, strict=True)))


def _admits(statement: dict[str, Any]) -> bool:
    actions = {action.lower() for action in _listed(statement.get("Action", []))}
    return statement.get("Effect") == "Allow" and bool(
        actions & {"events:putevents", "events:put*", "events:*", "*"})


def _named(statement: dict[str, Any]) -> Iterable[tuple[str, str]]:
    """(field of Senders, name)."""
    if organizations := _conditioned(statement.get("Condition", {}), ORGANIZATION):
        return [("organizations", one.partition("/")[0]) for one in organizations]
    if accounts := _conditioned(statement.get("Condition", {}), ACCOUNT):
        return [("accounts", one) for one in accounts]
    principal = statement.get("Principal", [])
    listed = principal.values() if isinstance(principal, dict) else [principal]
    names = [one for some in listed for one in _listed(some)]
    if statement.get("Condition"):
        names = ["whom a condition admits" if one == "*" else one for one in names]
    return [_principal(one) for one in names]


def _conditioned(condition: dict[str, Any], keys: Iterable[str]) -> list[str]:
    """What one of `keys` must be, by the tests of a condition."""
    return [value for test, wanted in condition.items() if "Not" not in test
            for key, values in wanted.items() if key.lower() in keys
            for value in _listed(values)]


def _principal(name: str) -> tuple[str, str]:
    """An account is its id or `arn:aws:iam::<id>:root`."""
    account = name.split(":")[4] if name.endswith(":root") and name.count(":") == 5 else name
    return ("accounts", account) if account.isdigit() else ("others", name)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
