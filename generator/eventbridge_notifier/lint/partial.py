"""A pattern of which parts are not known, as one that admits at least as much. Pure.

What no event of the wider pattern can meet, none of the real one can. A text that is computed
becomes "any value", a condition that is computed "anything or nothing"; a field that is computed
whole is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from eventbridge_notifier.lint.nodes import HOLE, UNKNOWN, Node, Position, is_unknown, plain

Path = tuple[Any, ...]

ANY_VALUE, NONE_AT_ALL = {"exists": True}, {"exists": False}
_OMITTED = object()


@dataclass
class Partial:
    """`pattern` in plain data, where its parts are written, and whether parts are not known."""

    pattern: dict[str, Any] = field(default_factory=dict)
    positions: dict[Path, Position] = field(default_factory=dict)
    is_open: bool = False


def of(node: Node) -> Partial:
    """The pattern of `node`, a mapping."""
    found = Partial(is_open=is_unknown(node))
    found.positions = {(): node.position, **dict(_positions(node, ()))}
    pattern = _object(node)
    found.pattern = {} if pattern is _OMITTED else pattern
    return found


def _object(node: Node) -> Any:
    values = {key: value for key, one in node.items()
              if HOLE not in key and (value := _value(key, one)) is not _OMITTED}
    return values if values or not node.value else _OMITTED


def _value(key: str, node: Node) -> Any:
    if node.value is UNKNOWN:
        return _OMITTED
    if isinstance(node.value, dict):
        return _object(node)
    if isinstance(node.value, list):
        return _branches(node) if key == "$or" else _conditions(node)
    return _OMITTED if is_unknown(node) else node.value


def _branches(node: Node) -> Any:
    """The branches of `$or`: where one may be anything, nothing is asked for."""
    branches = [_object(one) if isinstance(one.value, dict) else plain(one)
                for one in node.elements()]
    return _OMITTED if any(one is _OMITTED or one is UNKNOWN for one in branches) else branches


def _conditions(node: Node) -> list[Any]:
    """The conditions of a field; those that are not known come last, so that indexes stay."""
    known = [plain(one) if not is_unknown(one) else _OMITTED for one in node.elements()]
    if _OMITTED not in known:
        return known
    only_texts = all(isinstance(one.value, str) for one in node.elements() if is_unknown(one))
    rest = [ANY_VALUE] if only_texts else [ANY_VALUE, NONE_AT_ALL]
    return [one for one in known if one is not _OMITTED] + rest


def _positions(node: Node, path: Path) -> Iterator[tuple[Path, Position]]:
    for key, one in node.items():
        yield (*path, key), node.keys.get(key, one.position)
        yield from _positions(one, (*path, key))
    known = [one for one in node.elements() if path[-1:] == ("$or",) or not is_unknown(one)]
    for index, one in enumerate(known):
        yield (*path, index), one.position
        yield from _positions(one, (*path, index))
