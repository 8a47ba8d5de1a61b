"""A table whose stream was disabled takes writes.

moto goes on to write them into the stream, does not know what of them, and fails.
"""

from __future__ import annotations

from typing import Any

from moto.dynamodb.models.table import StreamShard

_add = StreamShard.add


def install() -> None:
    """Once for the process."""
    setattr(StreamShard, "add", _unless_disabled)  # noqa: B010 (a patch)


def _unless_disabled(shard: StreamShard, old: Any, new: Any) -> None:
    if (shard.table.stream_specification or {}).get("StreamEnabled"):
        _add(shard, old, new)
