"""Archives of buses, and replays of them: moto's see no event, since the sandbox puts them.

EventBridge user guide, "Archiving and replaying events": a replay goes to the bus that was
archived, to all its rules or to those that it names, and marks each event with its name.
"""

from __future__ import annotations

import json
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
"""Puts an event on a bus, for the rules with these ARNs or for all."""


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
        arn = _arn(call, str(call.params.get("ArchiveName")))
        with self._lock:
            if call.operation == "CreateArchive":
                bus = Bus(call.account, call.region, bus_name(call.params["EventSourceArn"]))
                self._archives[arn] = Archive(bus, _pattern(call))
            elif call.operation == "UpdateArchive" and arn in self._archives:
                self._archives[arn].pattern = _pattern(call)
            elif call.operation == "DeleteArchive":
                self._archives.pop(arn, None)

    def completed(self, call: Call, outcome: Outcome) -> Outcome:
        """DescribeArchive and ListArchives with the counts of what is kept here."""
        if call.service != "events" or outcome.error_code:
            return outcome
        if call.operation == "DescribeArchive":
            return Outcome(outcome.status, self._counted(call, outcome.parsed))
        if call.operation == "ListArchives":
            listed = [self._counted(call, one) for one in outcome.parsed.get("Archives", ())]
            return Outcome(outcome.status, {**outcome.parsed, "Archives": listed})
        return outcome

    def _counted(self, call: Call, described: Mapping[str, Any]) -> dict[str, Any]:
        found = self.content(_arn(call, str(described.get("ArchiveName"))))
        events = found[1] if found else []
        size = sum(len(json.dumps(one, separators=(",", ":")).encode()) for one in events)
        return {**described, "EventCount": len(events), "SizeBytes": size}

    def content(self, arn: str) -> tuple[Bus, list[Event]] | None:
        """The bus that an archive is of, and its events; None where there is no such archive."""
        with self._lock:
            archive = self._archives.get(arn)
            return (archive.bus, list(archive.events)) if archive else None


class Replays:
    """Observes StartReplay."""

    def __init__(self, archives: Archives, put: Replay) -> None:
        self._archives, self._put = archives, put

    def observe(self, call: Call, outcome: Outcome) -> None:
        """Puts what an archive holds of the time that StartReplay names."""
        if (call.service, call.operation) != ("events", "StartReplay") or outcome.error_code:
            return
        if (found := self._archives.content(str(call.params["EventSourceArn"]))) is None:
            return
        bus, events = found
        only = call.params["Destination"].get("FilterArns")
        for event in events:
            if _within(event, call.params):
                self._put(bus, {**event, "replay-name": call.params["ReplayName"]},
                          frozenset(only) if only else None)


def _arn(call: Call, name: str) -> str:
    return f"arn:aws:events:{call.region}:{call.account}:archive/{name}"


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
