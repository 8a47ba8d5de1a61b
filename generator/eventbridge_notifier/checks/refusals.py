"""What the pattern's compiler refuses and what its lint finds, as findings in the spec. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from eventbridge_notifier import aws, patterns
from eventbridge_notifier.aws.suggest import meant
from eventbridge_notifier.compiler import source_map
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.diagnostics.finding import Finding
from eventbridge_notifier.patterns.lint import ENVELOPE
from eventbridge_notifier.spec.model import Watch


def refused(watch: Watch, error: patterns.PatternError) -> Finding:
    """The finding for a pattern that EventBridge would refuse."""
    parts = re.split(r"[.\[]", error.position.path.replace("]", ""))
    place: tuple[Any, ...] = tuple(
        int(part) if re.fullmatch("[0-9]{1,9}", part) else part for part in parts)
    return watch.finding(source_map.path(watch, place), "pattern",
                         f"EventBridge refuses the pattern: {error.reason}")


def traps(rule: Rule) -> Iterator[Finding]:
    """What AWS accepts and hardly anybody means, and what it costs to watch for reads."""
    for found in patterns.lint(rule.pattern):
        if rule.operations and found.code == "wrong-event-source":
            continue  # somebody named that source, and the real one stands beside it
        near = found.suggestion or _envelope_key(found)
        yield rule.finding(found.path, found.code, found.message, level=found.level,
                           suggestion=near)
    if rule.state == aws.ALL_MANAGEMENT_EVENTS:
        key = "pattern" if rule.watch.pattern is not None else "on"
        yield rule.watch.finding((key,), "read-only-volume", "read-only calls are many: the rule "
                                 "is armed for them, and a busy account may make thousands an hour",
                                 level="warning")


def _envelope_key(trap: patterns.Trap) -> str:
    """The field of the envelope that was likely meant."""
    if trap.code != "unknown-envelope-key":
        return ""
    return meant(str(trap.path[0]).split(".")[0], ENVELOPE)
