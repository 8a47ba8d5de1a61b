"""An event as bytes and back: raw deflate with a preset dictionary, whose version is byte 0."""

from __future__ import annotations

import json
import sys
import zlib
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from eventbridge_notifier.record_format.dictionary import DICTIONARIES, NEWEST
from eventbridge_notifier.record_format.outline import outline
from eventbridge_notifier.record_format.values import decode

RAW_DEFLATE = -15
BESIDE = 2
"""Byte 0 of an event that was compressed with dictionary 1 and the outline that its item gives."""

Item = Mapping[str, Any]

_compact = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode

# A number in JSON may be as long as it likes; Python reads 4,300 digits unless told otherwise.
sys.set_int_max_str_digits(0)


class Unreadable(ValueError):
    """A stored event that this release, or this Python, cannot read."""


class _Text(str):
    """JSON text, as opposed to a value that is a string."""


def pack(event: object, item: Item | None = None) -> bytes:
    """Any JSON value, the odd ones too (NaN, half a surrogate pair), as bytes.

    With an `item`, whose attributes tell much of the event already, it takes a fifth less.
    """
    plain = dump(event)
    if item is None:
        return bytes([NEWEST]) + _deflated(plain, DICTIONARIES[NEWEST])
    checksum = zlib.crc32(plain).to_bytes(4)
    return bytes([BESIDE]) + checksum + _deflated(plain, DICTIONARIES[NEWEST] + outline(item))


def unpack(data: bytes, item: Item | None = None) -> Any:
    """What `pack` was given. Raises Unreadable."""
    if data[0] == BESIDE:
        plain = _inflated(data[5:], DICTIONARIES[NEWEST] + outline(item or {}))
        if zlib.crc32(plain) != int.from_bytes(data[1:5]):
            raise Unreadable("the event was compressed beside other attributes than the record "
                             "has now; restore them, or the record from a backup")
        return load(plain)
    if data[0] not in DICTIONARIES:
        raise Unreadable(f"compressed with dictionary {data[0]}, newest here is {BESIDE}")
    return load(_inflated(data[1:], DICTIONARIES[data[0]]))


def _deflated(plain: bytes, dictionary: bytes) -> bytes:
    deflate = zlib.compressobj(9, zlib.DEFLATED, RAW_DEFLATE, 9, zdict=dictionary)
    return deflate.compress(plain) + deflate.flush()


def _inflated(data: bytes, dictionary: bytes) -> bytes:
    inflate = zlib.decompressobj(RAW_DEFLATE, zdict=dictionary)
    try:
        return inflate.decompress(data) + inflate.flush()
    except zlib.error as error:
        raise Unreadable(f"the event is not what was compressed: {error}") from None


def load(data: bytes) -> Any:
    """JSON as `dump` made it. Raises Unreadable."""
    try:
        return json.loads(data)
    except RecursionError:
        raise Unreadable("the event is nested deeper than this Python reads; newer ones read "
                         "more") from None


def dump(event: object) -> bytes:
    """Compact JSON in ASCII, which can spell what UTF-8 cannot."""
    try:
        return _compact(event).encode("ascii")
    except RecursionError:
        return "".join(_pieces(event)).encode("ascii")


def _pieces(event: object) -> Iterator[str]:
    """JSON without recursion: what Python reads at its deepest it cannot always write again."""
    todo: list[object] = [event]
    while todo:
        value = todo.pop()
        if isinstance(value, _Text):
            yield value
        elif isinstance(value, dict):
            todo += [_Text("}"), *_reversed([(_Text(_compact(key) + ":"), member)
                                             for key, member in value.items()]), _Text("{")]
        elif isinstance(value, list):
            todo += [_Text("]"), *_reversed([(member,) for member in value]), _Text("[")]
        else:
            yield _compact(value)


def _reversed(members: list[tuple[object, ...]]) -> Iterator[object]:
    """The parts of all members, commas between them, last one first."""
    for number, member in reversed(list(enumerate(members))):
        yield from reversed(member)
        if number:
            yield _Text(",")


def event_of(item: Mapping[str, Any], fetch: Callable[[str], bytes]) -> Any:
    """The event of a stored item, whatever form it took.

    `item` is as DynamoDB's API gives it ({"S": ...}; binary as bytes or base64 text) and
    `fetch` gets the bytes behind an `s3://bucket/key` location. Raises Unreadable.
    """
    if "eventLocation" in item:
        return load(fetch(item["eventLocation"]["S"]))
    held = item["event"]
    if "B" in held:
        data = held["B"]
        return unpack(b64decode(data) if isinstance(data, str) else bytes(data), item)
    return decode(held)
