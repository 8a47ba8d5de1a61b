"""Puts events on buses: finds the rules that match, explains why others do not, delivers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from eventbridge_notifier.patterns.explain import PathResult
from eventbridge_notifier.sandbox.core.interfaces import Journal
from eventbridge_notifier.sandbox.core.model import Entry, Explain
from eventbridge_notifier.sandbox.core.target import Event
from eventbridge_notifier.sandbox.events.archives import Archives
from eventbridge_notifier.sandbox.events.delivery import Deliveries
from eventbridge_notifier.sandbox.events.rules import Bus, Match, Rules

# What says which events a rule asks for. A rule that fails here is no near miss.
IDENTIFYING = frozenset({"source", "detail-type", "detail.eventSource", "detail.eventName"})


class EventBridge:
    """All buses. `explain` says which rules that do not match are explained."""

    def __init__(self, rules: Rules, archives: Archives, deliveries: Deliveries,
                 journal: Journal, explain: Explain) -> None:
        self._rules, self._archives, self._deliveries = rules, archives, deliveries
        self._journal, self._explain = journal, explain

    def put(self, bus: Bus, event: Event, hops: int = 0, only: frozenset[str] | None = None
            ) -> None:
        """An event arrives on `bus` after `hops` other buses.

        `only`: the ARNs of the rules that may get it; all by default.
        """
        self._journal(Entry("event", title(event), event["id"], data=event, target=bus.arn))
        self._archives.keep(bus, event)
        matches = [one for one in self._rules.matching(bus, event)
                   if only is None or one.rule.arn in only]
        for match in matches:
            self._deliver(match, event, hops)
        if self._explain is not Explain.NOTHING:
            self._explain_others(bus, event, {one.rule.name for one in matches})
        if not matches:
            self._note_other_buses(bus, event)

    def forward(self, bus_arn: str, event: Event, hops: int) -> None:
        """An event arrives from another bus."""
        self.put(Bus.of_arn(bus_arn), event, hops)

    def _deliver(self, match: Match, event: Event, hops: int) -> None:
        rule = match.rule
        if match.obstacle:
            self._journal(Entry("no-match", f"the pattern matches, but {match.obstacle}",
                                event["id"], rule.name))
            return
        targets = self._rules.targets(rule)
        text = "matches" if targets else "matches, but has no targets"
        self._journal(Entry("match", text, event["id"], rule.name))
        for target in targets:
            self._deliveries.start(rule, target, event, self.forward, hops)

    def _explain_others(self, bus: Bus, event: Event, matched: set[str]) -> None:
        for rule in self._rules.on(bus):
            if rule.name in matched:
                continue
            failed = rule.pattern.explain(dict(event)).nearest.failed
            if self._explain is Explain.EVERYTHING or not any(
                    one.path in IDENTIFYING for one in failed):
                self._journal(Entry("no-match", text_of(failed), event["id"], rule.name))

    def _note_other_buses(self, bus: Bus, event: Event) -> None:
        """Of rules that wait for such events; those that take whatever comes are not meant."""
        anything = {**event, "source": "", "detail-type": "", "detail": {}}
        for rule in self._rules.elsewhere(bus, event):
            if rule.pattern.matches(anything):
                continue
            self._journal(Entry(
                "no-match", f"the pattern matches, but the rule is on {rule.bus.arn} and the "
                f"event on {bus.arn}", event["id"], rule.name))


def title(event: Event) -> str:
    """An event in a few words: what and where."""
    detail = event.get("detail")
    record: Mapping[str, Any] = detail if isinstance(detail, Mapping) else {}
    name = record.get("eventName") or event["detail-type"]
    failed = f" failed with {record['errorCode']}" if record.get("errorCode") else ""
    return f"{event['source']} {name}{failed} in {event['account']} {event['region']}"


def text_of(failed: Iterable[PathResult]) -> str:
    """The conditions of a pattern that an event does not meet."""
    return "; ".join(
        f"{one.path} is {', '.join(one.values) or 'missing'}, wanted {' or '.join(one.conditions)}"
        for one in failed)
