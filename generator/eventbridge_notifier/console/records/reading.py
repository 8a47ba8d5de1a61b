"""Partitions of the indexes, read side by side and merged, newest first.

A reading gives ticks beside records, so that whoever waits learns how far it came, and can stop it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from heapq import merge
from itertools import groupby
from typing import Any, NamedTuple

from eventbridge_notifier.console.records.filters import Record

SOON = 200  # records of the first request of a reading, all partitions together
DAYS_AHEAD = 4  # that are asked for at once where days are empty
EMPTY_DAYS = 400  # in a row, after which a reading ends

Answer = dict[str, Any]
# Asks for a page of one partition: (start key or None, limit or None) -> DynamoDB's answer.
Ask = Callable[[Answer | None, int | None], Answer]


class Tick(NamedTuple):
    """All partitions are read down to `time`; `record` is None where there was only progress."""

    time: str
    record: Record | None


class Stream:
    """The pages of one partition. The first is asked for at once, further ones when needed."""

    def __init__(self, pool: Executor, ask: Ask, low: str, limit: int | None) -> None:
        self._pool, self._ask, self._low = pool, ask, low
        self._next: Future[Answer] | None = pool.submit(ask, None, limit)

    def __iter__(self) -> Iterator[Tick]:
        pages = 0
        while self._next is not None:
            answer, self._next = self._next.result(), None
            last, pages = answer.get("LastEvaluatedKey"), pages + 1
            if last and pages > 1:  # somebody reads on and on: the next page is asked for ahead
                self._next = self._pool.submit(self._ask, last, None)
            for record in answer["Items"]:
                yield Tick(record["time"], record)
            yield Tick(last["time"]["S"] if last else self._low, None)
            if last and self._next is None:
                self._next = self._pool.submit(self._ask, last, None)

    def cancel(self) -> None:
        if self._next is not None:
            self._next.cancel()


def merged(streams: Sequence[Stream]) -> Iterator[Tick]:
    """All streams as one, newest first, each record once; ticks where only progress was made."""
    try:
        ticks = merge(*streams, key=lambda tick: tick.time, reverse=True)
        for time, same in groupby(ticks, key=lambda tick: tick.time):
            records: dict[tuple[str, str], Record] = {}
            for tick in same:
                if tick.record is not None:  # it may be in an old and in a new index
                    key = tick.record["id"], tick.record["watch"]
                    records[key] = records.get(key, {}) | tick.record
            for _, record in sorted(records.items()):
                yield Tick(time, record)
            if not records:
                yield Tick(time, None)
    finally:
        for stream in streams:
            stream.cancel()


def one_after_another(days: Iterable[str], start: Callable[[str], list[Stream]]) -> Iterator[Tick]:
    """The partitions of each day, newest day first.

    Where days are empty several are asked for at once. Ends after EMPTY_DAYS without a record.
    """
    rest, started = iter(days), deque[list[Stream]]()
    ahead, empty = 1, 0
    try:
        while empty < EMPTY_DAYS:
            started.extend(start(day) for day in _take(rest, ahead - len(started)))
            if not started:
                return
            is_empty = True
            for tick in merged(started.popleft()):
                is_empty = is_empty and tick.record is None
                yield tick
            empty, ahead = (empty + 1, min(2 * ahead, DAYS_AHEAD)) if is_empty else (0, 1)
    finally:
        for stream in (stream for streams in started for stream in streams):
            stream.cancel()


def _take(days: Iterator[str], count: int) -> Iterator[str]:
    for _, day in zip(range(count), days, strict=False):
        yield day
