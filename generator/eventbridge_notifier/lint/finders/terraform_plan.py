"""What `terraform show -json` prints of a plan or a state: every value is known, or absent."""

from __future__ import annotations

from collections.abc import Iterator

from eventbridge_notifier.lint.candidate import Found
from eventbridge_notifier.lint.finders import shared
from eventbridge_notifier.lint.nodes import Node


def find(root: Node) -> Iterator[Found]:
    """Candidates of the planned values, in all modules."""
    if root.get("terraform_version") is None and root.get("format_version") is None:
        return
    top = root.at("planned_values", "root_module") or root.at("values", "root_module")
    if top is not None:
        yield from _module(top)


def _module(module: Node) -> Iterator[Found]:
    for resource in (module.get("resources") or Node([], (1, 1))).elements():
        yield from _resource(resource)
    for child in (module.get("child_modules") or Node([], (1, 1))).elements():
        yield from _module(child)


def _resource(resource: Node) -> Iterator[Found]:
    kind, address = resource.get("type"), resource.get("address")
    values = resource.get("values")
    if kind is None or values is None or address is None:
        return
    name, lines = str(address.value), (resource.position[0],)
    if kind.value == "aws_cloudwatch_log_metric_filter":
        yield from shared.filter_pattern(name, values.get("pattern"), lines)
    elif kind.value in ("aws_cloudwatch_event_rule", "aws_cloudwatch_event_archive"):
        is_rule = kind.value == "aws_cloudwatch_event_rule"
        yield from shared.pattern(
            name, values.get("event_pattern"), lines,
            bus=shared.bus(values.get("event_bus_name")) if is_rule else None,
            state=shared.state(values.get("state"), values.get("is_enabled")) if is_rule else None,
            facts=shared.facts(description=values.get("description")))
