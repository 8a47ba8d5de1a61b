"""Arrivals for every open page: one look at the table a moment, however many pages are open."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import anyio.to_thread

from eventbridge_notifier.console.aws_errors import ERRORS, explain_error
from eventbridge_notifier.console.records.access import EVERYTHING, Access
from eventbridge_notifier.console.records.filters import Filters, Record
from eventbridge_notifier.console.records.follow import Follower
from eventbridge_notifier.console.records.table import Table

PAUSE = 0.75  # seconds between two looks
PATIENCE = 5.0  # seconds after a look that failed
QUIET = 15.0  # seconds without a word, after which the connection is shown to live

Said = dict[str, Any]
Listeners = dict[asyncio.Queue[Said | None], tuple[Filters, Access]]


class Live:
    """Looks only while somebody listens."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._listeners: Listeners = {}
        self._looking: asyncio.Task[None] | None = None
        self._ready = False

    async def listen(self, filters: Filters, access: Access = EVERYTHING
                     ) -> AsyncIterator[Said | None]:
        """`ready` when from now on nothing is missed, then arrivals and troubles; None is a sign
        of life."""
        heard: asyncio.Queue[Said | None] = asyncio.Queue()
        self._listeners[heard] = filters, access
        if self._looking is None:
            self._looking = asyncio.create_task(self._look())
        elif self._ready:
            heard.put_nowait({"kind": "ready"})
        try:
            while True:
                try:
                    yield await asyncio.wait_for(heard.get(), QUIET)
                except TimeoutError:
                    yield None
        finally:
            del self._listeners[heard]
            if not self._listeners:
                await self.close()

    async def close(self) -> None:
        looking, self._looking, self._ready = self._looking, None, False
        if looking is not None:
            looking.cancel()
            with suppress(asyncio.CancelledError):
                await looking

    async def _look(self) -> None:
        while True:
            follower = Follower(self._table, Filters())
            try:
                await anyio.to_thread.run_sync(follower.start)
                self._ready = True
                self._tell({"kind": "ready"})
                while True:
                    await self._share(await anyio.to_thread.run_sync(follower.arrived))
                    await asyncio.sleep(PAUSE)
            except ERRORS as error:
                self._ready = False
                told = explain_error(error)
                self._tell({"kind": "error", "what": told.what, "hint": told.hint})
                await asyncio.sleep(PATIENCE)

    async def _share(self, records: list[Record]) -> None:
        for heard, (filters, access) in list(self._listeners.items()):
            wanted = [record for record in records if access.accept(record)]
            if wanted:
                wanted = await anyio.to_thread.run_sync(self._table.accepted, wanted, filters)
            for record in wanted:
                heard.put_nowait({"kind": "arrived", "record": record})

    def _tell(self, said: Said) -> None:
        for heard in self._listeners:
            heard.put_nowait(said)
