"""Archives of buses, and replays of them: moto's see nothing, for the sandbox puts the events.

EventBridge user guide, "Archiving and replaying events": a replay goes to the bus that was
archived, to all its rules or to those that it names, and marks each event with its name.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from eventbridge_notifier.patterns import Pattern, compile
from eventbridge_notifier.sandbox.core.model import Call, Outcome
from eventbridge_notifier.sandbox.events.rules import Bus, bus_name

Event = Mapping[str, Any]
Replay = Callable[[Bus, Event, frozenset[str] | None], None]


@dataclass
class Archive:
    """What one archive holds, in the order of arrival."""

    bus: Bus
    pattern: Pattern | None
    events: list[Event] = field(default_factory=list)

    def takes(self, bus: Bus, event: Event) -> bool:
        if bus != self.bus or "replay-name" in event:
            return False
        return self.pattern is None or self.pattern.matches(dict(event))


class Archives:
    """The archives of all accounts and regions, by ARN."""

    def __init__(self) -> None:
        self._archives: dict[str, Archive] = {}
        self._lock = threading.Lock()

    def keep(self, bus: Bus, event: Event) -> None:
        """An event has arrived on a bus."""
        with self._lock:
            for archive in self._archives.values():
                if archive.takes(bus, event):
                    archive.events.append(event)

    def observe(self, call: Call, outcome: Outcome) -> None:
        """Archives that are made, changed and deleted."""
        if call.service != "events" or outcome.error_code:
            return
        name = call.params.get("ArchiveName")
        arn = f"arn:aws:events:{call.region}:{call.account}:archive/{name}"
        with self._lock:
            if call.operation == "CreateArchive":
                bus = Bus(call.account, call.region, bus_name(call.params["EventSourceArn"]))
                self._archives[arn] = Archive(bus, _pattern(call))
            elif call.operation == "UpdateArchive" and arn in self._archives:
                self._archives[arn].pattern = _pattern(call)
            elif call.operation == "DeleteArchive":
                self._archives.pop(arn, None)

    def replay(self, call: Call, outcome: Outcome, put: Replay) -> None:
        """Puts what an archive holds of the time that StartReplay names."""
        if (call.service, call.operation) != ("events", "StartReplay") or outcome.error_code:
            return
        with self._lock:
            archive = self._archives.get(str(call.params["EventSourceArn"]))
            events = list(archive.events) if archive else []
        only = call.params["Destination"].get("FilterArns")
        for event in events:
            if archive and _within(event, call.params):
                put(archive.bus, {**event, "replay-name": call.params["ReplayName"]},
                    frozenset(only) if only else None)


def _pattern(call: Call) -> Pattern | None:
    pattern = call.params.get("EventPattern")
    return compile(pattern) if pattern else None


def _within(event: Event, params: Mapping[str, Any]) -> bool:
    time = datetime.fromisoformat(str(event["time"]).replace("Z", "+00:00"))
    return _moment(params["EventStartTime"]) <= time <= _moment(params["EventEndTime"])


def _moment(given: Any) -> datetime:
    """StartReplay's times come as seconds of the epoch or as datetime."""
    if isinstance(given, datetime):
        return given if given.tzinfo else given.replace(tzinfo=UTC)
    return datetime.fromtimestamp(float(given), UTC)
