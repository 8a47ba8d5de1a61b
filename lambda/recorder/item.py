"""Record -> Item: the attributes to put, and what goes to the spill bucket first."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from typing import Any, NamedTuple

from recorder.codec import dump, pack
from recorder.record import Record
from recorder.values import AttributeValue, DoesNotFit, encode, item_size

LARGEST_ITEM = 400 * 1024  # bytes, names included
# Bytes for what is said beside the event; the event itself always holds everything.
BESIDE = 64 * 1024
COMPRESSED = "compressed"


class Storage(NamedTuple):
    """Where and how to store: `event_format` is "map" or "compressed", 0 days keep for ever."""

    spill_bucket: str = ""
    event_format: str = "map"
    retention_days: int = 0


class Item(NamedTuple):
    """`spill` is (bucket, key, body) when the event is too large for the table."""

    attributes: dict[str, AttributeValue]
    spill: tuple[str, str, bytes] | None

    @property
    def key(self) -> tuple[str, str]:
        return self.attributes["id"]["S"], self.attributes["watch"]["S"]


class TooLarge(ValueError):
    """The event exceeds an item, and there is no bucket to put it in."""


def item(record: Record, storage: Storage) -> Item:
    """The item of a record; nothing of the event is ever cut off. Raises TooLarge."""
    beside = _keys(record, storage.retention_days) | _beside(record)
    room = LARGEST_ITEM - item_size(beside) - len("event")
    if storage.event_format != COMPRESSED and (native := _native(record.event, room)):
        return Item(beside | {"event": native}, None)
    packed = pack(record.event)
    if len(packed) <= room:
        return Item(beside | {"event": {"B": b64encode(packed).decode()}}, None)
    return _spilled(record, beside, storage.spill_bucket)


def _keys(record: Record, retention_days: int) -> dict[str, AttributeValue]:
    time = record.moment.isoformat().replace("+00:00", "Z")
    keys: dict[str, AttributeValue] = {
        "id": {"S": record.id},
        "watch": {"S": record.watch},
        "time": {"S": time},
        "day": {"S": time[: len("2026-01-01")]},
    }
    if retention_days:
        expires = int(record.moment.timestamp()) + retention_days * 86_400
        keys["expiresAt"] = {"N": str(expires)}
    return keys


def _beside(record: Record) -> dict[str, AttributeValue]:
    """Summary and promoted fields as far as BESIDE reaches; `omitted` names the others."""
    kept: dict[str, AttributeValue] = {}
    omitted: list[str] = []
    room = BESIDE
    for name, value in (record.summary | record.promoted).items():
        field = {name: _field(value)}
        if (needed := item_size(field)) <= room:
            kept |= field
            room -= needed
        else:
            omitted.append(name)
    return kept | ({"omitted": encode(omitted)} if omitted else {})


def _field(value: Any) -> AttributeValue:
    try:
        return encode(value)
    except DoesNotFit:
        return {"S": dump(value).decode()}


def _native(event: dict[str, Any], room: int) -> AttributeValue | None:
    try:
        value = encode(event)
    except DoesNotFit:
        return None
    return value if item_size({"event": value}) - len("event") <= room else None


def _spilled(record: Record, beside: dict[str, AttributeValue], bucket: str) -> Item:
    """Named by its content: writing it twice changes nothing, and no event displaces another."""
    if not bucket:
        raise TooLarge("the event exceeds an item, and SPILL_BUCKET names no bucket")
    body = dump(record.event)
    key = f"events/{beside['day']['S']}/{hashlib.sha256(body).hexdigest()}.json"
    location: AttributeValue = {"S": f"s3://{bucket}/{key}"}
    return Item(beside | {"eventLocation": location}, (bucket, key, body))
