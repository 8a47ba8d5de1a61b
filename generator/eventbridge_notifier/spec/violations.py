"""What the validator says against a spec, in words that help. Pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import getitem
from typing import TYPE_CHECKING, Any

from eventbridge_notifier.aws import suggest

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError

# (place, code, message, suggestion)
Explained = Iterator[tuple[tuple[Any, ...], str, str, str]]

_TYPES = {"object": "a mapping", "array": "a list", "string": "text", "integer": "a whole number",
          "number": "a number", "boolean": "true or false", "null": "null"}

# What other tools call a key, as people write it who come from them. Only where the key is allowed.
_OTHER_WORDS = {
    "on": ("event", "events", "trigger", "triggers", "operation", "operations", "action", "actions",
           "api", "call", "calls", "eventname", "event_name"),
    "where": ("filter", "filters", "match", "matches", "if", "condition", "conditions", "detail"),
    "pattern": ("event_pattern", "eventpattern", "event-pattern"),
    "notify": ("alert", "alerts", "channel", "channels", "topic", "topics", "sns", "notification",
               "notifications", "send_to", "to"),
    "severity": ("level", "priority"),
    "record": ("fields", "columns", "store", "save", "keep"),
    "exclude": ("except", "unless", "ignore", "suppress", "not"),
    "examples": ("tests", "test", "samples"),
    "description": ("summary", "title", "comment", "desc", "name"),
    "bus": ("event_bus", "eventbus", "event_bus_name"),
    "source": ("eventsource", "service"),
    "detail-type": ("detailtype", "type"),
    "home_region": ("region", "home", "aws_region"),
    "regions": ("region", "aws_region", "aws_regions"),
    "accounts": ("account", "account_id", "account_ids", "members"),
    "watches": ("rules", "watch", "rule", "monitors"),
    "packs": ("pack", "include", "includes", "extends"),
    "without": ("disable", "skip"),
    "until": ("end", "ends", "expires"),
    "because": ("reason", "why"),
    "within": ("window", "period", "timeframe"),
    "at_least": ("count", "threshold", "minimum"),
    "runbook": ("link", "url", "docs"),
}


@dataclass(frozen=True)
class _Violation:
    """`wanted` is the keyword's value in the schema, `around` the schema that holds the keyword."""

    path: tuple[Any, ...]
    instance: Any
    wanted: Any
    around: dict[str, Any]
    is_key: bool = False

    @property
    def where(self) -> tuple[Any, ...]:
        return (*self.path, self.instance) if self.is_key else self.path


def explain(error: ValidationError, schema: dict[str, Any]) -> Explained:
    """What `error` says against a part of a spec, each at its place in the spec."""
    inner = getattr(error.kind, "error", None)  # of a key: what is wrong with the word itself
    keyword = str((inner or error).schema_path[-1])
    around = reduce(getitem, (inner or error).schema_path[:-1], schema)
    found = _Violation(tuple(error.instance_path), (inner or error).instance, around[keyword],
                       around, is_key=inner is not None)
    by_keyword = _EXPLAIN.get(keyword)
    if by_keyword is None:
        return iter([(found.where, "wrong-form", error.message, "")])
    return by_keyword(found)


def _unknown_key(found: _Violation) -> Explained:
    allowed = list(found.around["properties"])
    for key in found.instance:
        if key not in allowed:
            message = f'"{key}" is not allowed here; allowed are {", ".join(allowed)}'
            free = [one for one in allowed if one not in found.instance]
            yield (*found.path, key), "unknown-key", message, _meant(key, free)


def _meant(key: str, allowed: list[str]) -> str:
    """Which key, not given yet, `key` stands for: by another tool's word, or by its letters."""
    others = (one for one in allowed if key.lower() in _OTHER_WORDS.get(one, ()))
    return next(others, "") or suggest.meant(key, allowed)


def _missing(found: _Violation) -> Explained:
    missing = [key for key in found.wanted if key not in found.instance]
    yield found.path, "missing-key", f"{' and '.join(missing)} must be given", ""


def _type(found: _Violation) -> Explained:
    wanted = [found.wanted] if isinstance(found.wanted, str) else found.wanted
    words = [_TYPES[one] for one in wanted]
    quoted = "string" in wanted and type(found.instance) is int
    yield found.path, "wrong-type", (f"{_name(found)} must be {' or '.join(words)}, "
                                     f"not {_kind(found.instance)}"
                                     + "; put it in quotes" * quoted), (
        f'"{found.instance}"' if quoted else "")


def _enum(found: _Violation) -> Explained:
    allowed = [value if isinstance(value, str) else json.dumps(value) for value in found.wanted]
    yield found.path, "wrong-value", (
        f"{_name(found)} is {_show(found.instance)}; allowed are {', '.join(allowed)}"), (
        suggest.meant(str(found.instance), allowed))


def _const(found: _Violation) -> Explained:
    if str(found.instance) == str(found.wanted):
        words = f"is text; write {found.wanted} without quotes"
    else:
        words = f"is {_show(found.instance)}; it must be {found.wanted}"
    yield found.path, "wrong-value", f"{_name(found)} {words}", (
        suggest.meant(str(found.instance), [str(found.wanted)]))


def _form(found: _Violation) -> Explained:
    words = found.around.get("errorMessage", f"does not have the form {found.wanted}")
    yield found.where, "wrong-form", f"{_show(found.instance)} {words}", ""


def _few(found: _Violation) -> Explained:
    yield found.path, "wrong-form", f"{_name(found)} is empty; leave it out or fill it in", ""


def _unique(found: _Violation) -> Explained:
    yield found.path, "wrong-form", f"{_name(found)} names something twice", ""


def _too_long(found: _Violation) -> Explained:
    words = found.around.get("errorMessage", f"is longer than {found.wanted} characters")
    yield found.where, "wrong-form", f"{_show(found.instance)} {words}", ""


_EXPLAIN: dict[str, Callable[[_Violation], Explained]] = {
    "additionalProperties": _unknown_key, "required": _missing, "type": _type, "enum": _enum,
    "const": _const, "pattern": _form, "maxLength": _too_long, "minLength": _few,
    "minItems": _few, "minProperties": _few, "uniqueItems": _unique,
}


def _name(found: _Violation) -> str:
    last = found.path[-1] if found.path else None
    item = f"item {last + 1} of " if isinstance(last, int) else ""
    keys = [part for part in found.path if isinstance(part, str)]
    return f'{item}"{keys[-1]}"' if keys else "the spec"


def _kind(value: Any) -> str:
    names: dict[type, str] = {dict: "a mapping", list: "a list", str: "text", bool: "true or false",
                              int: "a number", float: "a number", type(None): "empty"}
    return names[type(value)]


def _show(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else text[:77] + "..."
