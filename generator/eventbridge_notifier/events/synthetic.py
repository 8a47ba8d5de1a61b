"""Events made up of a watch: one that it matches, and near misses. Pure, deterministic."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from eventbridge_notifier import aws
from eventbridge_notifier.compiler import outcome, subject
from eventbridge_notifier.compiler.alternatives import Alternative, one_field
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.patterns import sample

Event = dict[str, Any]

_NATIVE: Event = {
    "version": "0", "id": "6f87d04b-9f74-4f04-a780-7acf4b0a9b38", "account": "123456789012",
    "time": "2026-01-02T03:04:05Z", "region": "eu-west-1", "resources": [], "detail": {},
}


def match(rule: Rule) -> Event | None:
    """An event that `rule` matches, realistic where AWS's API model has the call; None where no
    alternative of its pattern yields one."""
    return next((event for one in rule.branches
                 if rule.compiled.matches(event := _meeting(rule, *one))), None)


def near_misses(rule: Rule, event: Event) -> tuple[Event, ...]:
    """`event` with one of its fields at a time as the pattern does not want it."""
    constraint = next(one for one, what in rule.branches if _meeting(rule, one, what) == event)
    near = (put(event, tuple(one.path.split(".")), sample.refused(list(one.conditions)))
            for one in constraint.values())
    return tuple(one for one in near if not rule.compiled.matches(one))


def base(rule: Rule, operation: aws.Operation | None) -> Event:
    """A whole event of the kind that `rule` watches; of the call `operation`, where it is known."""
    event = aws.event_of(operation) if operation else _of_kind(rule.pattern)
    if outcome.applies(rule.watch):
        for path, condition in outcome.of(rule.watch, operation)[0].items():
            event = put(event, ("detail", *path.split(".")), sample.accepted(condition))
    return event


def put(event: Mapping[str, Any], path: tuple[str, ...], value: Any) -> Event:
    """`event` with `value` at `path`; in a list, in its first element."""
    key, *rest = path
    copy = dict(event)
    below = copy.get(key)
    if rest:
        copy[key] = _below(below, tuple(rest), value)
    elif value is sample.ABSENT:
        copy.pop(key, None)
    else:
        copy[key] = [value] if isinstance(below, list) and below else value
    return copy


def _below(below: Any, rest: tuple[str, ...], value: Any) -> Any:
    if isinstance(below, list) and below and isinstance(below[0], Mapping):
        return [put(below[0], rest, value), *below[1:]]
    return put(below if isinstance(below, Mapping) else {}, rest, value)


def _meeting(rule: Rule, alternative: Alternative, what: subject.Subject) -> Event:
    """An event that should meet `alternative`."""
    event = base(rule, _call(alternative, what))
    for constraint in alternative.values():
        path = tuple(constraint.path.split("."))
        if not _meets(_at(event, path), list(constraint.conditions)):
            event = put(event, path, sample.accepted(list(constraint.conditions)))
    return event


def _meets(value: Any, conditions: list[Any]) -> bool:
    """Is the value as realistic as it stands?"""
    if value is sample.ABSENT:
        return {"exists": False} in conditions
    return value in conditions or one_field(json.dumps(conditions)).matches({"value": value})


def _call(alternative: Alternative, what: subject.Subject) -> aws.Operation | None:
    """The operation whose event it is, the first where several are."""
    if what.calls or not what.via_cloudtrail:
        return what.calls[0] if what.calls else None
    constraint = alternative.get(subject.EVENT_NAME)
    names = [text for _, text in constraint.texts()] if constraint else []
    return next((found for source in what.sources for name in names
                 if (found := subject.known(source, name))), None)


def _at(event: Any, path: tuple[str, ...]) -> Any:
    """The value at `path`; ABSENT, which no condition is, where there is none."""
    for key in path:
        if not isinstance(event, Mapping) or key not in event:
            return sample.ABSENT
        event = event[key]
    return event


def _of_kind(pattern: Mapping[str, Any]) -> Event:
    """An event with the source and type that `pattern` asks for; for a call, its name as well."""
    event = dict(_NATIVE)
    detail = pattern.get("detail", {})
    constraint: dict[tuple[str, ...], Any] = {
        (key,): pattern.get(key) for key in ("source", "detail-type", "account", "region")}
    if isinstance(detail, Mapping):
        constraint |= {("detail", key): detail.get(key) for key in ("eventSource", "eventName")}
    for path, condition in constraint.items():
        if isinstance(condition, list):
            event = put(event, path, sample.accepted(condition))
    return event
