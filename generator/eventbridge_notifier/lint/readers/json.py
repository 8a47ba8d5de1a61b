"""JSON to nodes: whole files, and JSON texts inside other files. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from eventbridge_notifier.lint.nodes import HOLE, UNKNOWN, Lines, Node, Origin, Unreadable, mapped
from eventbridge_notifier.patterns.errors import PatternError
from eventbridge_notifier.patterns.reader import Document
from eventbridge_notifier.patterns.reader import read as read_json


def read(text: str) -> Node:
    """The value of a JSON file."""
    return inside(text, Lines(text).at)


def inside(text: str, origin: Origin) -> Node:
    """The value of a JSON text, whose characters stand at `origin`; HOLE stands for any value."""
    offsets: Sequence[int] = range(len(text) + 1)
    if HOLE in text:
        text, offsets = _with_quoted_holes(text)
    origin = mapped(origin, offsets)
    try:
        document = read_json(text, unique=False)
    except PatternError as error:
        raise Unreadable(origin(_offset(text, error)), error.reason) from None
    return _Builder(document, origin).root()


def _offset(text: str, error: PatternError) -> int:
    lines = text.split("\n")[:(error.position.line or 1) - 1]
    return sum(len(line) + 1 for line in lines) + (error.position.column or 1) - 1


def _with_quoted_holes(text: str) -> tuple[str, list[int]]:
    """`text` with quotes around the holes that stand outside of strings, and each offset before."""
    found: list[str] = []
    offsets: list[int] = []
    in_string = escaped = False
    for at, character in enumerate(text):
        if character == HOLE and not in_string:
            if found and found[-1] == '"' and offsets[-1] == at - 1 and text[at - 1] == HOLE:
                continue  # two interpolations side by side are one value
            found += ['"', HOLE, '"']
            offsets += [at, at, at]
            continue
        found.append(character)
        offsets.append(at)
        if in_string and not escaped and character == "\\":
            escaped = True
            continue
        if character == '"' and not escaped:
            in_string = not in_string
        escaped = False
    return "".join(found), [*offsets, len(text)]


class _Builder:
    """Nodes of a JSON document."""

    def __init__(self, document: Document, origin: Origin) -> None:
        self.document, self.origin = document, origin

    def root(self) -> Node:
        text = self.document.text
        return self.node(self.document.value, len(text) - len(text.lstrip()))

    def node(self, value: Any, start: int) -> Node:
        position = self.origin(start)
        if isinstance(value, dict):
            starts = {key: self.document.starts[id(value), key] for key in value}
            keys = {key: self.origin(self.key(at)) for key, at in starts.items()}
            return Node({key: self.node(one, starts[key]) for key, one in value.items()},
                        position, keys)
        if isinstance(value, list):
            return Node([self.node(one, self.document.starts[id(value), index])
                         for index, one in enumerate(value)], position)
        if isinstance(value, str):
            return Node(UNKNOWN if value and not value.strip(HOLE) else value, position,
                        origin=mapped(self.origin, _Characters(self.document.text, start + 1)))
        return Node(value, position)

    def key(self, start: int) -> int:
        """Where the key begins whose value begins at `start`."""
        text = self.document.text
        end = text.rfind('"', 0, text.rfind(":", 0, start))
        at = text.rfind('"', 0, end)
        while at > 0 and text[at - 1] == "\\":
            at = text.rfind('"', 0, at)
        return max(at, 0)


class _Characters(Sequence[int]):
    """The offset of each character of a JSON string that begins at `start`, found when asked."""

    def __init__(self, text: str, start: int) -> None:
        self.text, self.start = text, start
        self.found: list[int] | None = None

    def __len__(self) -> int:
        return len(self._all())

    def __getitem__(self, index: Any) -> Any:
        return self._all()[index]

    def _all(self) -> list[int]:
        if self.found is None:
            self.found, at = [], self.start
            while self.text[at] != '"':
                self.found.append(at)
                at += 1 if self.text[at] != "\\" else self._escape(at)
            self.found.append(at)
        return self.found

    def _escape(self, at: int) -> int:
        """Characters of the escape at `at`; a pair of surrogates is one character."""
        if self.text[at + 1] != "u":
            return 2
        is_pair = "d8" <= self.text[at + 2:at + 4].lower() < "dc" and self.text[at + 6] == "\\"
        return 12 if is_pair else 6
