"""CloudTrail at work: each call becomes an event on the default bus, if a trail is logging."""

from __future__ import annotations

from typing import Any

from eventbridge_notifier.aws import Unknown
from eventbridge_notifier.sandbox.cloudtrail.event import event as event_of
from eventbridge_notifier.sandbox.cloudtrail.trails import Trails
from eventbridge_notifier.sandbox.core.interfaces import Journal
from eventbridge_notifier.sandbox.core.model import Call, Entry, Outcome
from eventbridge_notifier.sandbox.events.bus import EventBridge, title
from eventbridge_notifier.sandbox.events.rules import Bus


class CloudTrail:
    """Hands the events of calls to EventBridge."""

    def __init__(self, trails: Trails, event_bridge: EventBridge, journal: Journal) -> None:
        self._trails, self._event_bridge, self._journal = trails, event_bridge, journal

    def observe(self, call: Call, outcome: Outcome) -> None:
        """A call that stops a trail is still logged by it; one that starts it, already."""
        try:
            event = event_of(call, outcome)
        except Unknown:
            return
        before = self._trails.why_not(event) if event else None
        self._trails.observe(call)
        if event is not None:
            self._log(event, before and self._trails.why_not(event))

    def log(self, event: dict[str, Any]) -> None:
        """An event that no API call makes, such as a sign-in."""
        self._log(event, self._trails.why_not(event))

    def _log(self, event: dict[str, Any], why_not: str | None) -> None:
        if not why_not:
            self._event_bridge.put(Bus(event["account"], event["region"]), event)
        elif event["detail"]["managementEvent"]:
            self._journal(Entry("note", f"{title(event)}: no event, {why_not}", event["id"]))
