"""One event whole, for a terminal and for scripts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Any, NamedTuple

from eventbridge_notifier.console.records.event_summary import FAILED, summarize
from eventbridge_notifier.console.records.filters import Filters, Record, as_text
from eventbridge_notifier.console.records.items import Item, plain, recorded_fields
from eventbridge_notifier.console.records.table import NoSuchRecord, Table
from eventbridge_notifier.console.records.window import last
from eventbridge_notifier.record_format.summary import INDEXED

INDENT = 22
SHORTEST, MOST = 4, 5  # characters of a prefix; ids that a message lists
RECENT = "30d"
Style = dict[str, Any]
HEAD: Style = {"bold": True}


class RecordDetail(NamedTuple):
    """`records` has one for each watch that recorded the event."""

    id: str
    records: list[Record]
    event: Any


def full_id(table: Table, prefix: str) -> str:
    """The id that is, or alone begins with, `prefix`. Raises NoSuchRecord.

    Ids that only begin so are looked for among the records of the last days.
    """
    if len(prefix) < SHORTEST or table.has(prefix):
        return prefix
    window = last(RECENT, datetime.now(UTC))
    found = list(dict.fromkeys(str(record["id"]) for record in islice(
        table.records(Filters(id=prefix), window), MOST)))
    if len(found) > 1:
        raise NoSuchRecord(f"several ids begin with {prefix}: {', '.join(found)}; give more of it")
    if not found:
        raise NoSuchRecord(f"nothing is recorded under the id {prefix!r}; of those that begin so "
                           f"the last {RECENT} were looked at")
    return found[0]


def read(table: Table, id: str) -> RecordDetail:
    """Raises table.NoSuchRecord."""
    items = table.items(id)
    return RecordDetail(id, [_record(item) for item in items], table.event(items[0]))


def _record(item: Item) -> Record:
    known = {name: item[name] for name in ("watch", "time", *INDEXED) if name in item}
    return plain(known) | {"fields": recorded_fields(item)}


def as_dict(found: RecordDetail) -> dict[str, Any]:
    return {"id": found.id, "records": found.records, "event": found.event}


def lines(found: RecordDetail) -> Iterator[tuple[str, Style]]:
    """(text, style): title and outcome, the four questions, the watches, and the event."""
    parts = summarize(found.event)
    yield parts.title, HEAD
    if parts.outcome:
        said = f"{parts.outcome}: {parts.reason}" if parts.reason else parts.outcome
        yield said, {"fg": "red" if parts.outcome == FAILED else "green"}
    for question, answers in parts.sections.items():
        yield f"\n{question}", HEAD
        yield from ((_pair(label, value), {}) for label, value in answers)
    yield "\nRecorded by", HEAD
    for record in found.records:
        yield _pair(record["watch"], record.get("severity", "")), {}
        yield from ((_pair(f"  {name}", as_text(value)), {})
                    for name, value in record["fields"].items())
    yield "\nThe event", HEAD
    yield json.dumps(found.event, indent=2, ensure_ascii=False), {}


def _pair(label: str, value: str) -> str:
    label = label.ljust(INDENT) if len(label) < INDENT else f"{label}  "
    return f"  {label}{value.replace(chr(10), chr(10) + ' ' * (INDENT + 2))}".rstrip()
