"""Records of one event as one row. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eventbridge_notifier.alerts.policy import SEVERITIES
from eventbridge_notifier.console.records.filters import Record
from eventbridge_notifier.console.records.pages import After, Page

LAST_WATCH = "\uffff"  # sorts behind the name of every watch


def row(records: list[Record]) -> Record:
    """The records of one event as one: `watches` are all of them, with their severities.

    `severity` is the worst of them, `watch` the first.
    """
    watches = [{"watch": one["watch"], "severity": one.get("severity", "")} for one in records]
    worst = max((str(one["severity"]) for one in watches), key=_rank)
    return {**records[0], "watches": watches} | ({"severity": worst} if worst else {})


def _rank(severity: str) -> int:
    return SEVERITIES.index(severity) if severity in SEVERITIES else -1


class Grouping:
    """Joins the records of pages to rows; `last` is the newest that was given away."""

    def __init__(self) -> None:
        self._held: list[Record] = []
        self.last: Record | None = None

    def rows(self, page: Page) -> Iterator[Record]:
        """The rows that are whole. Further records of the last event may be on the next page."""
        for record in page.records:
            if self._held and record["id"] != self._held[0]["id"]:
                yield self._row()
            self._held.append(record)
        if self._held and page.reached < self._held[0]["time"]:
            yield self._row()

    def rest(self) -> Iterator[Record]:
        """The last row, when nothing more comes."""
        if self._held:
            yield self._row()

    @property
    def has_come_on(self) -> bool:
        """Whether a reading that ends here goes on behind where it began."""
        return self.last is not None or not self._held

    def cursor(self, reached: str) -> After:
        """Where a reading goes on that ends here, and had read everything newer than `reached`."""
        if self.last and (self.last["time"] <= reached or not reached):
            return behind(self.last)
        return After(reached, "", "")

    def _row(self) -> Record:
        self.last, self._held = row(self._held), []
        return self.last


def behind(row: Record) -> After:
    """The place behind all records of a row's event."""
    return After(row["time"], row["id"], LAST_WATCH)


def grouped(records: Iterable[Record]) -> list[Record]:
    """The rows of records that are all there."""
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(record["id"], []).append(record)
    return [row(some) for some in found.values()]
