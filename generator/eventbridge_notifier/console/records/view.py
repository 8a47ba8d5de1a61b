"""What the page shows of a window, said bit by bit as it is read. Pure but for its clock."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from eventbridge_notifier.console.records.filters import Record
from eventbridge_notifier.console.records.summary import Summary
from eventbridge_notifier.console.records.window import Window

ROWS = 100  # of a page of the list
MOST = 20_000  # records that are counted for one view
PAUSE = 0.25  # seconds between two words on progress

Message = dict[str, Any]


def messages(records: Iterable[Record], window: Window, now: datetime,
             clock: Callable[[], float] = time.monotonic) -> Iterator[Message]:
    """`rows` and `summary` as they have grown for a while; the last summary is `done`."""
    summary, rows = Summary(window, now), Rows()
    said, capped = None, False
    for record in records:
        if capped := summary.count == MOST:
            break
        summary.add(record)
        yield from rows.add(record)
        said = said or clock()
        if clock() - said > PAUSE:
            yield from rows.so_far()
            yield _summary(summary, done=False, capped=False)
            said = clock()
    yield from rows.end()
    yield _summary(summary, done=True, capped=capped)


def page(records: Iterable[Record]) -> Iterator[Message]:
    """The `rows` alone: a further page of the list."""
    rows = Rows()
    for record in records:
        yield from rows.add(record)
        if rows.said:
            return
    yield from rows.end()


class Rows:
    """The first records, the whole list each time; `more` is whether others follow them."""

    def __init__(self) -> None:
        self._held: list[Record] = []
        self.said = False

    def add(self, record: Record) -> Iterator[Message]:
        if len(self._held) < ROWS:
            self._held.append(record)
        elif not self.said:
            yield self._message(more=True)

    def so_far(self) -> Iterator[Message]:
        if not self.said:
            yield self._message(more=False, done=False)

    def end(self) -> Iterator[Message]:
        if not self.said:
            yield self._message(more=False)

    def _message(self, more: bool, done: bool = True) -> Message:
        self.said = done
        return {"kind": "rows", "rows": self._held, "more": more, "done": done}


def _summary(summary: Summary, done: bool, capped: bool) -> Message:
    return {"kind": "summary", "done": done, "capped": capped, **summary.as_dict()}
