"""Records as lines of JSON, and as CSV. Pure.

Events hold what attackers typed: nothing that steers a terminal or a spreadsheet leaves here.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from eventbridge_notifier.console.records.filters import Record, as_text
from eventbridge_notifier.record_format.reserved import RESERVED, RESOURCE
from eventbridge_notifier.record_format.summary import INDEXED, KEYS

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def json_lines(records: Iterable[Record]) -> Iterator[str]:
    """In ASCII, which steers no terminal."""
    return (json.dumps(record) for record in records)


def ocsf_lines(records: Iterable[Record]) -> Iterator[str]:
    """Of records with their `event`, each as an event of OCSF."""
    from eventbridge_notifier.alerts.ocsf.activity import Recorded, activity
    for record in records:
        fields = {name: value for name, value in record.items() if name not in RESERVED}
        told = Recorded(record["id"], (record["watch"],), record.get("severity", ""),
                        datetime.fromisoformat(record["time"]).timestamp(), record, fields)
        yield json.dumps(activity(told, record["event"]))


def csv_lines(records: Iterable[Record], more: Sequence[str] = (), head: bool = True
              ) -> Iterator[str]:
    """`more` are the recorded fields. What a spreadsheet takes for a formula gets an apostrophe."""
    names = list(dict.fromkeys([*KEYS, *INDEXED, *RESOURCE, *more]))
    if head:
        yield _csv(names)
    for record in records:
        yield _csv([_harmless(as_text(record.get(name, ""))) for name in names])


def _csv(values: Sequence[str]) -> str:
    held = io.StringIO()
    csv.writer(held).writerow(values)
    return held.getvalue().removesuffix("\r\n")


def _harmless(value: str) -> str:
    return f"'{value}" if value.startswith(FORMULA) else value
