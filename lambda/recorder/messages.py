"""The function's input, reduced to one event for one watch.

Shapes that arrive:
  target input    {"watch", "severity", "record", "resources", "event"}, by the rule's target;
                  that of the heartbeat has "beat" besides
  packed input    {"packed", "sha256", "event"}, by the target of a rule that many watches share
  failed invoke   {"requestContext", "requestPayload", ...}, left by the on-failure destination
  bare event      the event alone, left in a rule's dead-letter queue with a RULE_ARN attribute
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from eventbridge_notifier.record_format.packed import PREFIX
from eventbridge_notifier.record_format.resources import Rows

_NO_ROWS: Rows = MappingProxyType({})


class Unreadable(ValueError):
    """An input from which no record can be made."""


class Message(NamedTuple):
    """One event for one watch. `record` is attribute name -> dotted path, `resources` tells what
    calls act on (see record_format.resources). `beat_days`: it is the heartbeat's, whose records
    are kept so long and are found by their watch alone; 0 for all others."""

    watch: str
    severity: str | None
    record: Mapping[str, str]
    event: dict[str, Any]
    resources: Rows = _NO_ROWS
    beat_days: int = 0


class Packed(NamedTuple):
    """An event that the packed rule `rule` let through. `sha256` is the hash of the watches that
    share it, "" where they are those that it has now."""

    rule: str
    sha256: str
    event: dict[str, Any]


def message(payload: object, rule_arn: str | None = None, rule_prefix: str = ""
            ) -> Message | Packed:
    """The message in a payload; `rule_arn` says whose event a bare one is. Raises Unreadable."""
    while isinstance(payload, dict) and "requestPayload" in payload:
        payload = payload["requestPayload"]
    if not isinstance(payload, dict):
        raise Unreadable(f"the input is not a JSON object but {type(payload).__name__}")
    if "watch" in payload:
        return _target_input(payload)
    if "packed" in payload:
        return _packed_input(payload)
    if "detail-type" in payload and rule_arn:
        rule = watch_of(rule_arn, rule_prefix)
        return Packed(rule, "", payload) if rule.startswith(PREFIX) else Message(
            rule, None, {}, payload)
    raise Unreadable("the input names no watch; give the rule's target the input template "
                     'of modules/eventbridge_notifier/watch: {"watch": ..., "event": ...}')


def watch_of(rule_arn: str, rule_prefix: str) -> str:
    """`...:rule/prefix-watch` or `...:rule/bus/prefix-watch` -> `watch`."""
    return rule_arn.rsplit("/", 1)[-1].removeprefix(rule_prefix)


def _packed_input(payload: dict[str, Any]) -> Packed:
    rule, sha256, event = payload["packed"], payload.get("sha256"), payload.get("event")
    if not isinstance(rule, str) or not isinstance(sha256, str):
        raise Unreadable("the input names no packed rule and hash")
    if not isinstance(event, dict):
        raise Unreadable("the input holds no event")
    return Packed(rule, sha256, event)


def _target_input(payload: dict[str, Any]) -> Message:
    watch, event = payload["watch"], payload.get("event")
    if not isinstance(watch, str) or not watch:
        raise Unreadable("the input's watch is not a name")
    if not isinstance(event, dict):
        raise Unreadable("the input holds no event")
    severity, record = payload.get("severity"), payload.get("record")
    resources, beat = payload.get("resources"), payload.get("beat")
    return Message(
        watch,
        severity if isinstance(severity, str) and severity else None,
        record if isinstance(record, dict) else {},
        event,
        resources if isinstance(resources, dict) else {},
        beat if type(beat) is int and beat > 0 else 0,
    )
