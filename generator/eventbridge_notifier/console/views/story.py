"""A resource's story: what it is, who made it, and what changed between the calls about it."""

from __future__ import annotations

from typing import Any

from eventbridge_notifier.console.records.filters import EXACT, Filters, Record
from eventbridge_notifier.console.records.pages import After, Page
from eventbridge_notifier.console.records.table import Table
from eventbridge_notifier.console.records.window import Window
from eventbridge_notifier.console.views.grouping import Grouping, behind
from eventbridge_notifier.console.views.parameters import parameter_changes
from eventbridge_notifier.console.views.resources import Resource

ROWS = 100  # of which the events are read
MOST = 20_000  # that are counted


def story(table: Table, resource: str, window: Window, after: After | None = None
          ) -> dict[str, Any]:
    """The resource of exactly that name, as a window's records tell of it, newest first.

    `changes` maps ids to what the call set or changed; `next` is where older rows begin.
    """
    found, rows = Resource(resource), list[Record]()
    for row in _rows(table, resource, window, after):
        found.add(row)
        if len(rows) <= ROWS:
            rows.append(row)
        if found.count == MOST:
            break
    shown = rows[:ROWS]
    events = {one["id"]: one["event"] for one in table.with_events(shown)}
    return {**found.as_dict(), "rows": shown,
            "changes": parameter_changes(shown, events),
            "next": list(behind(shown[-1])) if len(rows) > ROWS else None}


def _rows(table: Table, resource: str, window: Window, after: After | None) -> Any:
    grouping = Grouping()
    for page in table.pages(Filters(resource=EXACT + resource), window, after):
        yield from grouping.rows(detailed(table, page))
    yield from grouping.rest()


def detailed(table: Table, page: Page) -> Page:
    """The page, with what records of the old shape lack."""
    records: list[Record] = table.detailed(page.records)
    return page._replace(records=records)
