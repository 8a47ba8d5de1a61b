"""Hundreds or thousands of rules against one event."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from eventbridge_notifier.patterns import numbers
from eventbridge_notifier.patterns.event import read_event
from eventbridge_notifier.patterns.matcher import Matcher, members
from eventbridge_notifier.patterns.pattern import Pattern, compile
from eventbridge_notifier.patterns.shortcuts.fast_json import Read, faster
from eventbridge_notifier.patterns.shortcuts.screen import (
    SHORTEST,
    Field,
    Reading,
    Screen,
    readable,
)

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
        self._screen = self.screen()

    def matching(self, event: dict[str, Any] | str) -> set[str]:
        """The names of the rules that the event matches. Raises PatternError if it is no event.

        Of a long text in which no rule can find what it asks for, only the two ends are read.
        """
        if type(event) is dict:
            found = self._matcher.matching(event)
            return self._named(found) if found else set()
        if type(event) is str and len(event) >= SHORTEST and event[0] + event[-1] == "{}":
            alive = self._screen.alive(event)
            found = self._matcher.matching(_reader()(event), alive) if alive else 0
            return self._named(found) if found else set()
        return self.among(read_event(event), -1)

    def among(self, event: dict[str, Any], alive: int) -> set[str]:
        """Those of `alive`, what a screen of these rules has left, that the event matches."""
        found = self._matcher.matching(event, alive)
        return self._named(found) if found else set()

    def screen(self, under: str = "", instead: Mapping[str, Reading] | None = None,
               kinds: Mapping[str, Iterable[str]] | None = None) -> Screen:
        """A screen for the texts of events; or, with `under`, for the texts of what stands there.

        Then `instead` says where such a text has what stands elsewhere in the event, and `kinds`
        which values alone a path of the event can have.
        """
        everything, columns = self._matcher.everything, self._matcher.columns
        fields = [Field(column, everything, (instead or {}).get(path))
                  for path, column in columns.items()
                  if path in (instead or {}) or (path.startswith(under) and readable(path))]
        for path, values in (kinds or {}).items():
            if path in columns:
                everything &= columns[path].any_taker(values) | ~columns[path].users
        fields.sort(key=lambda field: -field.asking.bit_count())
        return Screen(fields, everything)

    def _named(self, found: int) -> set[str]:
        """The rules of some alternatives. The same sets come again and again."""
        names = self._sets.get(found)
        if names is None:
            if len(self._sets) >= KEPT_SETS:
                self._sets.clear()
            names = self._sets[found] = frozenset(map(self._names.__getitem__, members(found)))
        return set(names)


@cache
def _reader() -> Read:
    """As `read_event`, for texts that begin with a brace."""
    return faster(read_event, numbers.from_text)
