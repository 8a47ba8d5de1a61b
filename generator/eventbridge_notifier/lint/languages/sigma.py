"""Sigma's detections to conditions on CloudTrail's records. pySigma parses them. Pure.

Sigma ignores case. Where a field holds AWS's own words the case that AWS writes is asked for.
Source: Sigma's specification, "Detection" and "Modifiers".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from eventbridge_notifier import aws
from eventbridge_notifier.lint.languages import regex
from eventbridge_notifier.lint.languages.conditions import (
    Condition,
    Not,
    Opaque,
    Test,
    all_of,
    either_of,
)
from eventbridge_notifier.lint.languages.negation import escaped
from eventbridge_notifier.lint.nodes import Node, Position, Unreadable, plain

# Fields of CloudTrail's record whose values AWS itself makes up.
AWS_WORDS = frozenset({
    "awsRegion", "errorCode", "eventCategory", "eventID", "eventName", "eventSource", "eventType",
    "eventVersion", "recipientAccountId", "userIdentity.accountId", "userIdentity.type",
    "userIdentity.sessionContext.sessionIssuer.type", "userIdentity.invokedBy",
})
# Fields that hold further fields. Sigma's backends search their text, EventBridge has none of it.
CONTAINERS = frozenset({
    "additionalEventData", "requestParameters", "resources", "responseElements",
    "serviceEventDetails", "tlsDetails", "userIdentity", "userIdentity.sessionContext",
})
_WHOLE = ("SigmaNull", "SigmaExists")
_OPERATORS = {"LT": "<", "LTE": "<=", "GT": ">", "GTE": ">="}

NEEDS = "Sigma rules need pySigma, which the extra `sigma` of this package installs"


def read(rule: Node) -> tuple[Condition, list[Position]]:
    """What a rule asks for, and where Sigma ignores case and a pattern cannot.

    Raises Unreadable where pySigma refuses the rule, or is not installed.
    """
    try:
        from sigma.exceptions import SigmaError
        from sigma.rule import SigmaRule
    except ImportError:
        raise Unreadable(rule.position, NEEDS) from None
    try:
        parsed = SigmaRule.from_dict(plain(rule))
        detections = parsed.detection.detections
        trees = [one.parse() for one in parsed.detection.parsed_condition]
    except (SigmaError, TypeError, ValueError, AttributeError) as error:
        raise Unreadable(_detection(rule).position, f"pySigma refuses the rule: {error}") from None
    reader = _Reader(_detection(rule), detections)
    return either_of([reader.node(one) for one in trees]), reader.case_ignored


def _detection(rule: Node) -> Node:
    return rule.get("detection") or rule


class _Reader:
    """Conditions of a parsed rule; positions come from the nodes beside it."""

    def __init__(self, detection: Node, detections: Mapping[str, Any]) -> None:
        self.position = detection.position
        self.positions: dict[int, Position] = {}
        self.sources: list[str] = []
        self.case_ignored: list[Position] = []
        for name, one in detections.items():
            node = detection.get(name)
            for item, key, value in _items(one, node) if node else ():
                self._place(item, key, value)
        self.names = {name.lower(): name for source in self.sources
                      for name in aws.event_names_of(source)}

    def _place(self, item: Any, key: Position, node: Node) -> None:
        nodes = node.value if isinstance(node.value, list) else [node]
        for index, value in enumerate(item.value):
            is_same = len(item.value) == len(nodes)
            self.positions[id(value)] = nodes[index].position if is_same else key
        if item.field == "eventSource":
            self.sources += [one.text.lower() for one in nodes if one.text]

    def node(self, tree: Any) -> Condition:
        """pySigma's condition as ours."""
        kind = type(tree).__name__
        if kind == "ConditionAND":
            return all_of([self.node(one) for one in tree.args])
        if kind == "ConditionOR":
            return either_of([self.node(one) for one in tree.args])
        if kind == "ConditionNOT":
            return Not(self.node(tree.args[0]))
        at = self.positions.get(id(getattr(tree, "value", None)), self.position)
        if kind != "ConditionFieldEqualsValueExpression":
            return Opaque(at, "an event pattern cannot search for words without a field")
        found = self.value(tree.field, tree.value)
        if isinstance(found, str):
            return Opaque(at, found)
        return Test(f"detail.{tree.field}", tuple(found), (at,) * len(found))

    def value(self, field: str, value: Any) -> list[Any] | str:
        """The conditions for a value of pySigma's; or why there are none."""
        kind = type(value).__name__
        if field in CONTAINERS and kind not in _WHOLE:
            return f"{field} holds further fields, and a pattern cannot search their text"
        if kind in ("SigmaString", "SigmaCasedString"):
            return self.text(field, value, is_cased=kind == "SigmaCasedString")
        if kind == "SigmaNumber":
            return [value.number, str(value.number)]
        if kind == "SigmaBool":
            return [value.boolean, str(value.boolean).lower()]
        if kind == "SigmaNull":
            return [None, {"exists": False}]
        if kind == "SigmaExists":
            return [{"exists": bool(value)}]
        if kind == "SigmaCIDRExpression":
            return _network(value.cidr)
        if kind == "SigmaCompareExpression":
            return [{"numeric": [_OPERATORS[value.op.name], value.number.number]}]
        if kind == "SigmaRegularExpression":
            found = None if value.flags else regex.conditions(str(value.regexp))
            return found or "an event pattern cannot express this regular expression"
        if kind == "SigmaFieldReference":
            return "an event pattern cannot compare two fields"
        return f"an event pattern has no counterpart of {kind.removeprefix('Sigma')}"

    def text(self, field: str, value: Any, is_cased: bool) -> list[Any] | str:
        parts = [one if isinstance(one, str) else one.name for one in value.s]
        special = [not isinstance(one, str) for one in value.s]
        if any(kind and part != "WILDCARD_MULTI" for part, kind in zip(parts, special,
                                                                       strict=True)):
            return "an event pattern has no `?` that stands for one character"
        texts = [part for part, kind in zip(parts, special, strict=True) if not kind]
        exact = is_cased or field in AWS_WORDS or not _has_case("".join(texts))
        stars = [kind for kind in special if kind]
        if not stars:
            return [self._word(field, "".join(texts), exact), *_other_types("".join(texts))]
        if not texts:
            return [{"exists": True}]
        if len(texts) == 1 and len(stars) == 1:
            word = texts[0] if exact else {"equals-ignore-case": texts[0]}
            return [{"suffix" if special[0] else "prefix": word}]
        wild = "".join("*" if kind else escaped(part)
                       for part, kind in zip(parts, special, strict=True))
        if not is_cased and _has_case(wild):
            self.case_ignored.append(self.positions.get(id(value), self.position))
        return [{"wildcard": wild}]

    def _word(self, field: str, text: str, exact: bool) -> Any:
        if field == "eventName":
            return self.names.get(text.lower(), text)
        if field == "eventSource":
            return text.lower() if text.lower().endswith(aws.SUFFIX) else text
        return text if exact else {"equals-ignore-case": text}


def _items(detection: Any, node: Node) -> Iterator[tuple[Any, Position, Node]]:
    """Each detection item with the position of its key and the node of its values."""
    nodes = list(node.elements())
    for index, one in enumerate(detection.detection_items):
        if hasattr(one, "detection_items"):
            if index < len(nodes):
                yield from _items(one, nodes[index])
        elif isinstance(node.value, dict):
            key = list(node.value)[index]
            yield one, node.keys[key], node.value[key]
        else:
            yield one, node.position, node


def _other_types(text: str) -> list[Any]:
    """What else Sigma takes the text for: "true" and true are one value there."""
    if text.lower() in ("true", "false"):
        return [text.lower() == "true"]
    return [int(text)] if text.isascii() and text.isdigit() and text == str(int(text)) else []


def _has_case(text: str) -> bool:
    return text.lower() != text.upper()


def _network(cidr: str) -> list[Any]:
    """EventBridge takes no block of one address."""
    address, _, bits = cidr.partition("/")
    return [address] if bits in ("", "32" if "." in address else "128") else [{"cidr": cidr}]
