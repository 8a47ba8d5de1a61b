"""The rules of a deployment on every bus, and who else has rules that begin like them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

from eventbridge_notifier.console.deployment import RECORDER, Deployment, on_purpose, rules_of
from eventbridge_notifier.console.health.facts import RuleFacts

WORKERS = 8


class _Rule(NamedTuple):
    facts: RuleFacts
    neighbour: str  # the deployment that the rule is of, where it is another one


def rules(deployment: Deployment, events: Any) -> tuple[list[RuleFacts], tuple[str, ...]]:
    """The rules, and the names of other deployments whose rules only begin with this name."""
    found = rules_of(events, deployment.rule_prefix)
    with ThreadPoolExecutor(WORKERS) as pool:
        read = list(pool.map(lambda one: _read(deployment, events, *one), found))
    return ([one.facts for one in read if not one.neighbour],
            tuple({one.neighbour for one in read if one.neighbour}))


def _read(deployment: Deployment, events: Any, bus: str, rule: dict[str, Any]) -> _Rule:
    targets = events.list_targets_by_rule(Rule=rule["Name"], EventBusName=bus)["Targets"]
    facts = RuleFacts(
        rule["Name"], rule["State"],
        any(deployment.is_recorder(target["Arn"]) for target in targets), bus,
        rule["State"] == "DISABLED" and on_purpose(rule["Arn"], events),
        rule.get("EventPattern", ""),
        tuple(target["Arn"] for target in targets if ":sns:" in target["Arn"]))
    neighbours = [_neighbour(deployment, target["Arn"]) for target in targets
                  if target["Id"] == RECORDER]
    return _Rule(facts, "" if facts.has_target else next(filter(None, neighbours), ""))


def _neighbour(deployment: Deployment, recorder: str) -> str:
    """`audit-prod` of its recorder or its queue, seen from `audit`; empty for anything else."""
    name = recorder.rsplit(":", 1)[-1]
    for suffix in ("-recorder", "-events"):
        other = name.removesuffix(suffix)
        if other != name and other.startswith(deployment.rule_prefix):
            return other
    return ""
