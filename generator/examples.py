"""Events that a watch must match and events it must not: the user's, or made of the watch. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator import aws, merge, outcome, sample
from generator.findings import Finding
from generator.pattern import as_list
from generator.patterns import show
from generator.rule import Rule

Event = dict[str, Any]

_NATIVE: Event = {
    "version": "0", "id": "6f87d04b-9f74-4f04-a780-7acf4b0a9b38", "account": "123456789012",
    "time": "2026-01-02T03:04:05Z", "region": "eu-west-1", "resources": [], "detail": {},
}


def check(rule: Rule) -> tuple[Finding, ...]:
    """A finding for every example that the pattern answers otherwise than the spec says."""
    return (*_wrong(rule, "match", True), *_wrong(rule, "no_match", False))


def made(rule: Rule) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """One event that `rule` matches, if one is found, and near misses, one for a condition each."""
    conditions = list(_leaves(rule.pattern))
    event = base(rule, {})
    for path, condition in conditions:
        event = _put(event, path, sample.accepted(condition))
    if not rule.compiled.matches(event):
        return (), ()
    near = (_put(event, path, sample.refused(condition)) for path, condition in conditions)
    return (event,), tuple(one for one in near if not rule.compiled.matches(one))


def base(rule: Rule, part: Mapping[str, Any]) -> Event:
    """A whole event of the kind that `rule` watches, and that `part` of an event belongs to."""
    if not rule.operations:
        return _with_outcome(rule, _of_kind(rule.pattern), None)
    name = _detail(part).get("eventName")
    operation = next((one for one in rule.operations if name in one.event_names),
                     rule.operations[0])
    return _with_outcome(rule, aws.event(operation.service, operation.name), operation)


def whole(rule: Rule, part: Mapping[str, Any]) -> Event:
    """`part`, an event or what matters of its detail, laid over a realistic event."""
    envelope = part if is_envelope(part) else {"detail": part}
    return merge.over(base(rule, part), envelope)


def is_envelope(part: Mapping[str, Any]) -> bool:
    """Is it written as an event, and not as the detail of one?"""
    return "detail-type" in part or isinstance(part.get("detail"), Mapping)


def _wrong(rule: Rule, key: str, wanted: bool) -> Iterator[Finding]:
    parts = rule.watch.match if wanted else rule.watch.no_match
    for index, part in enumerate(parts):
        event = whole(rule, part)
        if rule.compiled.matches(event) != wanted:
            said = (f"does not match: {show.brief(rule.compiled.explain(event))}" if wanted
                    else "matches, and should not")
            yield rule.watch.finding(("examples", key, index), "example",
                                     f"example {index + 1} of {key} {said}")


def _detail(part: Mapping[str, Any]) -> Mapping[str, Any]:
    detail = part["detail"] if is_envelope(part) else part
    return detail if isinstance(detail, Mapping) else {}


def _of_kind(pattern: Mapping[str, Any]) -> Event:
    """An event with the source and type that `pattern` asks for; for a call, its name as well."""
    event = dict(_NATIVE)
    for key in ("source", "detail-type", "account", "region"):
        if isinstance(pattern.get(key), list):
            event = _put(event, (key,), sample.accepted(pattern[key]))
    detail = pattern.get("detail", {})
    for key in ("eventSource", "eventName"):
        if isinstance(detail, Mapping) and isinstance(detail.get(key), list):
            event = _put(event, ("detail", key), sample.accepted(detail[key]))
    return event


def _with_outcome(rule: Rule, event: Event, operation: aws.Operation | None) -> Event:
    if not outcome.applies(rule.watch):
        return event
    for path, condition in outcome.of(rule.watch, operation)[0].items():
        event = _put(event, ("detail", *path.split(".")), sample.accepted(condition))
    return event


def _leaves(pattern: Mapping[str, Any], above: tuple[str, ...] = ()) -> Iterator[
        tuple[tuple[str, ...], list[Any]]]:
    """(path, condition) of each field; of `$or`, those of the first alternative."""
    for key, below in pattern.items():
        if key == "$or" and isinstance(below, list):
            yield from _leaves(below[0], above)
        elif isinstance(below, Mapping):
            yield from _leaves(below, (*above, *key.split(".")))
        else:
            yield (*above, *key.split(".")), as_list(below)


def _put(event: Mapping[str, Any], path: tuple[str, ...], value: Any) -> Event:
    key, *rest = path
    copy = dict(event)
    if rest:
        below = copy.get(key)
        copy[key] = _put(below if isinstance(below, Mapping) else {}, tuple(rest), value)
    elif value is sample.ABSENT:
        copy.pop(key, None)
    else:
        copy[key] = value
    return copy
