"""Terraform: rules, archives and metric filters in HCL, in its JSON, and in anybody's module.

Positions are those of HCL; what Terraform would compute is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from eventbridge_notifier.lint.candidate import DEFAULT_BUS, Candidate, Found
from eventbridge_notifier.lint.finders import shared
from eventbridge_notifier.lint.languages import metric_filter
from eventbridge_notifier.lint.nodes import Node, Unreadable
from eventbridge_notifier.lint.readers import hcl, template

_RULE, _ARCHIVE = "aws_cloudwatch_event_rule", "aws_cloudwatch_event_archive"
_FILTER = "aws_cloudwatch_log_metric_filter"
_KEYS = ("event_pattern", "eventPattern")
_WHOLE = re.compile(r"\$\{(.*)\}", re.DOTALL)


def find(root: Node) -> Iterator[Found]:
    """Candidates of a file of HCL, or of JSON of the same shape."""
    for kind, block in root.items():
        for one in block.elements() if isinstance(block.value, list) else (block,):
            for label, body in one.items():
                if kind == "resource":
                    for name, resource in _bodies(body):
                        yield from _resource(label, f"{label}.{name}", resource)
                elif kind in ("module", "data"):
                    yield from _anywhere(f"{kind}.{label}", body, _lines(body), _bus_of(body))
                else:
                    yield from _anywhere(_address(kind, label), body, (one.line_of(label),))


def _bodies(node: Node) -> Iterator[tuple[str, Node]]:
    for name, body in node.items():
        yield name, body.value[0] if isinstance(body.value, list) and body.value else body


def _address(kind: str, label: str) -> str:
    return {"locals": "local", "variable": "var"}.get(kind, kind) + f".{label}"


def _lines(node: Node, *keys: str) -> tuple[int, ...]:
    return (node.position[0], *(node.line_of(key) for key in keys if key in node.keys))


def _resource(kind: str, address: str, body: Node) -> Iterator[Found]:
    lines = _lines(body, "event_pattern", "pattern")
    told = shared.facts(description=body.get("description"))
    if kind == _FILTER:
        yield from shared.filter_pattern(address, _decoded(body.get("pattern")), lines)
    elif kind == _RULE:
        yield from shared.pattern(
            address, _decoded(body.get("event_pattern")), lines, facts=told,
            bus=shared.bus(body.get("event_bus_name")),
            state=shared.state(body.get("state"), body.get("is_enabled")))
    elif kind == _ARCHIVE:
        yield from shared.pattern(address, _decoded(body.get("event_pattern")), lines, state=None,
                                  bus=None, facts=told)
    else:
        yield from _anywhere(address, body, _lines(body))


def _decoded(node: Node | None) -> Node | None:
    """The value of a text that is one expression, as Terraform's JSON has them."""
    if node is None or not isinstance(node.value, str) or "${" not in node.value:
        return node
    whole = _WHOLE.fullmatch(node.value)
    if whole and template.end_of(node.value, 2) == len(node.value):
        try:
            found = hcl.expression(whole[1])
        except Unreadable:
            return None
        return _moved(found, node, 2 - len("x = "))
    held = template.holes(node.value)
    if held is None:
        return None
    text, offsets = held
    origin = node.origin
    return Node(text, node.position, origin=origin and (
        lambda index: origin(offsets[min(index, len(offsets) - 1)])))


def _moved(node: Node, outer: Node, by: int) -> Node:
    """`node` of an expression in one line, with positions of the text that holds it."""
    def place(position: tuple[int, int]) -> tuple[int, int]:
        line, column = position
        is_first = line == 1 and outer.origin is not None
        return outer.origin(column - 1 + by) if is_first and outer.origin else outer.position
    value = node.value
    if isinstance(value, dict):
        value = {key: _moved(one, outer, by) for key, one in value.items()}
    elif isinstance(value, list):
        value = [_moved(one, outer, by) for one in value]
    inner = node.origin
    return Node(value, place(node.position), {key: place(at) for key, at in node.keys.items()},
                inner and (lambda index: place(inner(index))), node.tag)


def _anywhere(address: str, node: Node, lines: tuple[int, ...],
              bus: str | None = None) -> Iterator[Found]:
    """Patterns below a module, a local value or a variable, by the names or shapes they have."""
    if is_pattern(node):
        yield from shared.pattern(address, node, lines, state=None, bus=None)
        return
    for key, below in node.items():
        where = (*lines, node.line_of(key))
        if key in _KEYS:
            yield from shared.pattern(
                address, _decoded(below), where, bus=_bus_of(node) or bus,
                state=shared.state(node.get("state"), node.get("enabled")),
                facts=shared.facts(description=node.get("description")))
        elif isinstance(below.value, str) and key.endswith("pattern"):
            yield from _text(address, _decoded(below), where)
        else:
            name = f"{address}.{key}" if isinstance(below.value, dict) else address
            yield from _anywhere(name, below, where, bus)
    for element in node.elements():
        yield from _anywhere(address, element, lines, bus)


def _text(address: str, node: Node | None, lines: tuple[int, ...]) -> Iterator[Found]:
    if node is not None and metric_filter.is_filter(str(node.value)):
        yield from shared.filter_pattern(address, node, lines)
    else:
        for found in shared.pattern(address, node, lines, state=None, bus=None):
            if isinstance(found, Candidate) and is_pattern(found.pattern):
                yield found


def _bus_of(node: Node) -> str | None:
    """The bus that a module's arguments, or those beside a pattern, name; None without one."""
    given = node.get("event_bus_name") or node.get("bus_name")
    creates = node.get("create_bus")
    if given is None and creates is not None and creates.value is False:
        return DEFAULT_BUS  # terraform-aws-modules/eventbridge
    return shared.bus(given) if given else None


def is_pattern(node: Node) -> bool:
    """Whether an object looks like an event pattern: the envelope's fields, with conditions."""
    named = [node.get(key) for key in ("source", "detail-type")]
    detail = node.get("detail")
    return any(one is not None and isinstance(one.value, list) for one in named) and (
        detail is None or isinstance(detail.value, dict))


