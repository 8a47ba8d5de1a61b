"""YAML to nodes: every document of a file, with the tags that CloudFormation uses. Pure."""

from __future__ import annotations

import re
from typing import Any

import yaml

from eventbridge_notifier.lint.nodes import Lines, Node, Origin, Position, Unreadable, mapped

MAX_NODES = 1_000_000
"""Aliases counted each time they are used: a file that multiplies itself ends here."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CORE = "tag:yaml.org,2002:"
_WORDS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def read(text: str) -> list[Node]:
    """The documents of a file, in order; empty ones are left out."""
    try:
        composed = list(yaml.compose_all(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Unreadable(_at(mark), f"this is not YAML: {error.problem}") from None
    except yaml.YAMLError as error:
        raise Unreadable((1, 1), f"this is not YAML: {' '.join(str(error).split())}") from None
    builder = _Builder(text)
    return [builder.node(one) for one in composed if one is not None]


def _at(mark: Any) -> Position:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


class _Builder:
    """Nodes of composed YAML."""

    def __init__(self, text: str) -> None:
        self.text, self.lines, self.nodes = text, Lines(text), 0

    def node(self, one: yaml.Node) -> Node:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise Unreadable(_at(one.start_mark), f"more than {MAX_NODES:,} values once aliases "
                             "are written out")
        tag = "" if one.tag.startswith(_CORE) else one.tag
        position = _at(one.start_mark)
        if isinstance(one, yaml.MappingNode):
            return self.mapping(one, position, tag)
        if isinstance(one, yaml.SequenceNode):
            return Node([self.node(item) for item in one.value], position, tag=tag)
        assert isinstance(one, yaml.ScalarNode)
        value = one.value if tag else _scalar(one)
        return Node(value, position, origin=self.origin(one) if isinstance(value, str) else None,
                    tag=tag)

    def mapping(self, one: yaml.MappingNode, position: Position, tag: str) -> Node:
        found: dict[str, Node] = {}
        keys: dict[str, Position] = {}
        for key, value in one.value:
            if not isinstance(key, yaml.ScalarNode):
                continue
            below = self.node(value)
            if key.tag == _CORE + "merge":
                for merged in [below] if isinstance(below.value, dict) else below.elements():
                    found = {**dict(merged.items()), **found}
                    keys = {**merged.keys, **keys}
                continue
            found[key.value] = below
            keys[key.value] = _at(key.start_mark)
        return Node(found, position, keys, tag=tag)

    def origin(self, one: yaml.ScalarNode) -> Origin:
        start, end = one.start_mark.index, one.end_mark.index
        if one.style in ("|", ">"):
            return _block(self.text, start, end, self.lines, str(one.value))
        raw = self.text[start:end]
        if one.style in ("'", '"') and raw[1:-1] == one.value:
            return lambda index: self.lines.at(start + 1 + index)
        if one.style == '"' and "\n" not in raw:
            return mapped(self.lines.at, [start + at for at in _escaped(raw)])
        if raw == one.value:
            return lambda index: self.lines.at(start + index)
        return lambda index: self.lines.at(start)


def _escaped(raw: str) -> list[int]:
    """The offset of each character of a text in double quotes."""
    width = {"x": 4, "u": 6, "U": 10}
    found, at = [], 1
    while at < len(raw):
        found.append(at)
        at += width.get(raw[at + 1:at + 2], 2) if raw[at] == "\\" else 1
    return found


def _block(text: str, start: int, end: int, lines: Lines, value: str) -> Origin:
    """Where the characters of a block scalar stand: each line after its indentation."""
    body = text.find("\n", start) + 1
    raw = text[body:end].split("\n")
    indents = [len(line) - len(line.lstrip(" ")) for line in raw if line.strip()]
    indent = min(indents, default=0)
    starts: list[int] = []
    at = body
    for line in raw:
        starts.append(at + min(indent, len(line)))
        at += len(line) + 1

    def origin(index: int) -> Position:
        line = value.count("\n", 0, index)
        column = index - (value.rfind("\n", 0, index) + 1)
        return lines.at(starts[min(line, len(starts) - 1)] + column)
    return origin


def _scalar(one: yaml.ScalarNode) -> Any:
    """The value as CloudFormation and most tools read it: YAML 1.1."""
    kind, text = one.tag.removeprefix(_CORE), str(one.value)
    if kind == "null":
        return None
    if kind == "bool":
        return _WORDS[text.lower()]
    if kind == "int" and re.fullmatch(r"[-+]?(0|[1-9][0-9]*)", text) and len(text) < 400:
        return int(text)
    if kind == "float" and re.fullmatch(r"[-+]?[0-9]+\.[0-9]*([eE][-+]?[0-9]+)?", text):
        return float(text)
    return text
