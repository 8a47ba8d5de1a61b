"""YAML text to plain values, with the position of every key and item.

YAML 1.2's core schema: `on`, `yes` and `no` are words, only `true` and `false` are booleans.
Built from the parser's event stream, so that depth and size are bounded before they cost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from eventbridge_notifier.diagnostics.finding import KeyPath, SourceFile, SpecError
from eventbridge_notifier.spec.scalars import Position, Refused, control, refuse_control, scalar

MAX_DEPTH = 64
MAX_NODES = 1_000_000  # aliases counted each time they are used: a bomb ends here

_LOADER = getattr(yaml, "CLoader", yaml.Loader)


@dataclass(frozen=True)
class Tree:
    """`value` is made of dict, list, str, int, float, bool and None."""

    value: Any
    file: SourceFile


def parse(text: str, file: str, first: str = "version: 1") -> Tree:
    """The one document in `text`. Raises SpecError with what is wrong with the YAML.

    `first` is a line as such a file may begin, for whoever has an empty one.
    """
    builder = _Builder(yaml.parse(text, Loader=_LOADER), first)
    source = SourceFile(file, builder.positions, builder.texts)
    try:
        value = builder.document()
    except Refused as refused:
        builder.positions[()] = refused.position
        raise SpecError([source.finding((), refused.code, refused.message)]) from None
    except yaml.MarkedYAMLError as error:
        builder.positions[()] = _position(error.problem_mark or error.context_mark)
        raise SpecError([source.finding((), "yaml", f"this is not YAML: {error.problem}"
                                        + _cause(text, error.problem, builder.positions[()]))
                         ]) from None
    except yaml.reader.ReaderError as error:
        raise _unreadable(text, file, error) from None
    except yaml.YAMLError as error:
        message = " ".join(str(error).split())
        raise SpecError([source.finding((), "yaml", f"this is not YAML: {message}")]) from None
    if builder.duplicates:
        raise SpecError(builder.duplicate_findings(source))
    return Tree(value, source)


_INDENTED = "; indent this line as the lines around it"
# What usually causes an error of the parser, by a part of its message.
_CAUSES = {
    "expected key": _INDENTED, "expected <block end>": _INDENTED,
    "mapping values are not allowed": ("; put text that holds a colon in quotes, or indent this "
                                       "line as the one above"),
    "alphabetic or numeric": "; text that begins with * or & must be in quotes",
    "cannot start any token": "; text that begins with @, ` or % must be in quotes",
    "unexpected end of stream": "; a quote is not closed",
}


def _cause(text: str, problem: str | None, position: Position) -> str:
    """What likely went wrong at `position`, for people; "" where that is not known."""
    usual = (cause for part, cause in _CAUSES.items() if part in (problem or ""))
    return _tab(text, position) or next(usual, "")


def _tab(text: str, position: Position) -> str:
    """A hint where a tab stands before the first word of the line at `position`, else ""."""
    lines = text.split("\n")
    line = lines[position[0] - 1] if position[0] <= len(lines) else ""
    begins = line[:len(line) - len(line.lstrip(" \t"))]
    return "; a tab indents the line, and YAML indents with spaces" if "\t" in begins else ""


def _unreadable(text: str, file: str, error: yaml.reader.ReaderError) -> SpecError:
    """The refusal of a character that YAML does not allow at all, not even in a comment."""
    before = text.partition(chr(error.character))[0]
    position = (before.count("\n") + 1, len(before) - before.rfind("\n"))
    return SpecError([SourceFile(file, {(): position}).finding(
        (), "control-character", control(error.character))])


class _Builder:
    """Turns events into values. An alias is copied by value, so positions stay where it is used."""

    def __init__(self, events: Iterator[Any], first: str) -> None:
        self.events, self.first = events, first
        self.positions: dict[KeyPath, Position] = {}
        self.texts: dict[KeyPath, str] = {}
        self.duplicates: list[tuple[KeyPath, Position, Position]] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.nodes = 0

    def document(self) -> Any:
        next(self.events)
        if isinstance(start := next(self.events), yaml.StreamEndEvent):
            raise Refused((1, 1), "empty", "the file is empty; such a file may begin with "
                           f"`{self.first}`")
        assert isinstance(start, yaml.DocumentStartEvent)
        value = self._node(next(self.events), (), 0)
        next(self.events)
        if not isinstance(more := next(self.events), yaml.StreamEndEvent):
            raise Refused(_position(more.start_mark), "yaml", "a file is one YAML document, "
                           "without a second one behind `---`")
        return value

    def _node(self, event: Any, path: KeyPath, depth: int) -> Any:
        position = _position(event.start_mark)
        self._spend(1, depth, position)
        if path not in self.positions:
            self.positions[path] = position
        before = self.nodes
        if isinstance(event, yaml.AliasEvent):
            return self._alias(str(event.anchor), position)
        if event.tag not in (None, "!"):
            raise Refused(position, "yaml", f"YAML tags are not allowed here: {event.tag}")
        value = self._value(event, path, depth, position)
        if event.anchor:
            self.anchors[event.anchor] = (value, self.nodes - before + 1)
        return value

    def _value(self, event: Any, path: KeyPath, depth: int, position: Position) -> Any:
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path, depth)
        value = scalar(event, position)
        if isinstance(value, int | float) and not isinstance(value, bool):
            self.texts[path] = event.value
        return value

    def _mapping(self, path: KeyPath, depth: int) -> dict[str, Any]:
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
            raise Refused(position, "yaml", "a key must be a plain word")
        if event.value == "<<" and event.implicit[0]:
            raise Refused(position, "yaml", "merge keys (`<<`) are not part of YAML 1.2; "
                           "write the keys out")
        refuse_control(event.value, position)
        return str(event.value)

    def _sequence(self, path: KeyPath, depth: int) -> list[Any]:
        result: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            result.append(self._node(event, (*path, len(result)), depth + 1))
        return result

    def _alias(self, name: str, position: Position) -> Any:
        if name not in self.anchors:
            raise Refused(position, "yaml", f"alias *{name} names no anchor that is complete here")
        value, nodes = self.anchors[name]
        self._spend(nodes, 0, position)
        return value

    def _spend(self, nodes: int, depth: int, position: Position) -> None:
        self.nodes += nodes
        if depth > MAX_DEPTH:
            raise Refused(position, "yaml", f"nested deeper than {MAX_DEPTH} levels")
        if self.nodes > MAX_NODES:
            raise Refused(position, "yaml", f"more than {MAX_NODES:,} values once aliases are "
                           "written out")

    def duplicate_findings(self, source: SourceFile) -> list[Any]:
        found = []
        for path, second, first in self.duplicates:
            self.positions[path] = second
            found.append(source.finding(path, "duplicate-key", f'"{path[-1]}" is given twice, '
                                        f"first in line {first[0]}; give it once"))
        return found


def _position(mark: Any) -> Position:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
