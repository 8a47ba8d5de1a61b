"""CloudTrail at work: each call that passes becomes an event, if a trail is logging."""

from __future__ import annotations

from generator.aws import Unknown
from sandbox import cloudtrail
from sandbox.eventbridge import EventBridge, title
from sandbox.model import Call, Entry, Outcome
from sandbox.rules import Bus
from sandbox.seams import Journal
from sandbox.trails import Trails


class Recording:
    """Takes note of calls and hands their events to the default bus."""

    def __init__(self, trails: Trails, bridge: EventBridge, journal: Journal) -> None:
        self._trails, self._bridge, self._journal = trails, bridge, journal

    def observe(self, call: Call, outcome: Outcome) -> None:
        """A call that stops a trail is still logged by it; one that starts it, already."""
        try:
            event = cloudtrail.event(call, outcome)
        except Unknown:
            return
        before = self._trails.why_not(event) if event else None
        self._trails.observe(call)
        if event is None:
            return
        if before is not None and (why := self._trails.why_not(event)):
            if event["detail"]["managementEvent"]:
                self._journal(Entry("note", f"{title(event)}: no event, {why}", event["id"]))
            return
        self._bridge.put(Bus(event["account"], event["region"]), event)
