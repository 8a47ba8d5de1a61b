"""Many things to as few patterns as their length allows. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from eventbridge_notifier import aws, patterns

MOST = aws.LIMITS["event pattern quota"].value
Pattern = dict[str, Any]


def filled(items: Sequence[Any], made: Callable[[list[Any]], Pattern]) -> list[Pattern]:
    """Patterns made of `items`, each of as many as fit; one that is too long by itself stays so."""
    found: list[Pattern] = []
    start = 0
    while start < len(items):
        end = _most(items, start, made)
        found.append(made(list(items[start:end])))
        start = end
    return found


def branches(several: Iterable[Pattern]) -> list[Pattern]:
    """Patterns, several in one by $or as long as it is not too long."""
    return filled(list(several), lambda some: some[0] if len(some) == 1 else {"$or": some})


def is_too_long(pattern: Pattern) -> bool:
    """Whether the account's quota would have to be raised for it."""
    return patterns.compact_size(pattern) > MOST


def _most(items: Sequence[Any], start: int, made: Callable[[list[Any]], Pattern]) -> int:
    """The end of the longest run from `start` whose pattern fits; at least one item."""
    low, high = start + 1, len(items)
    while low < high:
        middle = (low + high + 1) // 2
        if is_too_long(made(list(items[start:middle]))):
            high = middle - 1
        else:
            low = middle
    return low
