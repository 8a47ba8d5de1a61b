"""What `records` reads: a window, the whole table, or what arrives."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterable, Iterator
from typing import Any

import click

from eventbridge_notifier.cli.record_options import Request
from eventbridge_notifier.console.records.filters import Record
from eventbridge_notifier.console.records.follow import Follower
from eventbridge_notifier.console.records.items import BATCH, chunks
from eventbridge_notifier.console.records.table import Table

LATEST = 10  # records that --follow begins with where no time is given
PAUSE = 2.0  # seconds between two looks of --follow
SCANNING = ("eventbridge-notifier: --scan reads the whole table, about {items:,} records and "
            "{units:,.0f} read units, in no order; --since and --between are not looked at")


class Reading:
    """What a command reads, and how far it came."""

    def __init__(self, table: Table, wanted: Request, given: dict[str, Any]) -> None:
        self._table, self._wanted, self._given = table, wanted, given
        self.looked, self.reached = 0, ""

    def completed(self, records: Iterable[Record]) -> Iterator[Record]:
        """The records with the fields that are printed beside those of the indexes."""
        size = 1 if self._given["follow"] else BATCH
        for some in chunks(records, size):
            if self._given["form"] == "ocsf":
                yield from self._table.with_events(some)
            elif self._given["form"]:
                yield from self._table.whole(some)
            elif self._wanted.shown:
                yield from self._table.with_fields(some, self._wanted.shown)
            else:
                yield from some

    def records(self) -> Iterator[Record]:
        if self._given["follow"]:
            return self._followed()
        return self._scanned() if self._given["scan"] else self._window()

    def _window(self) -> Iterator[Record]:
        for page in self._table.pages(self._wanted.filters, self._wanted.window):
            self.looked, self.reached = self.looked + page.looked, page.reached
            yield from page.records

    def _scanned(self) -> Iterator[Record]:
        size = self._table.size()
        click.echo(SCANNING.format(items=size.items, units=size.bytes / 8192), err=True)
        return self._table.scan(self._wanted.filters)

    def _followed(self) -> Iterator[Record]:
        follower = Follower(self._table, self._wanted.filters)
        follower.start()  # what is there is not news
        there = list(itertools.islice(self._window(), None if self._wanted.since else LATEST))
        yield from reversed(there)
        while True:
            yield from follower.arrived()
            time.sleep(PAUSE)
