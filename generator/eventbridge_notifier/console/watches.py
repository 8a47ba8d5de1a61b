"""The watches of a deployment: their rules, and when each last matched."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

from eventbridge_notifier.console.deployment import Clients, rules_of
from eventbridge_notifier.console.explain import DeployedRule
from eventbridge_notifier.console.packed import PackedWatches, is_packed
from eventbridge_notifier.console.records.filters import Record
from eventbridge_notifier.console.records.table import Table

WORKERS = 8
DISABLED_STATE = "DISABLED"
DISABLED, NEVER, FIRED = "disabled", "armed, never fired", "armed"


class Watch(NamedTuple):
    """A rule, and its newest record where there is one."""

    rule: DeployedRule
    last: Record | None

    @property
    def status(self) -> str:
        if self.rule.state == DISABLED_STATE:
            return DISABLED
        return FIRED if self.last else NEVER


def deployed_rules(name: str, clients: Clients) -> list[DeployedRule]:
    """The rules of a deployment on all buses, as EventBridge has them now."""
    prefix = f"{name}-"
    found = [(bus, rule) for bus, rule in rules_of(clients("events"), prefix)
             if rule.get("EventPattern")]
    packed = PackedWatches(name, clients)
    return sorted(_once(one for bus, rule in found
                        for one in _deployed_rules(rule, bus, prefix, packed)))


def watches(rules: list[DeployedRule], table: Table) -> list[Watch]:
    """One look into the index for each rule."""
    with ThreadPoolExecutor(WORKERS) as pool:
        found = list(pool.map(lambda rule: table.last(rule.watch), rules))
    return [Watch(rule, last) for rule, last in zip(rules, found, strict=True)]


def _once(rules: Iterable[DeployedRule]) -> list[DeployedRule]:
    """A watch whose rules on several buses are alike stands once, with all of them; so does one
    that has several packed rules, by the sources of its events."""
    buses: dict[DeployedRule, set[str]] = {}
    states: dict[DeployedRule, set[str]] = {}
    for rule in rules:
        same = rule._replace(bus="", state="" if rule.state != DISABLED_STATE else rule.state)
        buses.setdefault(same, set()).add(rule.bus)
        states.setdefault(same, set()).add(rule.state)
    return [rule._replace(bus=", ".join(sorted(names)), state=max(states[rule], key=len))
            for rule, names in buses.items()]


def _deployed_rules(rule: dict[str, Any], bus: str, prefix: str, packed: PackedWatches
                    ) -> list[DeployedRule]:
    """The watch of a rule, or those that share it; the packed rule itself, where they cannot be
    read."""
    one = DeployedRule(rule["Name"].removeprefix(prefix), bus, rule["State"],
                       rule.get("Description", ""), rule["EventPattern"])
    shared = packed.of(rule["Name"], bus) if is_packed(rule["Name"], prefix) else []
    return [one._replace(watch=watch.name, description=watch.description, pattern=watch.pattern)
            for watch in shared] or [one]
