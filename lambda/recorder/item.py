"""Record -> Item: the attributes to put, and what goes to the spill bucket first."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from typing import Any, NamedTuple

from eventbridge_notifier.record_format.codec import dump, pack
from eventbridge_notifier.record_format.shards import Shards, index_keys
from eventbridge_notifier.record_format.values import AttributeValue, DoesNotFit, encode, item_size

from recorder.record import Record

LARGEST_ITEM = 400 * 1024  # bytes, names included
# Bytes for the attributes beside the event; the event itself always holds everything.
BESIDE = 64 * 1024
COMPRESSED = "compressed"
OF_WATCH = "watchShard"  # a beat is in no other index

# JSON for DynamoDB. Values that came from JSON hold no circles to look for.
written = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


class Storage(NamedTuple):
    """Where and how to store: `event_format` is "map" or "compressed", 0 days keep for ever.
    `shards` says over how many keys each index is spread; `old_indexes` that the one by `day` is
    still there."""

    spill_bucket: str = ""
    event_format: str = "map"
    retention_days: int = 0
    shards: Shards = Shards()
    old_indexes: bool = True


class Item(NamedTuple):
    """`text` is the attributes in JSON, `last` the value of the last of them: mostly the event.
    `spill` is (bucket, key, body) of a larger event."""

    attributes: dict[str, AttributeValue]
    text: str
    last: str
    spill: tuple[str, str, bytes] | None = None

    @property
    def key(self) -> tuple[str, str]:
        return self.attributes["id"]["S"], self.attributes["watch"]["S"]

    @property
    def values(self) -> str:
        """The attributes' values as a list in JSON; the event is not written a second time."""
        *beside, _ = self.attributes.values()
        return f"{written(beside)[:-1]},{self.last}]"


class TooLarge(ValueError):
    """The event exceeds an item, and there is no bucket to put it in."""


def item(record: Record, storage: Storage) -> Item:
    """The item of a record; nothing of the event is ever cut off. Raises TooLarge."""
    beside = _beside(record)
    beside = _keys(record, storage, beside.get("resource", {}).get("S", "")) | beside
    native = None if storage.event_format == COMPRESSED else _native(record.event)
    return (_fitting(beside, native) or _fitting(beside, _packed(record.event, beside))
            or _spilled(record, beside, storage.spill_bucket))


def _fitting(beside: dict[str, AttributeValue], event: AttributeValue | None) -> Item | None:
    """The item, if there is such an event and the table takes it."""
    if event is None:
        return None
    made = _made(beside, "event", event)
    # The text is longer than what DynamoDB counts, which takes as long to find out as to encode it.
    fits = len(made.text) <= LARGEST_ITEM or item_size(made.attributes) <= LARGEST_ITEM
    return made if fits else None


def _made(beside: dict[str, AttributeValue], name: str, value: AttributeValue,
          spill: tuple[str, str, bytes] | None = None) -> Item:
    """The item of `beside`, which holds at least the keys, and one attribute more."""
    last = written(value)
    return Item(beside | {name: value}, f'{written(beside)[:-1]},"{name}":{last}}}', last, spill)


def _keys(record: Record, storage: Storage, resource: str) -> dict[str, AttributeValue]:
    time = record.moment.isoformat().replace("+00:00", "Z")
    day = time[: len("2026-01-01")]
    indexed = index_keys(record.id, record.watch, day, resource, storage.shards)
    if record.beat_days:
        indexed = {OF_WATCH: indexed[OF_WATCH]}
    keys: dict[str, AttributeValue] = {name: {"S": value} for name, value in {
        "id": record.id, "watch": record.watch, "time": time, **indexed}.items()}
    if storage.old_indexes and not record.beat_days:
        keys["day"] = {"S": day}
    if days := record.beat_days or storage.retention_days:
        expires = int(record.moment.timestamp()) + days * 86_400
        keys["expiresAt"] = {"N": str(expires)}
    return keys


def _beside(record: Record) -> dict[str, AttributeValue]:
    """Summary and promoted fields as far as BESIDE reaches; `omitted` names the others."""
    fields = {name: _field(value) for name, value in (record.summary | record.promoted).items()}
    if item_size(fields) <= BESIDE:
        return fields
    kept: dict[str, AttributeValue] = {}
    omitted: list[str] = []
    room = BESIDE
    for name, field in fields.items():
        if (needed := item_size({name: field})) <= room:
            kept[name] = field
            room -= needed
        else:
            omitted.append(name)
    return kept | {"omitted": encode(omitted)}


def _field(value: Any) -> AttributeValue:
    try:
        return encode(value)
    except DoesNotFit:
        return {"S": dump(value).decode()}


def _native(event: dict[str, Any]) -> AttributeValue | None:
    try:
        return encode(event)
    except DoesNotFit:
        return None


def _packed(event: dict[str, Any], beside: dict[str, AttributeValue]) -> AttributeValue:
    return {"B": b64encode(pack(event, beside)).decode()}


def _spilled(record: Record, beside: dict[str, AttributeValue], bucket: str) -> Item:
    """Named by its content: writing it twice changes nothing, and no event displaces another."""
    if not bucket:
        raise TooLarge("the event exceeds an item, and SPILL_BUCKET names no bucket")
    body = dump(record.event)
    key = f"events/{beside['time']['S'][:10]}/{hashlib.sha256(body).hexdigest()}.json"
    location: AttributeValue = {"S": f"s3://{bucket}/{key}"}
    return _made(beside, "eventLocation", location, (bucket, key, body))
