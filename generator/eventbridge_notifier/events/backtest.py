"""How often would watches have fired on events of the past? Pure: events in, tallies out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from eventbridge_notifier import aws
from eventbridge_notifier.alerts.arrival import Arrival
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.events import envelope, telling
from eventbridge_notifier.patterns import RuleSet

EXAMPLES = 3
DAYS_A_MONTH = 365.25 / 12

# As CloudTrail and EventBridge write times: in UTC, so that they sort as text.
_TIME = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d(\.\d{1,6})?Z",
                   re.ASCII)


@dataclass
class Tally:
    """What one watch would have seen. Times are CloudTrail's, or "" where nothing matched."""

    watch: str
    count: int = 0
    first: str = ""
    last: str = ""
    examples: list[dict[str, str]] = field(default_factory=list)


@dataclass
class Replay:
    """All of it. `first` and `last` are the times of the whole log."""

    tallies: dict[str, Tally]
    events: int = 0
    first: str = ""
    last: str = ""

    def days(self) -> float:
        """How long the log is, in days; 0 when it has no two times."""
        if not self.first:
            return 0.0
        return (_moment(self.last) - _moment(self.first)).total_seconds() / 86400

    def monthly(self, tally: Tally) -> float | None:
        """Matches a month to expect; None where the log is too short to tell (under an hour)."""
        days = self.days()
        return tally.count / days * DAYS_A_MONTH if days > 1 / 24 else None


class Player:
    """Replays events over `rules`, one `see` each."""

    def __init__(self, rules: Iterable[Rule], tell: bool = False) -> None:
        """With `tell`, what the notifier would be shown is kept in `arrivals`."""
        rules = tuple(rules)
        self.arrivals: list[Arrival] = []
        self._told = frozenset(rule.name for rule in rules) if tell else frozenset()
        self.replay = Replay({rule.name: Tally(rule.name) for rule in rules})
        self._plain = {rule.name for rule in rules if rule.state == aws.ENABLED}
        self._rules = RuleSet({rule.name: rule.compiled for rule in rules})

    def see(self, value: Mapping[str, Any]) -> None:
        """Counts `value`, a CloudTrail record or an event, for every watch that it would fire."""
        event = envelope.event_of(value)
        time = event.get("time")
        time = time if isinstance(time, str) and _TIME.fullmatch(time) else ""
        _widen(self.replay, time)
        self.replay.events += 1
        for name in self._fired(event):
            _count(self.replay.tallies[name], event, time)
            if name in self._told and time:
                self.arrivals.append(telling.arrival(name, event, self.replay.events))

    def _fired(self, event: dict[str, Any]) -> set[str]:
        matching = self._rules.matching(event)
        return matching - self._plain if matching and envelope.is_withheld(event) else matching


def _widen(span: Replay | Tally, time: str) -> None:
    if time and (not span.first or time < span.first):
        span.first = time
    if time > span.last:
        span.last = time


def _count(tally: Tally, event: Mapping[str, Any], time: str) -> None:
    tally.count += 1
    _widen(tally, time)
    if len(tally.examples) < EXAMPLES:
        tally.examples.append(_brief(event, time))


def _brief(event: Mapping[str, Any], time: str) -> dict[str, str]:
    detail = event.get("detail")
    detail = detail if isinstance(detail, Mapping) else {}
    who = detail.get("userIdentity")
    who = who if isinstance(who, Mapping) else {}
    return {"id": str(detail.get("eventID") or event.get("id", "")), "time": time,
            "event": str(detail.get("eventName") or event.get("detail-type", "")),
            "actor": str(who.get("arn") or who.get("invokedBy") or who.get("type") or "")}


def _moment(time: str) -> datetime:
    """The time; where the calendar has no such day, that of the month's first."""
    try:
        return datetime.fromisoformat(time.replace("Z", "+00:00"))
    except ValueError:
        return datetime.fromisoformat(time[:8] + "01T00:00:00+00:00")
