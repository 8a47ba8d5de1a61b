"""What every reader makes of a file: values with positions, and holes for what is not known. Pure.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

Position = tuple[int, int]
"""Line and column, both from 1."""

HOLE = "\ue000"
"""Stands in a text for each part that is computed elsewhere: an interpolation, a parameter."""


class Unknown:
    """The value of whatever is computed elsewhere, of any type."""

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN = Unknown()


class Lines:
    """The lines of a text: offsets to positions."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    def at(self, offset: int) -> Position:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


Origin = Callable[[int], Position]
"""The position in a file of each character of a decoded text, by its index."""


def mapped(origin: Origin, offsets: Sequence[int]) -> Origin:
    """The origin of a text whose characters stand at `offsets` of a text of `origin`."""
    return lambda index: origin(offsets[min(index, len(offsets) - 1)] if offsets else 0)


def shifted(origin: Origin, by: int) -> Origin:
    """The origin of a text that begins `by` characters behind another."""
    return lambda index: origin(index + by)


@dataclass(slots=True)
class Node:
    """A value at a position.

    `value` is dict[str, Node], list[Node], a scalar, or UNKNOWN; texts may contain HOLE. `keys` are
    the positions of a mapping's keys, `origin` that of a text's characters. `tag` is YAML's own.
    """

    value: Any
    position: Position
    keys: dict[str, Position] = field(default_factory=dict)
    origin: Origin | None = None
    tag: str = ""

    def get(self, key: str) -> Node | None:
        """The member `key` of a mapping; None where there is none."""
        found = self.value.get(key) if isinstance(self.value, dict) else None
        return found if isinstance(found, Node) else None

    def at(self, *path: str) -> Node | None:
        """The node below the keys of `path`."""
        node: Node | None = self
        for key in path:
            node = node.get(key) if node else None
        return node

    def items(self) -> Iterator[tuple[str, Node]]:
        """The members of a mapping; nothing for any other value."""
        yield from self.value.items() if isinstance(self.value, dict) else ()

    def elements(self) -> Iterator[Node]:
        """The elements of a list; nothing for any other value."""
        yield from self.value if isinstance(self.value, list) else ()

    @property
    def text(self) -> str | None:
        """The text, where it is one and known whole."""
        return self.value if isinstance(self.value, str) and HOLE not in self.value else None

    def line_of(self, key: str) -> int:
        return self.keys.get(key, self.position)[0]


class Unreadable(Exception):
    """The file is not what its name says: where, and why."""

    def __init__(self, position: Position, message: str) -> None:
        super().__init__(message)
        self.position, self.message = position, message


def plain(node: Node) -> Any:
    """The value without positions. Texts keep their holes, unknown values are UNKNOWN."""
    if isinstance(node.value, dict):
        return {key: plain(one) for key, one in node.value.items()}
    if isinstance(node.value, list):
        return [plain(one) for one in node.value]
    return node.value


def is_unknown(node: Node) -> bool:
    """Whether any part of the value is not known."""
    if isinstance(node.value, dict):
        return any(HOLE in key or is_unknown(one) for key, one in node.value.items())
    if isinstance(node.value, list):
        return any(is_unknown(one) for one in node.value)
    return node.value is UNKNOWN or (isinstance(node.value, str) and HOLE in node.value)
