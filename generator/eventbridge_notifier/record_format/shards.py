"""Keys of the sharded indexes: `<value>#<shard>`, so that no partition takes all writes of a day.

DynamoDB developer guide, "Using write sharding to distribute workloads evenly". The shard follows
from the record's id alone: writing a record again gives the same key. Readers ask for all shards
and merge; their count is raised at the readers before the writers.
"""

from __future__ import annotations

import zlib
from typing import NamedTuple


class Shards(NamedTuple):
    """Shards of each index."""

    day: int = 1
    watch: int = 1
    resource: int = 1


def shards(text: str) -> Shards:
    """`day=16,watch=16,resource=4`, as the recorder's environment has it. Raises ValueError."""
    pairs = (one.partition("=") for one in text.split(",") if one)
    found = Shards(**{name: int(count) for name, _, count in pairs})
    if min(found) < 1:
        raise ValueError(f"an index has at least one shard: {text}")
    return found


def shard(id: str, count: int) -> int:
    """The shard of a record, from 0 on."""
    return _number(id) % count


def shard_key(value: str, id: str, count: int) -> str:
    """The key under which the record `id` is indexed."""
    return f"{value}#{shard(id, count)}"


def shard_keys(value: str, count: int) -> list[str]:
    """All keys under which records of `value` may be."""
    return [f"{value}#{number}" for number in range(count)]


def index_keys(id: str, watch: str, day: str, resource: str, counts: Shards) -> dict[str, str]:
    """Attribute -> key of a record in each index; the one by resource has only those with one."""
    number = _number(id)
    keys = {"dayShard": f"{day}#{number % counts.day}",
            "watchShard": f"{watch}#{number % counts.watch}"}
    if resource:
        keys["resourceShard"] = f"{resource}#{number % counts.resource}"
    return keys


def _number(id: str) -> int:
    return zlib.crc32(id.encode())
