"""Arrays of plain objects, as nearly all are: element by element, with all paths that lead into it.

An alternative that asks for values in an array holds if one element has a value for each of its
paths there; different arrays have nothing to do with each other.
"""

from __future__ import annotations

from typing import Any

from eventbridge_notifier.patterns.column import Column
from eventbridge_notifier.patterns.event import CONTAINERS

Waiting = list[tuple[Column, list[Any] | None]]
"""Paths, and for each the array in whose elements its last key is to be looked for."""

_MISSING: Any = object()


def holding(alive: int, waiting: Waiting) -> int | None:
    """Those of `alive` that hold.

    None where that is to be searched for: a path leads to no such array, or asks for absence.
    """
    arrays: dict[str, tuple[list[Any], list[Column]]] = {}
    for column, array in waiting:
        if alive & column.users:
            if array is None or alive & column.absent:
                return None
            arrays.setdefault(column.above, (array, []))[1].append(column)
    for array, columns in arrays.values():
        left = _holding_in(array, columns, alive)
        if not left:
            return left
        alive = left
    return alive


def _holding_in(array: list[Any], columns: list[Column], alive: int) -> int | None:
    """Those of `alive` that ask nothing of the array, or find all they ask for in one element."""
    asking = 0
    for column in columns:
        asking |= column.users
    asking &= alive
    found = 0
    for element in array:
        if type(element) is not dict:
            return None
        bits = asking & ~found
        for column in columns:
            value = element.get(column.last, _MISSING)
            if isinstance(value, CONTAINERS):
                return None
            bits &= ~column.users | (0 if value is _MISSING else column.takers(value))
            if not bits:
                break
        found |= bits
        if found == asking:
            break
    return alive & ~asking | found
