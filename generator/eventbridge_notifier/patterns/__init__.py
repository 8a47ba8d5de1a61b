"""The event pattern language of Amazon EventBridge. Pure: no files, no network, no clock."""

from eventbridge_notifier.patterns.errors import PatternError, Position
from eventbridge_notifier.patterns.event import read_event
from eventbridge_notifier.patterns.explain import Explanation
from eventbridge_notifier.patterns.limits import compact, compact_size, uses_wildcard
from eventbridge_notifier.patterns.lint import Trap, lint
from eventbridge_notifier.patterns.pattern import Pattern, compile
from eventbridge_notifier.patterns.ruleset import RuleSet
from eventbridge_notifier.patterns.shortcuts.screen import Reading, Screen

__all__ = [
    "Explanation",
    "Pattern",
    "PatternError",
    "Position",
    "Reading",
    "RuleSet",
    "Screen",
    "Trap",
    "compact",
    "compact_size",
    "compile",
    "lint",
    "read_event",
    "uses_wildcard",
]
