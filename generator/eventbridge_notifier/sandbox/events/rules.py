"""Rules and their targets, read from moto and kept until a call changes them."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from eventbridge_notifier.aws import ALL_MANAGEMENT_EVENTS
from eventbridge_notifier.patterns import Pattern, PatternError, RuleSet, compile
from eventbridge_notifier.sandbox.core.interfaces import Clients
from eventbridge_notifier.sandbox.core.model import Call, Outcome


@dataclass(frozen=True)
class Bus:
    """Where events are put."""

    account: str
    region: str
    name: str = "default"

    @classmethod
    def of_arn(cls, arn: str) -> Bus:
        _, _, _, region, account, _ = arn.split(":", 5)
        return cls(account, region, bus_name(arn))

    @property
    def arn(self) -> str:
        return f"arn:aws:events:{self.region}:{self.account}:event-bus/{self.name}"


@dataclass(frozen=True)
class Rule:
    """One rule with a pattern."""

    bus: Bus
    name: str
    arn: str
    state: str
    pattern: Pattern


@dataclass(frozen=True)
class Match:
    """A rule whose pattern matches. `obstacle`: why the rule does not get the event anyway."""

    rule: Rule
    obstacle: str = ""


class _BusRules:
    """The rules of one bus, and the set that matches them."""

    def __init__(self, rules: list[Rule]) -> None:
        self.rules = {rule.name: rule for rule in rules}
        self.matcher = RuleSet({rule.name: rule.pattern for rule in rules})


class Rules:
    """The rules of all buses that a call or an event has named."""

    def __init__(self, clients: Clients) -> None:
        self._clients = clients
        self._lock = threading.Lock()
        self._by_bus: dict[Bus, _BusRules] = {}
        self._targets: dict[Rule, list[Mapping[str, Any]]] = {}
        self._buses: set[Bus] = set()

    def observe(self, call: Call, outcome: Outcome) -> None:
        """Forgets what a call may have changed."""
        if outcome.error_code or call.service not in ("events", "cloudformation"):
            return
        bus = Bus(call.account, call.region, bus_name(call.params.get("EventBusName")))
        name = str(call.params.get("Rule") or call.params.get("Name") or "")
        with self._lock:
            self._buses.add(bus)
            self._by_bus.pop(bus, None)
            if call.service == "cloudformation":
                self._by_bus.clear()
                self._targets.clear()
            for rule in [one for one in self._targets if one.bus == bus and one.name == name]:
                del self._targets[rule]

    def matching(self, bus: Bus, event: Mapping[str, Any]) -> list[Match]:
        """The rules of `bus` whose pattern matches `event`, sorted by name."""
        rules = self._rules_of(bus)
        names = sorted(rules.matcher.matching(dict(event)))
        return [Match(rules.rules[name], obstacle(rules.rules[name], event)) for name in names]

    def elsewhere(self, bus: Bus, event: Mapping[str, Any]) -> list[Rule]:
        """Rules that match on buses where the event does not arrive."""
        with self._lock:
            others = sorted((one for one in self._buses if one != bus), key=lambda one: one.arn)
        return [found.rule for other in others if other.account == bus.account
                for found in self.matching(other, event)]

    def buses_named(self, name: str) -> list[Bus]:
        """The buses with this name, in all accounts and regions."""
        with self._lock:
            return sorted((one for one in self._buses if one.name == name),
                          key=lambda one: one.arn)

    def on(self, bus: Bus) -> Iterator[Rule]:
        """Every rule of a bus."""
        yield from self._rules_of(bus).rules.values()

    def targets(self, rule: Rule) -> list[Mapping[str, Any]]:
        """The targets of a rule, as ListTargetsByRule gives them."""
        with self._lock:
            if rule in self._targets:
                return self._targets[rule]
        client = self._clients.client("events", rule.bus.region, rule.bus.account)
        try:
            listed = client.list_targets_by_rule(Rule=rule.name, EventBusName=rule.bus.name)
        except client.exceptions.ResourceNotFoundException:  # it was deleted in the meantime
            return []
        targets = list(listed["Targets"])
        with self._lock:
            self._targets[rule] = targets
        return targets

    def _rules_of(self, bus: Bus) -> _BusRules:
        with self._lock:
            if bus in self._by_bus:
                return self._by_bus[bus]
        read = _BusRules(list(self._read(bus)))
        with self._lock:
            self._by_bus[bus] = read
        return read

    def _read(self, bus: Bus) -> Iterator[Rule]:
        client = self._clients.client("events", bus.region, bus.account)
        try:
            pages = client.get_paginator("list_rules").paginate(EventBusName=bus.name)
            listed = [one for page in pages for one in page["Rules"]]
        except ClientError:  # no such bus, hence no rules
            listed = []
        for one in listed:
            if one.get("ManagedBy"):
                continue  # an archive's: Archives keeps the events
            if pattern := _compiled(one.get("EventPattern")):
                yield Rule(bus, one["Name"], one["Arn"], one["State"], pattern)


def bus_name(given: object) -> str:
    """The name of a bus that is given by name, ARN or not at all."""
    return str(given or "default").rpartition("event-bus/")[2] or "default"


def obstacle(rule: Rule, event: Mapping[str, Any]) -> str:
    """Why a rule that matches does not get the event; empty where it does."""
    if rule.state == "DISABLED":
        return "the rule is disabled"
    detail = event.get("detail")
    record = detail if isinstance(detail, Mapping) else {}
    reads = record.get("readOnly") is True and record.get("managementEvent") is True
    if reads and rule.state != ALL_MANAGEMENT_EVENTS:
        return f"the call is read-only and the rule's state is {rule.state}"
    return ""


def _compiled(pattern: str | None) -> Pattern | None:
    try:
        return compile(pattern) if pattern else None
    except PatternError:
        return None
