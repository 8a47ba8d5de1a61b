"""What storing costs: write units of an event, and dollars for a million."""

from __future__ import annotations

from datetime import UTC, datetime
from math import ceil
from statistics import fmean
from typing import Any, NamedTuple

from eventbridge_notifier.aws.resources import rows_of_event
from eventbridge_notifier.aws.services.prices import PRICES
from eventbridge_notifier.record_format.reserved import RESOURCE, SHARDS
from eventbridge_notifier.record_format.shards import Shards
from eventbridge_notifier.record_format.summary import INDEXED, KEYS
from eventbridge_notifier.record_format.values import AttributeValue, encode, item_size
from recorder.item import Storage, item
from recorder.messages import Message
from recorder.record import record

from bench.recorder_parts.contestants import RECORD

UNIT = 1024  # bytes, of an item and of each entry of an index
LAYOUT = Shards(day=12, watch=12, resource=4)  # the module's, unless told otherwise
# What the indexes of release 0.1 held beside their keys.
BEFORE = ("account", "actor", "detailType", "eventId", "eventName", "eventSource", "region",
          "severity", "source")
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
    """The recipe's; ours as it was before records named resources; and ours, in both formats."""
    made: list[Units] = [_mean("recipe", [(encode(_recipe(event))["M"], 0) for event in events])]
    for form in ("map", "compressed"):
        items = [stored(event, form) for event in events]
        before = [(plain, 2 * units_of(projected(plain, ("day", *BEFORE))))
                  for plain in map(_before, items)]
        made += [_mean(f"recorder of release 0.1, {form}", before),
                 _mean(f"recorder, {form}", [(one, entries(one)) for one in items])]
    return made


def stored(event: Event, form: str = "map", watch: str = "python38-functions") -> Attributes:
    """The item of an event for a watch whose rule knows what its calls act on."""
    message = Message(watch, "medium", RECORD, event, rows_of_event(event))
    return item(record(message, datetime.now(UTC)),
                Storage("bucket", form, shards=LAYOUT, old_indexes=False)).attributes


def entries(one: Attributes) -> int:
    """Units of the entries in all indexes; the one by resource has not every record."""
    return sum(units_of(projected(one, (key, *INDEXED))) for key in SHARDS if key in one)


def projected(one: Attributes, names: tuple[str, ...]) -> Attributes:
    """What an index holds of an item."""
    return {name: one[name] for name in dict.fromkeys((*KEYS, *names)) if name in one}


def units_of(one: Attributes) -> int:
    """Write units of an item, or of an entry."""
    return ceil(item_size(one) / UNIT)


def _before(one: Attributes) -> Attributes:
    """The item as release 0.1 made it."""
    day: Attributes = {"day": {"S": one["time"]["S"][:len("2026-01-01")]}}
    return day | {name: value for name, value in one.items() if name not in (*RESOURCE, *SHARDS)}


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
