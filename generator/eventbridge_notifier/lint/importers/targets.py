"""The targets of rules in Terraform and CloudFormation, which a watch does not take over. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from eventbridge_notifier.lint.importers.draft import Draft
from eventbridge_notifier.lint.languages.to_pattern import Left
from eventbridge_notifier.lint.nodes import Node

_STAYS = "is not imported: add it under `notify` or `targets`"


def noted(drafts: list[Draft], root: Node) -> list[Draft]:
    """The drafts of one file; the first of them names what the file's rules deliver to."""
    found = (*_of_terraform(root), *_of_cloudformation(root))
    if not drafts or not found:
        return drafts
    return [replace(drafts[0], notes=(*drafts[0].notes, *found)), *drafts[1:]]


def _of_terraform(root: Node) -> Iterator[Left]:
    blocks = root.get("resource")
    for block in blocks.elements() if blocks else ():
        targets = block.get("aws_cloudwatch_event_target")
        for name, body in targets.items() if targets else ():
            yield Left(body.position, f"the target aws_cloudwatch_event_target.{name} {_STAYS}")


def _of_cloudformation(root: Node) -> Iterator[Left]:
    resources = root.get("Resources")
    for name, resource in resources.items() if resources else ():
        kind, targets = resource.get("Type"), resource.at("Properties", "Targets")
        if kind is not None and kind.value == "AWS::Events::Rule" and targets is not None:
            for one in targets.elements():
                given = one.get("Id")
                called = given.text if given is not None and given.text else "without an id"
                yield Left(one.position, f"the target {called} of {name} {_STAYS}")
