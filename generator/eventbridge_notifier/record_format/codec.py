"""An event as bytes and back: raw deflate with a preset dictionary, whose version is byte 0."""

from __future__ import annotations

import json
import sys
import zlib
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from eventbridge_notifier.record_format.dictionary import DICTIONARIES, NEWEST
from eventbridge_notifier.record_format.values import decode

RAW_DEFLATE = -15

_compact = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode

# A number in JSON may be as long as it likes; Python reads 4,300 digits unless told otherwise.
sys.set_int_max_str_digits(0)


class Unreadable(ValueError):
    """A stored event that this release, or this Python, cannot read."""


class _Text(str):
    """JSON text, as opposed to a value that is a string."""


def pack(event: object, version: int = NEWEST) -> bytes:
    """Any JSON value, the odd ones too (NaN, half a surrogate pair), as bytes."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, RAW_DEFLATE, 9, zdict=DICTIONARIES[version])
    return bytes([version]) + deflate.compress(dump(event)) + deflate.flush()


def unpack(data: bytes) -> Any:
    """What `pack` was given. Raises Unreadable."""
    if data[0] not in DICTIONARIES:
        raise Unreadable(f"compressed with dictionary {data[0]}, newest here is {NEWEST}")
    inflate = zlib.decompressobj(RAW_DEFLATE, zdict=DICTIONARIES[data[0]])
    return load(inflate.decompress(data[1:]) + inflate.flush())


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
        return unpack(b64decode(data) if isinstance(data, str) else bytes(data))
    return decode(held)
