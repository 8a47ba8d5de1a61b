"""What the page shows of a window, said bit by bit as it is read. Pure but for its clock."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol

from eventbridge_notifier.console.records.filters import Record
from eventbridge_notifier.console.records.pages import After, Page
from eventbridge_notifier.console.views.grouping import Grouping, behind

MOST = 20_000  # events that are counted in one answer
PAUSE = 0.25  # seconds between two words on progress
BUDGET = 15.0  # seconds of one answer, after which it says where it goes on

Message = dict[str, Any]


class Progress:
    """How far a reading came: records looked at, and down to which time.

    `next` is where it goes on if it has stopped before the window's end; `done` is whether this is
    its last word.
    """

    def __init__(self) -> None:
        self.looked, self.reached = 0, ""
        self.next: After | None = None
        self.done = False

    def as_dict(self) -> dict[str, Any]:
        return {"looked": self.looked, "reached": self.reached, "done": self.done,
                "next": list(self.next) if self.next else None}


class Tally(Protocol):
    """What is made of rows, newest first."""

    def add(self, row: Record) -> bool:
        """Takes a row; whether more are wanted."""

    def said(self, progress: Progress) -> Iterator[Message]:
        """How it stands."""


def messages(pages: Iterable[Page], tally: Tally,
             clock: Callable[[], float] = time.monotonic) -> Iterator[Message | None]:
    """What `tally` says, as it has grown for a while; the last of it with `done`.

    None says only that the reading goes on: whoever sends the messages may look whether anybody
    still waits for them.
    """
    progress, grouping = Progress(), Grouping()
    began = clock()
    due = began + PAUSE  # the first rows are said at once
    for page in pages:
        progress.looked += page.looked
        for row in grouping.rows(page):
            if not tally.add(row):
                yield from _end(tally, progress, behind(row))
                return
        progress.reached = page.reached
        now = clock()
        if now - began > BUDGET and grouping.has_come_on:
            yield from _end(tally, progress, grouping.cursor(page.reached))
            return
        if now > due or (grouping.last and due == began + PAUSE):
            yield from tally.said(progress)
            due = clock() + PAUSE
        yield None
    for row in grouping.rest():
        tally.add(row)
    yield from _end(tally, progress, None)


def _end(tally: Tally, progress: Progress, goes_on: After | None) -> Iterator[Message]:
    progress.next, progress.done = goes_on, True
    if goes_on:
        progress.reached = goes_on.time
    yield from tally.said(progress)
