"""A table between two releases, what is stored in it, and readings held against that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from eventbridge_notifier.console.records.filters import Filters, Record
from eventbridge_notifier.console.records.items import plain
from eventbridge_notifier.console.records.reindex import Reindex
from eventbridge_notifier.console.records.table import Table
from eventbridge_notifier.console.records.window import Window
from eventbridge_notifier.record_format.shards import shards
from recorder.item import Storage

from bench.reindex_parts.table import Index, Key, Memory
from tests.console import deployed
from tests.console.test_layouts import NEW, OLD, PROJECTED, of_old_shape

NAME = "eventbridge-notifier"
SHARDS = "day=12,watch=12,resource=4"  # the module's defaults
NOW = datetime(2026, 11, 24, 10, 0, 0, tzinfo=UTC)
SPAN = timedelta(days=3)
EVERYTHING = Window(NOW - SPAN, NOW)
PAGE = 200  # records that are filled in between two waits
STORAGE = Storage("", "compressed", 0, shards(SHARDS))


@dataclass
class Books:
    """What is stored, as it is to be found; a record is `sent` before it is `stored`."""

    sent: dict[Key, Record] = field(default_factory=dict)
    stored: dict[Key, Record] = field(default_factory=dict)
    readings: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


class Moving:
    """A table between two releases: it has the indexes of both."""

    def __init__(self) -> None:
        old, new = (frozenset(("id", "watch", "time", *names))
                    for names in (deployed.SUMMARY, PROJECTED))
        self.dynamodb = Memory({name: Index(key, (new if name in NEW else old) | {key})
                                for name, key in (OLD | NEW).items()})
        self.table = Table(lambda service: self.dynamodb, NAME, {"SHARDS": SHARDS})
        self.books = Books()

    def store(self, pairs: Iterator[tuple[str, Any]], old: bool) -> None:
        for watch, event in pairs:
            made = deployed.an_item(watch, event, STORAGE)
            item = deployed.typed(made.attributes)
            self.books.sent[made.key] = plain(
                {name: value for name, value in item.items() if name != "event"})
            self.dynamodb.put_item(NAME, of_old_shape(item) if old else item)
            self.books.stored[made.key] = self.books.sent[made.key]

    def reindex(self, rate: float) -> Reindex:
        return Reindex(Paged(self.dynamodb), NAME, STORAGE.shards, self.table.event, rate)

    def look(self, option: str, filters: Filters, window: Window) -> None:
        """Reads, and says in the books what is wrong."""
        books = self.books
        before = wanted(books.stored, filters, window)
        found = [(one["id"], one["watch"]) for one in self.table.records(filters, window)]
        after = wanted(books.sent, filters, window)
        books.readings[option] += 1
        books.found[option] += len(found)
        for words, keys in (("lost", before - set(found)), ("not asked for", set(found) - after),
                            ("twice", {one for one, times in Counter(found).items() if times > 1})):
            if keys:
                books.wrong.append(f"{option or 'no option'}: {len(keys)} {words}: {min(keys)}")


def wanted(held: dict[Key, Record], filters: Filters, window: Window) -> set[Key]:
    """The keys of those that are asked for."""
    low, high = window.bounds
    return {key for key, record in list(held.items())
            if low <= record["time"] <= high and filters.accept(record)}


class Paged:
    """The table in small pages, as its items are larger than one thinks."""

    def __init__(self, dynamodb: Memory) -> None:
        self._dynamodb = dynamodb
        self.update_item = dynamodb.update_item

    def scan(self, **request: Any) -> Any:
        return self._dynamodb.scan(**request, Limit=PAGE)
