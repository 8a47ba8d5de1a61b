"""What changed between the calls about a resource: their parameters compared. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from eventbridge_notifier.console.records.filters import Record, as_text
from eventbridge_notifier.console.views.people import has_failed
from eventbridge_notifier.record_format.changes import CREATED, DELETED, OTHER, READ

MOST, LONGEST = 60, 400  # lines of a call, and characters of a value
Line = dict[str, Any]


def parameter_changes(rows: list[Record], events: dict[str, Any]) -> dict[str, list[Line]]:
    """Of rows that come newest first, by id: what each call set or changed of its parameters.

    A line is {parameter, before, after}; `before` is None where no earlier call said it. A call
    that failed, or reads, changes nothing.
    """
    known: dict[str, str] = {}
    found: dict[str, list[Line]] = {}
    for row in reversed(rows):
        if has_failed(row) or row.get("change") in (None, READ, OTHER):
            continue
        if row.get("change") == CREATED:
            known = {}
        said = dict(leaves(_parameters(events.get(row["id"]))))
        if row.get("change") == DELETED:
            known = {}
            continue
        found[row["id"]] = [
            {"parameter": name, "before": known.get(name), "after": value}
            for name, value in said.items() if known.get(name) != value][:MOST]
        known |= said
    return found


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """The paths of a JSON value that hold no others, with their texts: `tags[0].key`."""
    if isinstance(value, dict) and value:
        for name, part in value.items():
            yield from leaves(part, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list) and value:
        for place, part in enumerate(value):
            yield from leaves(part, f"{path}[{place}]")
    elif path:
        text = as_text(value)
        yield path, text if len(text) <= LONGEST else text[:LONGEST] + "…"


def _parameters(event: Any) -> Any:
    detail = event.get("detail") if isinstance(event, dict) else None
    return detail.get("requestParameters") if isinstance(detail, dict) else None
