"""Puts events on buses: finds the rules that match, explains why others do not, delivers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eventbridge_notifier.sandbox.core.interfaces import Journal
from eventbridge_notifier.sandbox.core.model import Entry
from eventbridge_notifier.sandbox.core.target import Event
from eventbridge_notifier.sandbox.events.archives import Archives
from eventbridge_notifier.sandbox.events.delivery import Deliveries
from eventbridge_notifier.sandbox.events.rules import Bus, Match, Rule, Rules


class EventBridge:
    """All buses. `explain`: the journal says of every rule of the bus why it does not match."""

    def __init__(self, rules: Rules, archives: Archives, deliveries: Deliveries,
                 journal: Journal, explain: bool = False) -> None:
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
        if self._explain:
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
            if rule.name not in matched:
                self._journal(Entry("no-match", why_not(rule, event), event["id"], rule.name))

    def _note_other_buses(self, bus: Bus, event: Event) -> None:
        for rule in self._rules.elsewhere(bus, event):
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


def why_not(rule: Rule, event: Event) -> str:
    """Why a rule's pattern does not match an event: the conditions that failed."""
    failed = rule.pattern.explain(dict(event)).nearest.failed
    return "; ".join(
        f"{one.path} is {', '.join(one.values) or 'missing'}, wanted {' or '.join(one.conditions)}"
        for one in failed)
