"""What the page shows of a window, said bit by bit as it is read. Pure but for its clock."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from eventbridge_notifier.console.records.filters import Record
from eventbridge_notifier.console.records.pages import Page
from eventbridge_notifier.console.records.window import Window
from eventbridge_notifier.console.views.summary import Summary

ROWS = 100  # of a page of the list
MOST = 20_000  # records that are counted for one view
PAUSE = 0.25  # seconds between two words on progress

Message = dict[str, Any]


def messages(pages: Iterable[Page], window: Window, now: datetime,
             clock: Callable[[], float] = time.monotonic) -> Iterator[Message | None]:
    """`rows` and `summary` as they have grown for a while; the last summary is `done`.

    None says only that the reading goes on: whoever sends the messages may look whether anybody
    still waits for them.
    """
    summary, rows, progress = Summary(window, now), Rows(), Progress()
    last = clock()
    for page in pages:
        progress.add(page)
        for record in page.records[:MOST - summary.count]:
            summary.add(record)
            yield from rows.add(record)
        if summary.count == MOST:
            break
        if clock() - last > PAUSE:
            yield from rows.so_far()
            yield _summary(summary, progress, done=False)
            last = clock()
        yield None
    yield from rows.end()
    yield _summary(summary, progress, done=True)


def page(pages: Iterable[Page]) -> Iterator[Message | None]:
    """The `rows` alone: a further page of the list."""
    rows = Rows()
    for one in pages:
        yield None
        for record in one.records:
            yield from rows.add(record)
            if rows.said:
                return
    yield from rows.end()


class Progress:
    """How many records were looked at, and down to which time."""

    def __init__(self) -> None:
        self.looked, self.reached = 0, ""

    def add(self, page: Page) -> None:
        self.looked, self.reached = self.looked + page.looked, page.reached


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


def _summary(summary: Summary, progress: Progress, done: bool) -> Message:
    return {"kind": "summary", "done": done, "capped": done and summary.count == MOST,
            "looked": progress.looked, "reached": progress.reached, **summary.as_dict()}
