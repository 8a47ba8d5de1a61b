"""The rules that send events home from other regions and accounts. Pure.

`exact`: those that stand at home, with their patterns. `coarse`: a few rules by what is watched,
which stay as they are when watches come and go; what they send too much, no rule at home matches.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from eventbridge_notifier.compiler.packing import Pack
from eventbridge_notifier.compiler.rule import Rule

COARSE, EXACT = "coarse", "exact"
PREFIX = "forward-"
"""With what the names of coarse rules begin, after the stack's own name."""


@dataclass(frozen=True, eq=False)
class ForwardRule:
    """A rule whose target is the bus at home. `watch` is "" where it stands for several."""

    name: str
    pattern: Mapping[str, Any]
    state: str
    description: str | None = None
    watch: str = ""


def exact(rules: Iterable[Rule | Pack]) -> tuple[ForwardRule, ...]:
    """A rule for each rule at home."""
    return tuple(ForwardRule(rule.name, rule.pattern, rule.state, rule.description, rule.name)
                 for rule in sorted(rules, key=lambda rule: rule.name))


def as_json(rule: ForwardRule) -> dict[str, Any]:
    """A coarse rule as modules/event_forwarder takes it; its pattern is no text yet."""
    return {"description": rule.description, "event_pattern": rule.pattern, "state": rule.state}
