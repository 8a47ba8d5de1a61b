"""An event as bytes and back: raw deflate with a preset dictionary, whose version is byte 0."""

from __future__ import annotations

import json
import sys
import zlib
from base64 import b64decode
from collections.abc import Callable, Mapping
from typing import Any

from eventbridge_notifier.record_format.dictionary import DICTIONARIES, NEWEST
from eventbridge_notifier.record_format.values import decode

RAW_DEFLATE = -15

# A number in JSON may be as long as it likes; Python reads 4,300 digits unless told otherwise.
sys.set_int_max_str_digits(0)


def pack(event: object, version: int = NEWEST) -> bytes:
    """Any JSON value, the odd ones too (NaN, half a surrogate pair), as bytes."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, RAW_DEFLATE, 9, zdict=DICTIONARIES[version])
    return bytes([version]) + deflate.compress(dump(event)) + deflate.flush()


def unpack(data: bytes) -> Any:
    """What `pack` was given. Raises ValueError for a dictionary that this release lacks."""
    if data[0] not in DICTIONARIES:
        raise ValueError(f"compressed with dictionary {data[0]}, newest here is {NEWEST}")
    inflate = zlib.decompressobj(RAW_DEFLATE, zdict=DICTIONARIES[data[0]])
    return json.loads(inflate.decompress(data[1:]) + inflate.flush())


def dump(event: object) -> bytes:
    """Compact JSON in ASCII, which can spell what UTF-8 cannot."""
    return json.dumps(event, separators=(",", ":")).encode("ascii")


def event_of(item: Mapping[str, Any], fetch: Callable[[str], bytes]) -> Any:
    """The event of a stored item, whatever form it took.

    `item` is as DynamoDB's API gives it ({"S": ...}; binary as bytes or base64 text) and
    `fetch` gets the bytes behind an `s3://bucket/key` location.
    """
    if "eventLocation" in item:
        return json.loads(fetch(item["eventLocation"]["S"]))
    held = item["event"]
    if "B" in held:
        data = held["B"]
        return unpack(b64decode(data) if isinstance(data, str) else bytes(data))
    return decode(held)
