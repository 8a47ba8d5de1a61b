"""A record as it arrives on the table's stream, and the names made of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from eventbridge_notifier.record_format.paths import find

LATE = 3600.0
"""Seconds after which a record is told as late: redriven, replayed, reconciled."""


class Arrival(NamedTuple):
    """A record of `watch`, and where on the stream it was read.

    `time` is the event's own and `created` the table's, in epoch seconds. `sequence` grows within a
    `source` (a shard), so that records which were counted once are known when they come again.
    Nothing is decided by the clock, which has moved on by then.
    """

    id: str
    watch: str
    time: float
    created: float
    source: str
    sequence: int
    event: dict[str, Any]
    summary: dict[str, str]
    fields: dict[str, Any]

    @property
    def key(self) -> str:
        """The table's key, as one text."""
        return f"{self.id}\n{self.watch}"

    @property
    def late(self) -> bool:
        """Whether the record was written long after its event."""
        return self.created - self.time > LATE

    def values(self, paths: Iterable[str]) -> tuple[str, ...]:
        """What the event holds at each path, as text; "" where it holds nothing."""
        return tuple(_text(find(self.event, path)) for path in paths)


def digest(*parts: str) -> str:
    """A short name that two different lists of texts do not share (96 bits of SHA-256)."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:24]


def checksum(keys: Iterable[str]) -> int:
    """One number for a set of records, whatever their order: books are balanced with it.

    48 bits, so that a table's number holds it exactly.
    """
    total = 0
    for key in keys:
        total ^= int.from_bytes(hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()[:6])
    return total


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True)
