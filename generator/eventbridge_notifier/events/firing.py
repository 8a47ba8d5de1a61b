"""Which watches an event fires, as EventBridge delivers it; which lines of a log fire none. Pure.

A line is judged without being parsed where it is surely one record or event, as CloudTrail and
EventBridge write them; every other line is left to the parser.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from eventbridge_notifier import aws
from eventbridge_notifier.events.envelope import is_withheld
from eventbridge_notifier.patterns import Pattern, Reading, RuleSet, compile

UNKNOWN = -1

_RECORD = '{"eventVersion":'
_TEXT = r'"[^"\\]*"'
_EVENT = re.compile(
    rf'\{{"version": ?{_TEXT}, ?"id": ?{_TEXT}, ?"detail-type": ?{_TEXT}, ?"source": ?{_TEXT}, ?'
    rf'"account": ?{_TEXT}, ?"time": ?"(?P<time>[^"\\]*)", ?"region": ?{_TEXT}, ?'
    r'"resources": ?\[[^\]\\]*\], ?"detail":')
"""The beginning of an event, in the order in which EventBridge writes it."""

_TIME = 'eventTime":'

_SOURCE = Reading("eventSource", lambda name: "aws." + name.removesuffix(aws.SUFFIX),
                  ("aws.", "aws.cloudtrail"))
_KIND = Reading("eventType", lambda kind: aws.OF_EVENT_TYPE.get(kind, (aws.API_CALL,))[0],
                (aws.API_CALL, aws.SIGN_IN[0]))
"""What `envelope.wrap` makes of a record; insights come from CloudTrail itself."""


class Armed(Protocol):
    """A rule: its name, its compiled pattern and its state."""

    @property
    def name(self) -> str: ...
    @property
    def compiled(self) -> Pattern: ...
    @property
    def state(self) -> str: ...


@dataclass(frozen=True)
class Text:
    """A rule that another process can be told of."""

    name: str
    pattern: str
    state: str

    @cached_property
    def compiled(self) -> Pattern:
        return compile(json.loads(self.pattern))


class Firing:
    """Rules held against one event after the other."""

    def __init__(self, rules: Iterable[Armed]) -> None:
        rules = tuple(rules)
        self._plain = {rule.name for rule in rules if rule.state == aws.ENABLED}
        self._rules = RuleSet({rule.name: rule.compiled for rule in rules})
        self.events = self._rules.screen()
        self.records = self._rules.screen(
            "detail.", {"source": _SOURCE, "detail-type": _KIND},
            {"detail-type": aws.VIA_CLOUDTRAIL})

    def names(self, event: dict[str, Any], alive: int = UNKNOWN) -> set[str]:
        """The watches that the event fires; `alive` is what `alive` said of its line."""
        matching = self._rules.among(event, alive)
        return matching - self._plain if matching and is_withheld(event) else matching

    def alive(self, line: str) -> int:
        """0 where the line is a record or event that fires none; else for `names`."""
        if line.startswith(_RECORD):
            if self.records.alive(line) or not line.endswith("}") or '"detail"' in line:
                return UNKNOWN
            return 0
        if not line.endswith("}") or not _EVENT.match(line):
            return UNKNOWN
        return self.events.alive(line)


def time_in(line: str) -> str | None:
    """The time of a line that fires none, or, seldom, another that stands in it.

    None where that is not sure: "" is told by nobody but the parser.
    """
    if found := _EVENT.match(line):
        return found["time"]
    at = line.find(_TIME)
    if at < 0 or line.find(_TIME, at + 1) >= 0:
        return None
    start = at + len(_TIME) + (line[at + len(_TIME):].startswith(" "))
    text = line[start + 1:start + 21]
    return text if line[start] == '"' and text.endswith("Z") and line[start + 21] == '"' else None
