"""The rules of an account's bus, read from EventBridge; they stay as they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from eventbridge_notifier.lint.candidate import Candidate, Found
from eventbridge_notifier.lint.finders import shared
from eventbridge_notifier.lint.languages.to_pattern import Left
from eventbridge_notifier.lint.nodes import Lines, Node


def find(client: Any, bus: str) -> Iterator[Found]:
    """The rules of `bus`, with their targets in words. `client` is boto3's of `events`.

    Rules that services manage for themselves, and those with a schedule alone, are left out.
    """
    for page in client.get_paginator("list_rules").paginate(EventBusName=bus):
        for rule in page["Rules"]:
            if "EventPattern" in rule and "ManagedBy" not in rule:
                yield from _rule(client, rule, bus)


def _rule(client: Any, rule: dict[str, Any], bus: str) -> Iterator[Found]:
    text = rule["EventPattern"]
    node = Node(text, (1, 1), origin=Lines(text).at)
    facts = {"description": rule["Description"]} if rule.get("Description") else {}
    targets = [one["Arn"] for page in client.get_paginator("list_targets_by_rule").paginate(
        Rule=rule["Name"], EventBusName=bus) for one in page["Targets"]]
    for found in shared.pattern(rule["Name"], node, (), bus=bus, state=rule.get("State"),
                                facts=facts):
        if isinstance(found, Candidate):
            found = replace(found, left=(*found.left, *(
                Left((1, 1), f"its target {arn} is not imported: keep it on the rule, or add it "
                             "under `notify` or `targets`") for arn in targets)))
        yield found
