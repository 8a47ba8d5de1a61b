"""The watches of a deployment: their rules, and when each last matched."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

from eventbridge_notifier.console.deployment import Clients, rules_of
from eventbridge_notifier.console.explain import DeployedRule
from eventbridge_notifier.console.records.filters import Record
from eventbridge_notifier.console.records.table import Table

WORKERS = 8
DISABLED, NEVER, FIRED = "disabled", "armed, never fired", "armed"


class Watch(NamedTuple):
    """A rule, and its newest record where there is one."""

    rule: DeployedRule
    last: Record | None

    @property
    def status(self) -> str:
        if self.rule.state == "DISABLED":
            return DISABLED
        return FIRED if self.last else NEVER


def deployed_rules(name: str, clients: Clients) -> list[DeployedRule]:
    """The rules of a deployment on all buses, as EventBridge has them now."""
    prefix = f"{name}-"
    found = rules_of(clients("events"), prefix)
    return sorted(_once(_deployed_rule(rule, bus, prefix) for bus, rule in found
                        if rule.get("EventPattern")))


def watches(rules: list[DeployedRule], table: Table) -> list[Watch]:
    """One look into the index for each rule."""
    with ThreadPoolExecutor(WORKERS) as pool:
        found = list(pool.map(lambda rule: table.last(rule.watch), rules))
    return [Watch(rule, last) for rule, last in zip(rules, found, strict=True)]


def _once(rules: Iterable[DeployedRule]) -> list[DeployedRule]:
    """A watch whose rules on several buses are alike stands once, with all of them."""
    buses: dict[DeployedRule, list[str]] = {}
    for rule in rules:
        buses.setdefault(rule._replace(bus=""), []).append(rule.bus)
    return [rule._replace(bus=", ".join(sorted(names))) for rule, names in buses.items()]


def _deployed_rule(rule: dict[str, Any], bus: str, prefix: str) -> DeployedRule:
    return DeployedRule(rule["Name"].removeprefix(prefix), bus, rule["State"],
                 rule.get("Description", ""), rule["EventPattern"])
