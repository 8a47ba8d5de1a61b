"""How often would watches have fired on events of the past? Pure: events in, tallies out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from operator import itemgetter
from typing import Any

from eventbridge_notifier.alerts.arrival import Arrival
from eventbridge_notifier.events import envelope, telling
from eventbridge_notifier.events.firing import UNKNOWN, Armed, Firing, time_in
from eventbridge_notifier.events.logs.lines import Block, values

EXAMPLES = 3
_FIRST = itemgetter(0)
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
    """The earliest, with `id`, `time`, `event` and `actor`."""

    def add(self, other: Tally) -> None:
        self.count += other.count
        _widen(self, other.first)
        _widen(self, other.last)
        self.examples = sorted([*self.examples, *other.examples], key=_age)[:EXAMPLES]


@dataclass
class Replay:
    """All of it. `first` and `last` are the times of the whole log."""

    tallies: dict[str, Tally]
    events: int = 0
    first: str = ""
    last: str = ""

    def add(self, other: Replay) -> None:
        """Adds what was seen of another log."""
        self.events += other.events
        _widen(self, other.first)
        _widen(self, other.last)
        for name, tally in other.tallies.items():
            self.tallies.setdefault(name, Tally(name)).add(tally)

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

    def __init__(self, rules: Iterable[Armed], tell: bool = False) -> None:
        """With `tell`, what the notifier would be shown is kept in `arrivals`."""
        rules = tuple(rules)
        self.arrivals: list[Arrival] = []
        self._told = frozenset(rule.name for rule in rules) if tell else frozenset()
        self._names = tuple(rule.name for rule in rules)
        self.replay = self._empty()
        self.firing = Firing(rules)

    def _empty(self) -> Replay:
        return Replay({name: Tally(name) for name in self._names})

    def taken(self) -> tuple[Replay, list[Arrival]]:
        """What was seen since the last time; of watches only those that fired."""
        replay, arrivals = self.replay, self.arrivals
        replay.tallies = {name: one for name, one in replay.tallies.items() if one.count}
        self.replay, self.arrivals = self._empty(), []
        return replay, arrivals

    def see(self, value: Mapping[str, Any], alive: int = UNKNOWN) -> None:
        """Counts `value`, a CloudTrail record or an event, for every watch that it would fire.

        `alive` is what was said of its line.
        """
        event = envelope.event_of(value)
        time = _time_of(event)
        _widen(self.replay, time)
        self.replay.events += 1
        for name in self.firing.names(event, alive):
            _count(self.replay.tallies[name], event, time)
            if name in self._told and time:
                self.arrivals.append(telling.arrival(name, event, self.replay.events))

    def see_lines(self, block: Block) -> None:
        """The same for all lines of a block, of which few are parsed. Raises LogError."""
        passed: list[tuple[str, str]] = []
        for number, line in enumerate(block.lines(), block.first):
            alive = self.firing.alive(line)
            if not alive and (time := time_in(line)) is not None:
                passed.append((time, line))
                continue
            for value in values(line, block.name, number):
                self.see(value, alive)
        self.replay.events += len(passed)
        ends = [min(passed, key=_FIRST), max(passed, key=_FIRST)] if passed else []
        if any(time != _time_in_full(line) for time, line in ends):
            ends = passed
        for _, line in ends:
            _widen(self.replay, _time_in_full(line))


def _time_in_full(line: str) -> str:
    return next((_time_of(envelope.event_of(value)) for value in values(line, "", 0)), "")


def _time_of(event: Mapping[str, Any]) -> str:
    """The event's time, "" where it has none."""
    time = event.get("time")
    return time if isinstance(time, str) and _TIME.fullmatch(time) else ""


def _age(example: Mapping[str, str]) -> tuple[str, str]:
    return example["time"], example["id"]


def _widen(span: Replay | Tally, time: str) -> None:
    if time and (not span.first or time < span.first):
        span.first = time
    if time > span.last:
        span.last = time


def _count(tally: Tally, event: Mapping[str, Any], time: str) -> None:
    tally.count += 1
    _widen(tally, time)
    if len(tally.examples) < EXAMPLES or time <= tally.examples[-1]["time"]:
        tally.examples = sorted([*tally.examples, _brief(event, time)], key=_age)[:EXAMPLES]


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
