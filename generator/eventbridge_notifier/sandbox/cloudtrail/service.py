"""CloudTrail at work: what becomes of the record of each call.

Event history keeps it, the trails that log it write it into files, and the default bus gets it as
an event, as best EventBridge can.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from eventbridge_notifier.aws import Unknown
from eventbridge_notifier.sandbox.cloudtrail.event import event as event_of
from eventbridge_notifier.sandbox.cloudtrail.files import TrailFiles
from eventbridge_notifier.sandbox.cloudtrail.history import EventHistory
from eventbridge_notifier.sandbox.cloudtrail.trails import Trail, Trails
from eventbridge_notifier.sandbox.core.faults import Faults
from eventbridge_notifier.sandbox.core.interfaces import Journal
from eventbridge_notifier.sandbox.core.model import Call, Entry, Outcome
from eventbridge_notifier.sandbox.core.schedule import Schedule
from eventbridge_notifier.sandbox.events.bus import EventBridge, title
from eventbridge_notifier.sandbox.events.rules import Bus

UNSIGNED = "SignatureDoesNotMatch"
"""Nobody knows who calls, or in which region: there is no record of it."""


class CloudTrail:
    """Hands the records of calls on."""

    def __init__(self, trails: Trails, files: TrailFiles, history: EventHistory,
                 event_bridge: EventBridge, schedule: Schedule, faults: Faults, journal: Journal
                 ) -> None:
        self._trails, self._files, self._history = trails, files, history
        self._event_bridge, self._schedule = event_bridge, schedule
        self._faults, self._journal = faults, journal

    def observe(self, call: Call, outcome: Outcome) -> None:
        """A call that stops a trail is still logged by it; one that starts it, already."""
        if outcome.error_code == UNSIGNED:
            return
        try:
            event = event_of(call, outcome)
        except Unknown:
            return
        before = self._trails.logging(event) if event else []
        self._trails.observe(call)
        if event is not None:
            self._log(event, before or self._trails.logging(event))

    def log(self, event: dict[str, Any]) -> None:
        """An event that no API call makes, such as a sign-in."""
        self._log(event, self._trails.logging(event))

    def _log(self, event: dict[str, Any], trails: Sequence[Trail]) -> None:
        self._history.keep(event)
        self._files.keep(trails, event)
        if trails:
            self._send(event)
        elif event["detail"]["managementEvent"]:
            self._journal(Entry("note", f"{title(event)}: no event, {self._trails.why_not(event)}",
                                event["id"]))

    def _send(self, event: dict[str, Any]) -> None:
        """To the default bus: mostly once and at once."""
        bus = Bus(event["account"], event["region"])
        service = event["source"].removeprefix("aws.")
        for wait in self._faults.arrivals(f"{service}:{event['detail']['eventName']}"):
            if wait:
                self._schedule.run(lambda: self._event_bridge.put(bus, event), wait)
            else:
                self._event_bridge.put(bus, event)
