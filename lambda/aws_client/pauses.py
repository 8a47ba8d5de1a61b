"""Work that pauses while somebody else is working on it: generators that yield nothing. Pure."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import TypeVar

_T = TypeVar("_T")
Pausing = Generator[None, None, _T]


def finished(task: Pausing[_T]) -> _T:
    """What a task returns, without doing anything else in its pauses."""
    while True:
        try:
            next(task)
        except StopIteration as end:
            value: _T = end.value
            return value


def in_turn(tasks: Iterable[Pausing[None]]) -> None:
    """Does one task after the other; each is made in the first pause of the one before."""
    before: Pausing[None] | None = None
    for task in tasks:
        if before:
            finished(before)
        next(task, None)
        before = task
    if before:
        finished(before)
