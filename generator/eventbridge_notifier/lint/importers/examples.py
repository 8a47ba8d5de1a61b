"""Examples for an imported watch: one event that it matches, and near misses. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eventbridge_notifier.compiler.alternatives import Alternative
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.events import synthetic

Event = dict[str, Any]
_ENVELOPE = ("source", "detail-type")
_MISSES = 2


def of(rule: Rule) -> dict[str, list[Event]]:
    """`match` and `no_match` of a watch, with no more of each event than the watch asks for."""
    event = synthetic.match(rule)
    if event is None:
        return {}
    asked = _asked(rule, event)
    misses = [part for one in synthetic.near_misses(rule, event)
              if (part := _part(rule, asked, one)) != _part(rule, asked, event)]
    found = {"match": [_part(rule, asked, event)]}
    return found | ({"no_match": misses[-_MISSES:]} if misses else {})


def _asked(rule: Rule, event: Event) -> Alternative:
    """The alternative that the event was made for."""
    for one in rule.alternatives:
        if all(_at(event, asked.path) is not None or {"exists": False} in asked.conditions
               for asked in one.values()):
            return one
    return next(iter(rule.alternatives))


def _part(rule: Rule, asked: Alternative, event: Event) -> Event:
    """What of the event is asked for: as detail where `on` names calls, as an event elsewhere."""
    part: Event = {}
    for path in asked:
        value = _at(event, path)
        if value is not None:
            part = synthetic.put(part, tuple(path.split(".")), value)
    if not rule.operations:
        return {key: event[key] for key in _ENVELOPE if key in event} | {"detail": {}} | part
    detail = dict(part.get("detail", {}))
    detail.pop("eventSource", None)
    return detail


def _at(event: Mapping[str, Any], path: str) -> Any:
    value: Any = event
    for key in path.split("."):
        value = value[0] if isinstance(value, list) and value else value
        value = value.get(key) if isinstance(value, Mapping) else None
    return value
