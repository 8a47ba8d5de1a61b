"""CloudFormation and SAM, in YAML and JSON, and what the CDK writes to cdk.out.

What an intrinsic function would compute is unknown; `Fn::Sub` and `Fn::Join` keep their texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from eventbridge_notifier.lint.candidate import Found
from eventbridge_notifier.lint.finders import shared
from eventbridge_notifier.lint.nodes import HOLE, UNKNOWN, Node

PARAMETER = re.compile(r"\$\{[^!{}][^{}]*\}|\{\{[^{}]*\}\}")
_EVENTS = ("EventBridgeRule", "CloudWatchEvent")
_SERVERLESS = ("AWS::Serverless::Function", "AWS::Serverless::StateMachine")


def find(root: Node) -> Iterator[Found]:
    """Candidates of a template."""
    resources = root.get("Resources")
    for name, resource in resources.items() if resources else ():
        kind, properties = resource.get("Type"), resource.get("Properties")
        make = _KINDS.get(kind.value) if kind and isinstance(kind.value, str) else None
        if make and properties:
            lines = (resources.line_of(name), properties.position[0])  # type: ignore[union-attr]
            yield from make(name, resolved(properties), lines)


def _rule(name: str, properties: Node, lines: tuple[int, ...]) -> Iterator[Found]:
    yield from shared.pattern(
        name, properties.get("EventPattern"), (*lines, properties.line_of("EventPattern")),
        bus=shared.bus(properties.get("EventBusName")),
        state=shared.state(properties.get("State")),
        facts=shared.facts(description=properties.get("Description")))


def _archive(name: str, properties: Node, lines: tuple[int, ...]) -> Iterator[Found]:
    yield from shared.pattern(
        name, properties.get("EventPattern"), (*lines, properties.line_of("EventPattern")),
        bus=None, state=None, facts=shared.facts(description=properties.get("Description")))


def _metric_filter(name: str, properties: Node, lines: tuple[int, ...]) -> Iterator[Found]:
    yield from shared.filter_pattern(name, properties.get("FilterPattern"),
                                     (*lines, properties.line_of("FilterPattern")))


def _serverless(name: str, properties: Node, lines: tuple[int, ...]) -> Iterator[Found]:
    """SAM's functions and state machines: a rule for each of their events."""
    events = properties.get("Events")
    for key, event in events.items() if events else ():
        kind, given = event.get("Type"), event.get("Properties")
        if kind and given and kind.value in _EVENTS:
            yield from shared.pattern(
                f"{name}.{key}", given.get("Pattern"),
                (*lines, events.line_of(key), given.line_of("Pattern")),  # type: ignore[union-attr]
                bus=shared.bus(given.get("EventBusName")),
                state=shared.state(given.get("State"), given.get("Enabled")))


_KINDS: dict[str, Callable[[str, Node, tuple[int, ...]], Iterator[Found]]] = {
    "AWS::Events::Rule": _rule, "AWS::Events::Archive": _archive,
    "AWS::Logs::MetricFilter": _metric_filter, **dict.fromkeys(_SERVERLESS, _serverless),
}


def resolved(node: Node) -> Node:
    """The value with what functions compute as unknown."""
    if node.tag.startswith("!"):
        return _function("Fn::" + node.tag[1:], Node(node.value, node.position, node.keys,
                                                     node.origin))
    if isinstance(node.value, dict):
        if len(node.value) == 1:
            name, argument = next(iter(node.value.items()))
            if name == "Ref" or name.startswith("Fn::"):
                return _function(name, argument)
        return Node({key: resolved(one) for key, one in node.value.items()}, node.position,
                    node.keys)
    if isinstance(node.value, list):
        return Node([resolved(one) for one in node.value], node.position)
    is_dynamic = isinstance(node.value, str) and "{{resolve:" in node.value
    return shared.holed(node, PARAMETER) if is_dynamic else node


def _function(name: str, argument: Node) -> Node:
    if name == "Fn::Sub":
        given = argument.value[0] if isinstance(argument.value, list) and argument.value else (
            argument)
        if isinstance(given.value, str):
            return shared.holed(given, PARAMETER)
    if name == "Fn::Join" and isinstance(argument.value, list) and len(argument.value) == 2:
        return _join(*argument.value)
    return Node(UNKNOWN, argument.position)


def _join(between: Node, parts: Node) -> Node:
    texts = [resolved(one).value for one in parts.elements()]
    if between.text is None or not texts:
        return Node(UNKNOWN, parts.position)
    text = between.text.join(one if isinstance(one, str) else HOLE for one in texts)
    return Node(UNKNOWN if text == HOLE else text, parts.position,
                origin=lambda _: parts.position)
