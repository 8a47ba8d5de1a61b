"""Record -> Item: the attributes to put, and what goes to the spill bucket first."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from eventbridge_notifier.record_format.codec import dump, pack
from eventbridge_notifier.record_format.shards import Shards, index_keys
from eventbridge_notifier.record_format.values import (
    AttributeValue,
    DoesNotFit,
    item_size,
    quoted,
    written,
)

from recorder.record import Record

LARGEST_ITEM = 400 * 1024  # bytes, names included
# Bytes for the attributes beside the event; the event itself always holds everything.
BESIDE = 64 * 1024
COMPRESSED = "compressed"
OF_WATCH = "watchShard"  # a beat is in no other index

# An event whose text is shorter fits in any case: DynamoDB counts less than that, and what stands
# beside it takes less than twice BESIDE.
SURELY_FITS = LARGEST_ITEM - 2 * BESIDE


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
    """`key` is (id, watch). `fields` are the attributes, each value as JSON text. `spill` is
    (bucket, key, body) of a larger event."""

    key: tuple[str, str]
    fields: dict[str, str]
    spill: tuple[str, str, bytes] | None = None

    @property
    def text(self) -> str:
        """The attributes in JSON."""
        return _object(self.fields)

    @property
    def attributes(self) -> dict[str, AttributeValue]:
        """All attributes, as DynamoDB's API takes them."""
        return _read(self.text)


class TooLarge(ValueError):
    """The event exceeds an item, and there is no bucket to put it in."""


def item(record: Record, storage: Storage) -> Item:
    """The item of a record; nothing of the event is ever cut off. Raises TooLarge."""
    return items([record], storage)[0]


def items(records: Sequence[Record], storage: Storage) -> list[Item]:
    """The items of the records of one event, which is written as text but once."""
    native = ""
    if records and storage.event_format != COMPRESSED:
        native = _native(records[0].event)
    return [_item(one, storage, native) for one in records]


def _item(record: Record, storage: Storage, native: str) -> Item:
    beside = _beside(record, storage)
    return (_fitting(record, beside, native)
            or _fitting(record, beside, _packed(record.event, beside))
            or _spilled(record, beside, storage.spill_bucket))


def _fitting(record: Record, beside: dict[str, str], event: str) -> Item | None:
    """The item, if there is such an event and the table takes it."""
    if not event:
        return None
    made = Item((record.id, record.watch), {**beside, "event": event})
    fits = len(event) <= SURELY_FITS or item_size(made.attributes) <= LARGEST_ITEM
    return made if fits else None


def _beside(record: Record, storage: Storage) -> dict[str, str]:
    """All but the event, as JSON text."""
    said = {**record.summary, **record.promoted}
    fields = _fields({**_keys(record, storage, said.get("resource", "")), **said})
    # A letter of a name is four bytes at most, and the text of a value longer than the value.
    if len("".join((*fields, *fields.values()))) <= BESIDE // 4:
        return fields
    kept = _kept(_fields(said))
    return _fields(_keys(record, storage, said["resource"] if "resource" in kept else "")) | kept


def _keys(record: Record, storage: Storage, resource: str) -> dict[str, str | int]:
    time = record.moment.isoformat().replace("+00:00", "Z")
    day = time[: len("2026-01-01")]
    indexed = index_keys(record.id, record.watch, day, resource, storage.shards)
    if record.beat_days:
        indexed = {OF_WATCH: indexed[OF_WATCH]}
    keys: dict[str, str | int] = {"id": record.id, "watch": record.watch, "time": time, **indexed}
    if storage.old_indexes and not record.beat_days:
        keys["day"] = day
    if days := record.beat_days or storage.retention_days:
        keys["expiresAt"] = int(record.moment.timestamp()) + days * 86_400
    return keys


def _kept(fields: dict[str, str]) -> dict[str, str]:
    """Fields as far as BESIDE reaches; `omitted` names the others."""
    kept: dict[str, str] = {}
    omitted: list[str] = []
    room = BESIDE
    for name, field in fields.items():
        if (needed := item_size({name: json.loads(field)})) <= room:
            kept[name] = field
            room -= needed
        else:
            omitted.append(name)
    return kept | ({"omitted": written(omitted)} if omitted else {})


def _fields(values: Mapping[str, Any]) -> dict[str, str]:
    """Values as JSON text. Most are plain text, for which a call would cost more than the rest."""
    return {name: f'{{"S":{quoted(value)}}}' if type(value) is str and value.isascii()
            else _field(value) for name, value in values.items()}


def _field(value: Any) -> str:
    try:
        return written(value)
    except DoesNotFit:
        return written(dump(value).decode())


def _object(fields: dict[str, str]) -> str:
    """JSON of an object whose values are JSON already."""
    return "{" + ",".join([f"{quoted(name)}:{value}" for name, value in fields.items()]) + "}"


def _read(text: str) -> dict[str, AttributeValue]:
    made: dict[str, AttributeValue] = json.loads(text)
    return made


def _native(event: dict[str, Any]) -> str:
    try:
        return written(event)
    except DoesNotFit:
        return ""


def _packed(event: dict[str, Any], beside: dict[str, str]) -> str:
    return f'{{"B":"{b64encode(pack(event, _read(_object(beside)))).decode()}"}}'


def _spilled(record: Record, beside: dict[str, str], bucket: str) -> Item:
    """Named by its content: writing it twice changes nothing, and no event displaces another."""
    if not bucket:
        raise TooLarge("the event exceeds an item, and SPILL_BUCKET names no bucket")
    body = dump(record.event)
    key = f"events/{record.moment.isoformat()[:10]}/{hashlib.sha256(body).hexdigest()}.json"
    location = written(f"s3://{bucket}/{key}")
    fields = {**beside, "eventLocation": location}
    return Item((record.id, record.watch), fields, (bucket, key, body))
