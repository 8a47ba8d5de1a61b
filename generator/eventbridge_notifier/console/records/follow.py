"""What arrives: records that were not there at the last look.

The table is sorted by the time of events, and AWS may hand an event over minutes after it
happened. So each look goes back a little, now and then further; what was seen is remembered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from eventbridge_notifier.console.records.filters import OF_THE_EVENT, Filters, Record
from eventbridge_notifier.console.records.table import Table
from eventbridge_notifier.console.records.window import AHEAD, Window

# How far back to look, and every how many looks. CloudTrail delivers within minutes as a rule.
NEAR, FAR = timedelta(minutes=5), timedelta(hours=1)
FAR_EVERY = 30


class Follower:
    """Looks at one table for records that pass `filters`. Not for use by several threads."""

    def __init__(self, table: Table, filters: Filters,
                 now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._table, self._filters, self._now = table, filters, now
        # What arrives is looked at once: filters that read items come after.
        without: dict[str, Any] = dict.fromkeys(OF_THE_EVENT, "")
        self._indexed = replace(filters, fields=(), text="", excluded=(), **without)
        self._seen: dict[tuple[str, str], str] = {}
        self._looks = 0

    def start(self) -> list[Record]:
        """What is there already, of the last hour; newest first."""
        return self._look(FAR)

    def arrived(self) -> list[Record]:
        """What is new since the last look, oldest first."""
        self._looks += 1
        found = self._look(FAR if self._looks % FAR_EVERY == 0 else NEAR)
        return found[::-1]

    def _look(self, back: timedelta) -> list[Record]:
        now = self._now()
        window = Window(now - back, now + AHEAD)
        fresh = [record for record in self._table.records(self._indexed, window)
                 if (record["id"], record["watch"]) not in self._seen]
        self._seen |= {(one["id"], one["watch"]): one["time"] for one in fresh}
        self._forget(now)
        return self._table.accepted(fresh, self._filters) if fresh else []

    def _forget(self, now: datetime) -> None:
        """Keeps what a further look can meet."""
        if self._looks % FAR_EVERY == 0:
            oldest = Window(now - 2 * FAR, now).bounds[0]
            self._seen = {key: time for key, time in self._seen.items() if time >= oldest}
