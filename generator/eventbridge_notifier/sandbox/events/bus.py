"""Puts an event on a bus: finds its rules, says why others do not fire, starts deliveries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from eventbridge_notifier.sandbox.core.interfaces import Journal
from eventbridge_notifier.sandbox.core.model import Entry
from eventbridge_notifier.sandbox.events.archives import Archives
from eventbridge_notifier.sandbox.events.delivery import Delivery
from eventbridge_notifier.sandbox.events.rules import Bus, Found, Rule, Rules

Event = Mapping[str, Any]


class EventBridge:
    """All buses. `explain`: say of every rule of the bus why it does not match."""

    def __init__(self, rules: Rules, archives: Archives, journal: Journal, explain: bool = False
                 ) -> None:
        self._rules, self._archives = rules, archives
        self._journal, self._explain = journal, explain
        self._deliver: Callable[[Rule, Mapping[str, Any], Event, int], None] | None = None

    def connect(self, delivery: Delivery) -> None:
        """Says who delivers: a delivery to another bus comes back here."""
        self._deliver = delivery.start

    def put(self, bus: Bus, event: Event, hops: int = 0, only: frozenset[str] | None = None
            ) -> None:
        """An event arrives on `bus`, having come over `hops` others; `only`: ARNs of rules."""
        self._journal(Entry("event", title(event), event["id"], data=event,
                            target=bus.arn))
        self._archives.keep(bus, event)
        found = [one for one in self._rules.matching(bus, event)
                 if only is None or one.rule.arn in only]
        for one in found:
            self._match(one, event, hops)
        if self._explain:
            self._say_why(bus, event, {one.rule.name for one in found})
        if not found:
            self._say_where(bus, event)

    def _match(self, found: Found, event: Event, hops: int) -> None:
        rule = found.rule
        if found.hindrance:
            self._journal(Entry("no-match", f"the pattern matches, but {found.hindrance}",
                                event["id"], rule.name))
            return
        targets = self._rules.targets(rule)
        text = "matches" if targets else "matches, but has no targets"
        self._journal(Entry("match", text, event["id"], rule.name))
        for target in targets:
            if self._deliver is not None:
                self._deliver(rule, target, event, hops)

    def _say_why(self, bus: Bus, event: Event, matched: set[str]) -> None:
        for rule in self._rules.on(bus):
            if rule.name not in matched:
                self._journal(Entry("no-match", why(rule, event), event["id"], rule.name))

    def _say_where(self, bus: Bus, event: Event) -> None:
        for rule in self._rules.elsewhere(bus, event):
            self._journal(Entry(
                "no-match", f"the pattern matches, but the rule is on {rule.bus.arn} and the "
                f"event on {bus.arn}", event["id"], rule.name))


def title(event: Event) -> str:
    """An event in a few words: what and where."""
    detail = event.get("detail")
    record = detail if isinstance(detail, Mapping) else {}
    name = record.get("eventName") or event["detail-type"]
    failed = f" failed with {record['errorCode']}" if record.get("errorCode") else ""
    return f"{event['source']} {name}{failed} in {event['account']} {event['region']}"


def why(rule: Rule, event: Event) -> str:
    """Why a rule's pattern does not match an event: the conditions that failed."""
    failed = rule.pattern.explain(dict(event)).nearest.failed
    return "; ".join(
        f"{one.path} is {', '.join(one.values) or 'missing'}, wanted {' or '.join(one.conditions)}"
        for one in failed)
