"""The Serverless Framework's serverless.yml: events of functions and of its state machines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from eventbridge_notifier.lint.candidate import Found
from eventbridge_notifier.lint.finders import cloudformation, shared
from eventbridge_notifier.lint.nodes import Node

VARIABLE = re.compile(r"\$\{(?:[^{}]|\{[^{}]*\}|\$\{(?:[^{}]|\$\{[^{}]*\})*\})*\}")


def find(root: Node) -> Iterator[Found]:
    """Candidates of a service."""
    if root.get("service") is None or (root.get("functions") is None
                                       and root.get("resources") is None
                                       and root.get("stepFunctions") is None):
        return
    root = shared.with_holes(root, VARIABLE)
    yield from _functions(root.get("functions"))
    yield from _functions(root.at("stepFunctions", "stateMachines"))
    resources = root.get("resources")
    for one in (resources, *resources.elements()) if resources else ():
        yield from cloudformation.find(one)


def _functions(functions: Node | None) -> Iterator[Found]:
    listed = [functions, *functions.elements()] if functions else []
    for group in listed:
        for name, function in group.items():
            lines = (group.line_of(name),)
            for event in (function.get("events") or Node([], (1, 1))).elements():
                yield from _event(name, event, lines)


def _event(name: str, event: Node, lines: tuple[int, ...]) -> Iterator[Found]:
    for key, given in event.items():
        where = (*lines, event.line_of(key))
        switch = given.get("enabled")
        if key == "eventBridge":
            bus = cloudformation.resolved(given.get("eventBus") or Node(None, given.position))
            yield from shared.pattern(name, _resolved(given.get("pattern")), where,
                                      bus=shared.bus(bus), state=shared.state(given.get("state"),
                                                                              switch))
        elif key == "cloudwatchEvent":
            yield from shared.pattern(name, _resolved(given.get("event")), where,
                                      state=shared.state(None, switch))


def _resolved(node: Node | None) -> Node | None:
    return cloudformation.resolved(node) if node else None
