"""What pages of the console are made of: rows and counts of a window. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from eventbridge_notifier.console.records.filters import Record
from eventbridge_notifier.console.records.window import Window
from eventbridge_notifier.console.views import facets
from eventbridge_notifier.console.views.facets import Facets
from eventbridge_notifier.console.views.people import People, has_failed
from eventbridge_notifier.console.views.repeats import Newest, Repeats
from eventbridge_notifier.console.views.resources import Resources
from eventbridge_notifier.console.views.timeline import Timeline
from eventbridge_notifier.console.views.view import MOST, Message, Progress


class RowsTally:
    """A further page of the list."""

    def __init__(self) -> None:
        self._rows: list[Record] = []

    def add(self, row: Record) -> bool:
        self._rows.append(row)
        return len(self._rows) < Newest.ROWS

    def said(self, progress: Progress) -> Iterator[Message]:
        yield _rows(self._rows, progress, more=bool(progress.next))


class EventsTally:
    """The rows of the list, a timeline, and facets of all rows."""

    def __init__(self, window: Window, now: datetime, rows: Newest | Repeats | None = None
                 ) -> None:
        self._timeline, self._facets = Timeline(window, now), Facets()
        self._rows, self._said = rows or Newest(), 0
        self.count = self.failed = 0
        self.first = self.latest = ""

    def add(self, row: Record) -> bool:
        self.count += 1
        self.failed += has_failed(row)
        self.first, self.latest = row["time"], self.latest or row["time"]
        self._rows.add(row)
        self._timeline.add(row)
        self._facets.add(row)
        return self.count < MOST

    def said(self, progress: Progress) -> Iterator[Message]:
        rows = self._rows.rows
        if self._said < len(rows) or progress.done:
            self._said = len(rows)
            yield _rows(rows, progress, self._rows.more)
        yield {"kind": "summary", **progress.as_dict(), "count": self.count, "failed": self.failed,
               "first": self.first, "latest": self.latest, "timeline": self._timeline.as_dict(),
               "facets": self._facets.as_list(facets.MOST if progress.done else facets.SHOWN)}


class PeopleTally:
    """Those who did something."""

    def __init__(self) -> None:
        self._people, self.count = People(), 0

    def add(self, row: Record) -> bool:
        self.count += 1
        self._people.add(row)
        return self.count < MOST

    def said(self, progress: Progress) -> Iterator[Message]:
        yield {"kind": "people", **progress.as_dict(), "count": self.count,
               "people": self._people.as_list()}


class ResourcesTally:
    """Resources, those that were last seen first."""

    def __init__(self) -> None:
        self._resources, self.count = Resources(), 0

    def add(self, row: Record) -> bool:
        self.count += 1
        self._resources.add(row)
        return self.count < MOST

    def said(self, progress: Progress) -> Iterator[Message]:
        yield {"kind": "resources", **progress.as_dict(), "count": self.count,
               "total": self._resources.total, "resources": self._resources.as_list()}


def _rows(rows: list[Record], progress: Progress, more: bool) -> Message:
    return {"kind": "rows", "rows": rows, "done": progress.done, "more": more}
