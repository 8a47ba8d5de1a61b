"""Rows that say the same as one, with how often. Pure."""

from __future__ import annotations

from eventbridge_notifier.console.records.filters import Record
from eventbridge_notifier.console.views.timeline import name_of

MOST = 500  # rows of a list


class Repeats:
    """One row for each event name, actor, resource type and outcome: the newest of them.

    `repeats` is how many there are, `first` the time of the oldest.
    """

    def __init__(self) -> None:
        self._rows: dict[tuple[str, ...], Record] = {}

    def add(self, row: Record) -> None:
        """Takes the next older row."""
        key = (name_of(row), *(str(row.get(name, "")) for name in (
            "actor", "resourceType", "outcome")))
        found = self._rows.setdefault(key, {**row, "repeats": 0})
        found["repeats"] += 1
        found["first"] = row["time"]

    @property
    def rows(self) -> list[Record]:
        return list(self._rows.values())[:MOST]

    @property
    def more(self) -> bool:
        return False


class Newest:
    """The first rows as they are; `more` is whether others follow."""

    ROWS = 100  # of a page of the list

    def __init__(self) -> None:
        self.rows: list[Record] = []
        self.more = False

    def add(self, row: Record) -> None:
        if len(self.rows) < self.ROWS:
            self.rows.append(row)
        else:
            self.more = True
