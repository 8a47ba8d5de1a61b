"""Records in pages, each with how far the reading came. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from eventbridge_notifier.console.records.filters import Record
from eventbridge_notifier.console.records.reading import Tick

LARGEST = 100  # records that are completed at once; DynamoDB API reference, BatchGetItem
TICKS = 50  # without a record, after which a page says how far the reading came


class Page(NamedTuple):
    """Records that pass, of `looked` that were looked at; everything newer than `reached` is read.

    Of a time that is exactly `reached` others may follow.
    """

    records: list[Record]
    looked: int
    reached: str


class After(NamedTuple):
    """The last record that was seen of a reading that is to go on."""

    time: str
    id: str
    watch: str


def pages(ticks: Iterable[Tick], complete: Callable[[list[Record]], list[Record]],
          after: After | None = None) -> Iterator[Page]:
    """The ticks' records in pages, as `complete` leaves them; those behind `after` alone."""
    held: list[Record] = []
    ticked = 0
    reached = ""
    for tick in ticks:
        reached, ticked = tick.time, ticked + (tick.record is None)
        if tick.record is not None and is_behind(tick.record, after):
            held.append(tick.record)
        if len(held) == LARGEST or (tick.record is None and (held or ticked == TICKS)):
            yield Page(complete(held), len(held), reached)
            held, ticked = [], 0
    if held or ticked:
        yield Page(complete(held), len(held), reached)


def is_behind(record: Record, after: After | None) -> bool:
    """Whether a record comes later in a reading. Records of one moment are sorted by their keys."""
    if after is None or record["time"] != after.time:
        return after is None or record["time"] < after.time
    return (record["id"], record["watch"]) > (after.id, after.watch)
