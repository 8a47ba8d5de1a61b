"""Elastic's detection rules for its AWS integration, in TOML."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from eventbridge_notifier.lint.candidate import Broken, Found
from eventbridge_notifier.lint.finders import shared
from eventbridge_notifier.lint.languages import elastic
from eventbridge_notifier.lint.nodes import Lines, Node, Origin, Unreadable

_LANGUAGES = ("kuery", "eql", "esql")
_QUERY = re.compile(r"^query\s*=\s*('''|\"\"\"|'|\")(\r?\n)?", re.MULTILINE)


def read(text: str) -> Node:
    """The rule of a file, as a node with one text: its query."""
    try:
        rule = tomllib.loads(text).get("rule")
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(_position(str(error)), f"this is not TOML: {error}") from None
    if not isinstance(rule, dict):
        return Node({}, (1, 1))
    root = _node(rule)
    root.value["query"] = Node(rule.get("query"), (1, 1), origin=_origin(text, rule.get("query")))
    return root


def _node(value: Any) -> Node:
    """A value as a node; TOML's reader does not say where it stands."""
    if isinstance(value, dict):
        return Node({key: _node(one) for key, one in value.items()}, (1, 1))
    if isinstance(value, list):
        return Node([_node(one) for one in value], (1, 1))
    return Node(value, (1, 1))


def find(root: Node) -> Iterator[Found]:
    """What the rule asks of a record of CloudTrail's."""
    language, query = root.get("language"), root.get("query")
    if language is None or query is None or language.value not in _LANGUAGES or (
            elastic.DATASET not in str(query.value)):
        return
    origin: Origin = query.origin or (lambda _: (1, 1))
    start = origin(0)
    name = str((root.get("name") or language).value)
    node = Node(query.value, start, origin=origin)
    lines = (start[0], max(start[0] - 1, 1))
    told = shared.facts(title=root.get("name"), description=root.get("description"),
                        severity=root.get("severity"))
    try:
        for condition in elastic.read(language.value, str(query.value), origin):
            yield from shared.of_records(name, condition, node, lines, told)
    except Unreadable as error:
        yield Broken(name, error.position, error.message, lines, is_certain=False)


def _origin(text: str, value: Any) -> Origin | None:
    """Where the characters of the query stand; TOML's reader does not say."""
    match = _QUERY.search(text)
    if match is None or not isinstance(value, str):
        return None
    lines, start = Lines(text), match.end()
    return lambda index: lines.at(start + index)


def _position(message: str) -> tuple[int, int]:
    found = re.search(r"line (\d+), column (\d+)", message)
    return (int(found[1]), int(found[2])) if found else (1, 1)
