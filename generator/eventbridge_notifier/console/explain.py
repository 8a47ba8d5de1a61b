"""Why an event matches the deployed rules, or not. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from eventbridge_notifier.events.envelope import event_of
from eventbridge_notifier.patterns import PatternError, compile, show

DIGITS = 4_300  # of an integer; what Python reads unless it is told otherwise
UNREADABLE = 1_000_000  # such rules come last


class DeployedRule(NamedTuple):
    """A rule of the deployment: `state` as EventBridge has it, `pattern` its JSON text, `bus` the
    bus or buses on which it stands."""

    watch: str
    bus: str
    state: str
    description: str
    pattern: str


class Reason(NamedTuple):
    """`matched` is None where the pattern cannot be read here; `lines` are (text, style).

    `failed` is how many paths stood in the way.
    """

    watch: str
    matched: bool | None
    failed: int
    lines: list[tuple[str, str]]


class NoEvent(ValueError):
    """A text that holds no event."""


def read(text: str) -> dict[str, Any]:
    """An EventBridge event, or a CloudTrail record made into one. Raises NoEvent."""
    try:
        event = json.loads(text, parse_int=_integer)
    except (ValueError, RecursionError) as error:
        raise NoEvent(f"this is not JSON: {error}") from None
    if not isinstance(event, dict):
        raise NoEvent("an event is a JSON object: { ... }")
    return event_of(event)


def _integer(digits: str) -> int:
    """Reading an integer takes the square of its length: one of a megabyte blocks for seconds."""
    if len(digits) > DIGITS:
        raise ValueError(f"a number of {len(digits):,} digits; at most {DIGITS:,} are read here")
    return int(digits)


def reasons(rules: Iterable[DeployedRule], event: dict[str, Any]) -> list[Reason]:
    """The event against every rule: those that match, then the nearest misses."""
    found = [reason(rule, event) for rule in rules]
    return sorted(found, key=lambda one: (not one.matched, one.failed, one.watch))


def reason(rule: DeployedRule, event: dict[str, Any]) -> Reason:
    """The event against one rule."""
    try:
        explanation = compile(rule.pattern).explain(event)
    except (PatternError, RecursionError) as error:
        return Reason(rule.watch, None, UNREADABLE, [(f"cannot be explained: {error}", "bad")])
    lines = [(line.text.strip(), line.style) for line in show.lines(explanation)]
    return Reason(rule.watch, explanation.matched, len(explanation.nearest.failed), lines)
