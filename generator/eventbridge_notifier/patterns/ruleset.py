"""Hundreds or thousands of rules against one event."""

from collections.abc import Mapping
from typing import Any

from eventbridge_notifier.patterns.event import read_event
from eventbridge_notifier.patterns.matcher import Matcher, members
from eventbridge_notifier.patterns.pattern import Pattern, compile


class RuleSet:
    """Rules by name. Raises PatternError for a pattern that AWS refuses."""

    def __init__(self, patterns: Mapping[str, Pattern | dict[str, Any] | str]) -> None:
        compiled = {
            name: one if isinstance(one, Pattern) else compile(one)
            for name, one in patterns.items()
        }
        self._names = [name for name, one in compiled.items() for _ in one.alternatives]
        self._matcher = Matcher(
            [leaves for one in compiled.values() for leaves in one.alternatives]
        )

    def matching(self, event: dict[str, Any] | str) -> set[str]:
        """The names of the rules that the event matches. Raises PatternError if it is no event."""
        found = self._matcher.matching(event if type(event) is dict else read_event(event))
        return {self._names[number] for number in members(found)} if found else set()
