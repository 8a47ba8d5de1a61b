"""What storing costs: write units of an event, and dollars for a million."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from math import ceil
from pathlib import Path
from statistics import fmean
from typing import Any, NamedTuple

from eventbridge_notifier.aws.services.prices import PRICES
from eventbridge_notifier.record_format.values import AttributeValue, encode, item_size
from recorder.item import Storage, item
from recorder.messages import Message
from recorder.record import record

from bench.recorder_contestants import RECORD, ROOT

UNIT = 1024  # bytes, of an item and of each entry of an index
KEYS = ("id", "watch", "time", "day")
Event = dict[str, Any]
Attributes = dict[str, AttributeValue]


class Units(NamedTuple):
    """Write units of an event on average: of the table's item, and of the entries in indexes."""

    name: str
    table: float
    indexes: float

    @property
    def dollars(self) -> float:
        """For a million events."""
        return PRICES["dynamodb-writes"].of((self.table + self.indexes) * 1e6)


def units(events: list[Event]) -> list[Units]:
    """The recipe's, and ours in both formats."""
    now = datetime.now(UTC)
    made: list[Units] = [_mean("recipe", [(encode(_recipe(event))["M"], 0) for event in events])]
    for name, form in (("recorder, map", "map"), ("recorder, compressed", "compressed")):
        items = [item(record(Message("python38-functions", "medium", RECORD, event), now),
                      Storage("bucket", form)).attributes for event in events]
        made.append(_mean(name, [(one, _entries(one)) for one in items]))
    return made


def _mean(name: str, stored: list[tuple[Attributes, int]]) -> Units:
    return Units(name, fmean(ceil(item_size(one) / UNIT) for one, _ in stored),
                 fmean(entries for _, entries in stored))


def _recipe(event: Event) -> Event:
    """Where the recipe would fail on an event, what it lacks is left out."""
    detail = event["detail"]
    parameters = detail.get("requestParameters") or {}
    said = {"id": event["id"], "time": detail["eventTime"], "eventSource": detail["eventSource"],
            "eventName": detail["eventName"], "functionName": parameters.get("functionName"),
            "runtime": parameters.get("runtime"), "event": event}
    return {name: value for name, value in said.items() if value is not None}


def _entries(stored: Attributes) -> int:
    """Units of the entries in both indexes."""
    projected = {name: stored[name] for name in (*KEYS, *_summary()) if name in stored}
    return 2 * ceil(item_size(projected) / UNIT)


def _summary() -> Iterator[str]:
    """What the module's table says that its indexes hold."""
    text = Path(ROOT / "modules/eventbridge_notifier/table.tf").read_text()
    found = re.search(r"summary = \[(.*?)\]", text)
    if found is None:
        raise ValueError("table.tf no longer says what its indexes hold")
    yield from re.findall(r'"(\w+)"', found[1])
