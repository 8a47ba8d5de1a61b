"""The event pattern language of Amazon EventBridge. Pure: no files, no network, no clock."""

from generator.patterns.errors import PatternError, Position
from generator.patterns.event import read_event
from generator.patterns.explain import Explanation
from generator.patterns.limits import compact, compact_size, uses_wildcard
from generator.patterns.lint import Trap, lint
from generator.patterns.pattern import Pattern, compile
from generator.patterns.ruleset import RuleSet

__all__ = [
    "Explanation",
    "Pattern",
    "PatternError",
    "Position",
    "RuleSet",
    "Trap",
    "compact",
    "compact_size",
    "compile",
    "lint",
    "read_event",
    "uses_wildcard",
]
