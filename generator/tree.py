"""YAML text to plain values, with the position of every key and item.

YAML 1.2's core schema: `on`, `yes` and `no` are words, only `true` and `false` are booleans.
Built from the parser's event stream, so that depth and size are bounded before they cost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from generator.findings import Place, SpecError

Position = tuple[int, int]
Path = tuple[Any, ...]

MAX_DEPTH = 64
MAX_NODES = 1_000_000  # aliases counted each time they are used: a bomb ends here

_LOADER = getattr(yaml, "CLoader", yaml.Loader)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")

# YAML 1.2.2, section 10.3.2, "Tag Resolution" of the core schema.
_NULL = re.compile(r"null|Null|NULL|~|")
_BOOL = re.compile(r"true|True|TRUE|false|False|FALSE")
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_JSON = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_LEADING_ZERO = re.compile(r"[-+]?0[0-9]+")  # an account's number, and none of JSON's: text


@dataclass(frozen=True)
class Tree:
    """`value` is made of dict, list, str, int, float, bool and None."""

    value: Any
    place: Place


class _Refused(Exception):
    def __init__(self, position: Position, code: str, message: str) -> None:
        super().__init__(message)
        self.position, self.code, self.message = position, code, message


def parse(text: str, file: str) -> Tree:
    """The one document in `text`. Raises SpecError with what is wrong with the YAML."""
    builder = _Builder(yaml.parse(text, Loader=_LOADER))
    place = Place(file, builder.positions)
    try:
        value = builder.document()
    except _Refused as refused:
        builder.positions[()] = refused.position
        raise SpecError([place.finding((), refused.code, refused.message)]) from None
    except yaml.MarkedYAMLError as error:
        builder.positions[()] = _position(error.problem_mark or error.context_mark)
        raise SpecError([place.finding((), "yaml", f"this is not YAML: {error.problem}")]) from None
    except yaml.YAMLError as error:
        message = " ".join(str(error).split())
        raise SpecError([place.finding((), "yaml", f"this is not YAML: {message}")]) from None
    if builder.duplicates:
        raise SpecError(builder.duplicate_findings(place))
    return Tree(value, place)


class _Builder:
    """Turns events into values. An alias is copied by value, so positions stay where it is used."""

    def __init__(self, events: Iterator[Any]) -> None:
        self.events = events
        self.positions: dict[Path, Position] = {}
        self.duplicates: list[tuple[Path, Position, Position]] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.nodes = 0

    def document(self) -> Any:
        next(self.events)
        if isinstance(start := next(self.events), yaml.StreamEndEvent):
            raise _Refused((1, 1), "empty", "the file is empty; a spec begins with `version: 1`")
        assert isinstance(start, yaml.DocumentStartEvent)
        value = self._node(next(self.events), (), 0)
        next(self.events)
        if not isinstance(more := next(self.events), yaml.StreamEndEvent):
            raise _Refused(_position(more.start_mark), "yaml", "a spec is one YAML document, "
                           "without a second one behind `---`")
        return value

    def _node(self, event: Any, path: Path, depth: int) -> Any:
        position = _position(event.start_mark)
        self._spend(1, depth, position)
        if path not in self.positions:
            self.positions[path] = position
        before = self.nodes
        if isinstance(event, yaml.AliasEvent):
            return self._alias(str(event.anchor), position)
        if event.tag not in (None, "!"):
            raise _Refused(position, "yaml", f"YAML tags are not allowed here: {event.tag}")
        value = self._value(event, path, depth, position)
        if event.anchor:
            self.anchors[event.anchor] = (value, self.nodes - before + 1)
        return value

    def _value(self, event: Any, path: Path, depth: int, position: Position) -> Any:
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path, depth)
        return _scalar(event, position)

    def _mapping(self, path: Path, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            position = _position(event.start_mark)
            key = self._key(event, position)
            if key in result:
                self.duplicates.append(((*path, key), position, self.positions[(*path, key)]))
            else:
                self.positions[(*path, key)] = position
            result[key] = self._node(next(self.events), (*path, key), depth + 1)
        return result

    def _key(self, event: Any, position: Position) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            raise _Refused(position, "yaml", "a key must be a plain word")
        if event.value == "<<" and event.implicit[0]:
            raise _Refused(position, "yaml", "merge keys (`<<`) are not part of YAML 1.2; "
                           "write the keys out")
        _refuse_control(event.value, position)
        return str(event.value)

    def _sequence(self, path: Path, depth: int) -> list[Any]:
        result: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            result.append(self._node(event, (*path, len(result)), depth + 1))
        return result

    def _alias(self, name: str, position: Position) -> Any:
        if name not in self.anchors:
            raise _Refused(position, "yaml", f"alias *{name} names no anchor that is complete here")
        value, nodes = self.anchors[name]
        self._spend(nodes, 0, position)
        return value

    def _spend(self, nodes: int, depth: int, position: Position) -> None:
        self.nodes += nodes
        if depth > MAX_DEPTH:
            raise _Refused(position, "yaml", f"nested deeper than {MAX_DEPTH} levels")
        if self.nodes > MAX_NODES:
            raise _Refused(position, "yaml", f"more than {MAX_NODES:,} values once aliases are "
                           "written out")

    def duplicate_findings(self, place: Place) -> list[Any]:
        found = []
        for path, second, first in self.duplicates:
            self.positions[path] = second
            found.append(place.finding(path, "duplicate-key", f'"{path[-1]}" is given twice, first '
                                       f"in line {first[0]}; a key may stand once"))
        return found


def _scalar(event: Any, position: Position) -> Any:
    text = event.value
    _refuse_control(text, position)
    if not event.implicit[0]:
        return text
    if _NULL.fullmatch(text):
        return None
    if _BOOL.fullmatch(text):
        return text.lower() == "true"
    if _NOT_JSON.fullmatch(text):
        raise _Refused(position, "yaml", f"{text} is no JSON number; events cannot hold it")
    return text if _LEADING_ZERO.fullmatch(text) else _number(text, position)


def _number(text: str, position: Position) -> Any:
    if _INT.fullmatch(text):
        if len(text) > 400:
            raise _Refused(position, "yaml", "a number of more than 400 digits")
        return int(text, 0) if text[:2] in ("0x", "0o") else int(text)
    if _FLOAT.fullmatch(text):
        value = float(text)
        if value in (float("inf"), float("-inf")):
            raise _Refused(position, "yaml", f"{text} is larger than any number an event can hold")
        return value
    return text


def _refuse_control(text: str, position: Position) -> None:
    if match := _CONTROL.search(text):
        raise _Refused(position, "control-character", f"control character U+{ord(match[0]):04X}; "
                       "texts hold printable characters, tabs and line breaks only")


def _position(mark: Any) -> Position:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
