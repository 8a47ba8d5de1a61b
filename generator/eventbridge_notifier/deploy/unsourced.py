"""Watches that name no source, for coarse forwarders. Pure.

Each is forwarded by one field that it asks for, its errorCode or eventName above all. The rule of
another field, and those of sources, leave out what that rule takes: so no event is sent twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from eventbridge_notifier import patterns
from eventbridge_notifier.compiler.alternatives import Alternative

# Fields of a record that hold one text, best first: "anything-but" of such a field takes exactly
# the other events, which it does not where a list may stand.
FIELDS = ("detail.errorCode", "detail.eventName", "detail.userIdentity.type", "detail.eventSource",
          "detail.eventType", "detail.userIdentity.arn", "detail.userIdentity.userName",
          "detail.userIdentity.accountId", "detail.recipientAccountId", "detail.sourceIPAddress",
          "detail.userAgent", "detail.errorMessage")
ABSENT = {"exists": False}
_ENDS = ("prefix", "suffix")
Conditions = tuple[Any, ...]


@dataclass(frozen=True)
class Group:
    """What is forwarded by one field, and the conditions that everything else meets."""

    path: str
    conditions: Conditions
    others: Conditions


def groups(alternatives: Iterable[Alternative]) -> tuple[Group, ...] | None:
    """A group for each field that is needed; None where an alternative has no such field."""
    found: dict[str, dict[str, Any]] = {}
    for one in alternatives:
        path = next((path for path in FIELDS if path in one and _others(one[path].conditions)),
                    None)
        if path is None:
            return None
        found.setdefault(path, {}).update(
            {patterns.compact({"": [condition]}): condition for condition in one[path].conditions})
    made = []
    for path in FIELDS:
        if path in found:
            conditions = tuple(found[path][text] for text in sorted(found[path]))
            others = _others(conditions)
            if others is None:
                return None
            made.append(Group(path, conditions, others))
    return tuple(made)


def with_fields(pattern: Mapping[str, Any], fields: Mapping[str, Conditions]) -> dict[str, Any]:
    """`pattern`, in which each dotted path of `fields` has its conditions."""
    made = dict(pattern)
    for path, conditions in fields.items():
        _put(made, path.split("."), list(conditions))
    return made


def _put(pattern: dict[str, Any], path: list[str], conditions: list[Any]) -> None:
    first, *rest = path
    if not rest:
        pattern[first] = conditions
        return
    pattern[first] = dict(pattern.get(first, {}))
    _put(pattern[first], rest, conditions)


def _others(conditions: Conditions) -> Conditions | None:
    """Conditions that hold where none of `conditions` does; None where no pattern can say so."""
    if conditions == ({"exists": True},):
        return (ABSENT,)
    if all(isinstance(one, str) for one in conditions):
        return (ABSENT, {"anything-but": sorted(conditions)})
    for end in _ENDS:
        if all(isinstance(one, Mapping) and isinstance(one.get(end), str) for one in conditions):
            return (ABSENT, {"anything-but": {end: sorted(one[end] for one in conditions)}})
    wildcards = [_wildcard(one) for one in conditions]
    if any(one is None for one in wildcards):
        return None
    return (ABSENT, {"anything-but": {"wildcard": sorted(one for one in wildcards if one)}})


def _wildcard(condition: Any) -> str | None:
    """A condition on a text as a wildcard; None where it is something else."""
    if isinstance(condition, str):
        return _plain(condition)
    if not isinstance(condition, Mapping):
        return None
    if isinstance(given := condition.get("wildcard"), str):
        return given
    if isinstance(given := condition.get("prefix"), str):
        return _plain(given) + "*"
    if isinstance(given := condition.get("suffix"), str):
        return "*" + _plain(given)
    return None


def _plain(text: str) -> str:
    return text.replace("\\", "\\\\").replace("*", "\\*")
