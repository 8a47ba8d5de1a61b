"""Cloud Custodian's filters of the type `event`, which ask about the event itself. Pure.

Source: Cloud Custodian's documentation, "Generic filters", "event filter".
"""

from __future__ import annotations

import re
from typing import Any

from eventbridge_notifier.lint.languages import regex
from eventbridge_notifier.lint.languages.conditions import (
    Condition,
    Not,
    Opaque,
    Test,
    all_of,
    either_of,
)
from eventbridge_notifier.lint.languages.to_pattern import Left
from eventbridge_notifier.lint.nodes import Node, is_unknown, plain

_SAME, _OTHER = ("eq", "equal", "in"), ("ne", "not-equal", "ni", "not-in")
_ORDER = {"gt": ">", "greater-than": ">", "ge": ">=", "gte": ">=", "lt": "<", "less-than": "<",
          "le": "<=", "lte": "<="}
_WORDS = {"present": True, "not-null": True, "absent": False}


def of(policy: Node) -> tuple[list[Condition], list[Left]]:
    """What the filters ask of the event, and which filters and actions do something else."""
    asked: list[Condition] = []
    others: list[Left] = []
    filters = policy.get("filters")
    for one in filters.elements() if filters else ():
        condition = _filter(one)
        if condition is None:
            others.append(Left(one.position, f"the filter {_name(one)} looks at the resource, "
                               "which an event does not hold"))
        else:
            asked.append(condition)
    actions = policy.get("actions")
    others += [Left(one.position, f"the action {_name(one)} is not imported")
               for one in (actions.elements() if actions else ())]
    return asked, others


def _name(node: Node) -> str:
    value = plain(node)
    return str(value.get("type", next(iter(value), ""))) if isinstance(value, dict) else str(value)


def _filter(node: Node) -> Condition | None:
    """The condition; None where the filter is about something else than the event."""
    for word in ("and", "or", "not"):
        inner = node.get(word)
        if inner is not None and len(node.value) == 1:
            parts = [_filter(one) for one in inner.elements()]
            known = [one for one in parts if one is not None]
            if len(known) < len(parts) or not parts:
                return None
            return either_of(known) if word == "or" else (
                Not(all_of(known)) if word == "not" else all_of(known))
    kind, key = node.get("type"), node.get("key")
    if kind is None or kind.value != "event" or key is None or key.text is None:
        return None
    return _event(node, key.text)


def _event(node: Node, key: str) -> Condition:
    value, op = node.get("value"), node.get("op")
    at = (value or node).position
    if not re.fullmatch(r"[A-Za-z0-9_.-]+", key) or value is None or is_unknown(node):
        return Opaque(at, f"the filter on {key} is computed, or a path of JMESPath's")
    path = key if key.split(".")[0] in ("detail", "source", "region", "account") else (
        f"detail.{key}")
    conditions = _conditions(plain(value), str(op.value) if op else "eq")
    if conditions is None:
        return Opaque(at, f"a pattern cannot compare {key} with {op.value if op else 'eq'}")
    positions = [one.position for one in value.elements()]
    same = len(positions) == len(conditions)
    test = Test(path, tuple(conditions), tuple(positions) if same else (at,) * len(conditions))
    return Not(test) if op is not None and op.value in _OTHER else test


def _conditions(value: Any, op: str) -> list[Any] | None:
    values = value if isinstance(value, list) else [value]
    if not values or any(isinstance(one, dict | list) for one in values):
        return None
    if isinstance(value, str) and value in _WORDS and op == "eq":
        return [{"exists": _WORDS[value]}]
    if op in (*_SAME, *_OTHER):
        return values
    if op in _ORDER and isinstance(value, int | float) and not isinstance(value, bool):
        return [{"numeric": [_ORDER[op], value]}]
    if op == "contains" and isinstance(value, str):
        return [value]
    if op == "glob" and isinstance(value, str) and not set("?[") & set(value):
        return [{"wildcard": re.sub(r"\*+", "*", value)}] if "*" in value else [value]
    return regex.conditions("^" + value) if op == "regex" and isinstance(value, str) else None
