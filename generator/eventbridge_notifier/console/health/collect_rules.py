"""The rules of a deployment on every bus, and who else has rules that begin like them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

from botocore.exceptions import ClientError

from eventbridge_notifier.console.deployment import Deployment, rules_of
from eventbridge_notifier.console.health.facts import RuleFacts

WORKERS = 8
RECORDER = "recorder"  # the target's id: modules/eventbridge_notifier/watch
# The module tags a rule so when a watch's own state is DISABLED.
ON_PURPOSE = "DisabledOnPurpose"


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


def on_purpose(rule: str, events: Any) -> bool:
    """Whether the module itself has disabled the rule with this ARN."""
    try:
        tags = events.list_tags_for_resource(ResourceARN=rule)["Tags"]
    except ClientError:
        return False
    return any(tag["Key"] == ON_PURPOSE for tag in tags)
