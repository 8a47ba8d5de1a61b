"""What several formats have in common: patterns as objects or as text, buses, states. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from eventbridge_notifier.lint.candidate import DEFAULT_BUS, Broken, Candidate, Found
from eventbridge_notifier.lint.languages import metric_filter, to_pattern
from eventbridge_notifier.lint.languages.conditions import Condition, Test, all_of
from eventbridge_notifier.lint.nodes import HOLE, UNKNOWN, Node, Origin, Unreadable, mapped
from eventbridge_notifier.lint.readers import json

ENABLED = "ENABLED"

_CLOUDTRAIL = re.compile(r"\b(eventName|eventSource|userIdentity|errorCode)\b")
_NO_WORDS: Mapping[str, str] = {}


def pattern(name: str, node: Node | None, lines: tuple[int, ...], *, bus: str | None = DEFAULT_BUS,
            state: str | None = ENABLED, facts: Mapping[str, str] = _NO_WORDS) -> Iterator[Found]:
    """The event pattern in `node`, an object or JSON text; nothing where it is computed."""
    if node is None:
        return
    if isinstance(node.value, str):
        try:
            node = json.inside(node.value, origin_of(node))
        except Unreadable as error:
            if HOLE not in str(node.value):
                yield Broken(name, error.position, f"EventBridge refuses the pattern: "
                             f"{error.message}", lines)
            return
    if isinstance(node.value, dict):
        yield Candidate(name, node, lines, bus, state, facts=facts)


def origin_of(node: Node) -> Origin:
    """Where the characters of a text stand; where it begins, if its reader did not say."""
    return node.origin or (lambda _: node.position)


def filter_pattern(name: str, node: Node | None, lines: tuple[int, ...],
                   facts: Mapping[str, str] = _NO_WORDS) -> Iterator[Found]:
    """The metric filter in `node`, a text, where it is one of CloudTrail's records."""
    text = node.value if node else None
    if not isinstance(text, str) or not _CLOUDTRAIL.search(text) or (
            not metric_filter.is_filter(text)):
        return
    assert node is not None
    try:
        condition = metric_filter.read(text, origin_of(node))
    except Unreadable as error:
        if HOLE not in text:
            yield Broken(name, error.position, error.message, lines, is_certain=False)
        return
    yield from of_records(name, condition, node, lines, facts)


def of_records(name: str, condition: Condition, node: Node, lines: tuple[int, ...],
               facts: Mapping[str, str] = _NO_WORDS) -> Iterator[Found]:
    """What a rule asks of CloudTrail's records, which are read elsewhere than on a bus."""
    found, left = to_pattern.pattern_of(condition, node.position)
    if found is not None:
        yield Candidate(name, found, lines, translated=True, facts=facts, left=tuple(left))


def bus(node: Node | None) -> str | None:
    """The name of a bus, given as such or in an ARN; None where it is computed."""
    if node is None or node.value is None:
        return DEFAULT_BUS
    return node.text.rpartition("event-bus/")[2] if node.text is not None else None


def state(node: Node | None, switch: Node | None = None) -> str | None:
    """The state of a rule that has `state`, or a `switch` of true and false; None if computed."""
    if node is not None and node.value is not None:
        return node.text
    if switch is None or switch.value is True or switch.value is None:
        return ENABLED
    return "DISABLED" if switch.value is False else None


def facts(**nodes: Node | None) -> dict[str, str]:
    """Those of the texts that are known."""
    return {name: node.text for name, node in nodes.items() if node is not None and node.text}


def with_holes(node: Node, parameter: re.Pattern[str]) -> Node:
    """The same with a hole for each `parameter` in a text."""
    if isinstance(node.value, dict):
        return Node({key: with_holes(one, parameter) for key, one in node.value.items()},
                    node.position, node.keys, tag=node.tag)
    if isinstance(node.value, list):
        return Node([with_holes(one, parameter) for one in node.value], node.position,
                    tag=node.tag)
    return holed(node, parameter) if isinstance(node.value, str) else node


def holed(node: Node, parameter: re.Pattern[str]) -> Node:
    """A text with a hole for each `parameter`; unknown where it is nothing else."""
    text, offsets, at = "", [], 0
    for match in parameter.finditer(node.value):
        text += node.value[at:match.start()] + HOLE
        offsets += [*range(at, match.start()), match.start()]
        at = match.end()
    if not at:
        return node
    offsets += range(at, len(node.value) + 1)
    text += node.value[at:]
    origin = mapped(node.origin, offsets) if node.origin else None
    return Node(UNKNOWN if text == HOLE else text, node.position, origin=origin, tag=node.tag)


def exactly(path: str, *nodes: Node) -> Condition:
    """The field at `path` is one of the texts; where one is computed, any."""
    if not nodes or any(node.text is None for node in nodes):
        return all_of([])
    return Test(path, tuple(node.text for node in nodes), tuple(node.position for node in nodes))
