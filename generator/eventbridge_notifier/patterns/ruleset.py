"""Hundreds or thousands of rules against one event."""

from collections.abc import Mapping
from typing import Any

from eventbridge_notifier.patterns.event import read_event
from eventbridge_notifier.patterns.matcher import Matcher, members
from eventbridge_notifier.patterns.pattern import Pattern, compile

KEPT_SETS = 1024


class RuleSet:
    """Rules by name. Raises PatternError for a pattern that AWS refuses."""

    def __init__(self, patterns: Mapping[str, Pattern | dict[str, Any] | str]) -> None:
        compiled = {
            name: one if isinstance(one, Pattern) else compile(one)
            for name, one in patterns.items()
        }
        self._names = [name for name, one in compiled.items() for _ in one.alternatives]
        self._sets: dict[int, frozenset[str]] = {}
        self._matcher = Matcher(
            [leaves for one in compiled.values() for leaves in one.alternatives]
        )

    def matching(self, event: dict[str, Any] | str) -> set[str]:
        """The names of the rules that the event matches. Raises PatternError if it is no event."""
        found = self._matcher.matching(event if type(event) is dict else read_event(event))
        return self._named(found) if found else set()

    def _named(self, found: int) -> set[str]:
        """The rules of some alternatives. The same sets come again and again."""
        names = self._sets.get(found)
        if names is None:
            if len(self._sets) >= KEPT_SETS:
                self._sets.clear()
            names = self._sets[found] = frozenset(map(self._names.__getitem__, members(found)))
        return set(names)
