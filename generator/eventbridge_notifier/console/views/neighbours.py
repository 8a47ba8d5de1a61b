"""The events next to one, in a list with the same filters."""

from __future__ import annotations

from datetime import datetime, timedelta

from eventbridge_notifier.console.records.filters import Filters, Record
from eventbridge_notifier.console.records.pages import After
from eventbridge_notifier.console.records.table import Table
from eventbridge_notifier.console.records.window import Window
from eventbridge_notifier.console.views.grouping import LAST_WATCH

FIRST_LOOK, WIDER = timedelta(minutes=1), 8


def neighbours(table: Table, filters: Filters, window: Window, id: str, time: str
               ) -> dict[str, str | None]:
    """The ids of the next `newer` and `older` event of a window; None where there is none.

    Raises ValueError where `time` is none.
    """
    older = next(table.records(filters, window, After(time, id, LAST_WATCH)), None)
    newer = _newer(table, filters, window, id, time)
    return {"newer": newer["id"] if newer else None, "older": older["id"] if older else None}


def _newer(table: Table, filters: Filters, window: Window, id: str, time: str) -> Record | None:
    """Looks at more and more of what came after; readings begin at their newest end."""
    at, look = datetime.fromisoformat(time), FIRST_LOOK
    while at < window.until:
        end = min(at + look, window.until)
        found = None
        for record in table.records(filters, Window(at, end)):
            if record["id"] == id or record["time"] < time:
                break
            found = record
        if found or end == window.until:
            return found
        look *= WIDER
    return None
