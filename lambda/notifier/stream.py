"""Records of the table's stream -> arrivals."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from eventbridge_notifier.alerts.arrival import Arrival
from eventbridge_notifier.record_format.codec import event_of
from eventbridge_notifier.record_format.reserved import RESERVED
from eventbridge_notifier.record_format.values import decode

INSERT = "INSERT"  # TTL gives REMOVE, and filling in older records MODIFY: neither is news


class Read(NamedTuple):
    """`poisoned` is the sequence number of the first record that cannot be read, or ""."""

    arrivals: list[Arrival]
    poisoned: str


def records(payload: dict[str, Any]) -> list[dict[str, Any]]:
    """The stream's records in an invocation, or in what a failure destination kept of one.

    Source: Lambda developer guide, "Retain discarded records": S3 keeps the invocation's payload.
    """
    while "Records" not in payload and (kept := payload.get("payload")):
        payload = json.loads(kept) if isinstance(kept, str) else kept
    found: list[dict[str, Any]] = payload["Records"]
    return found


def read(payload: dict[str, Any], fetch: Callable[[str], bytes], redriven: bool) -> Read:
    """What arrived, up to the first record that cannot be read.

    `shardId` is in the invocation where the mapping has a tumbling window (Lambda developer guide,
    "Using AWS Lambda with DynamoDB", tumbling windows). Without it nothing is known to come again.
    """
    source = str(payload.get("shardId", ""))
    if redriven and source:
        source = f"redriven {source}"
    arrivals: list[Arrival] = []
    for record in records(payload):
        if record.get("eventName") != INSERT:
            continue
        try:
            arrivals.append(arrival(record["dynamodb"], source, fetch))
        except (KeyError, ValueError, TypeError, AttributeError):
            return Read(arrivals, record["dynamodb"]["SequenceNumber"])
    return Read(arrivals, "")


def arrival(change: dict[str, Any], source: str, fetch: Callable[[str], bytes]) -> Arrival:
    """One record. Raises KeyError and ValueError for what is none."""
    item = change["NewImage"]
    texts = {name: value["S"] for name, value in item.items()
             if name in RESERVED and "S" in value}
    fields = {name: decode(value) for name, value in item.items() if name not in RESERVED}
    return Arrival(texts["id"], texts["watch"],
                   datetime.fromisoformat(texts["time"]).timestamp(),
                   float(change["ApproximateCreationDateTime"]), source,
                   int(change["SequenceNumber"]), event_of(item, fetch), texts, fields)
