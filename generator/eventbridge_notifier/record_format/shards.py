"""Keys of the sharded indexes: `<value>#<shard>`, so that no partition takes all writes of a day.

DynamoDB developer guide, "Using write sharding to distribute workloads evenly". The shard follows
from the record's id alone: writing a record again gives the same key. Readers ask for all shards
and merge; their count is raised at the readers before the writers.
"""

from __future__ import annotations

import zlib


def shard(id: str, count: int) -> int:
    """The shard of a record, from 0 on."""
    return zlib.crc32(id.encode()) % count


def shard_key(value: str, id: str, count: int) -> str:
    """The key under which the record `id` is indexed."""
    return f"{value}#{shard(id, count)}"


def shard_keys(value: str, count: int) -> list[str]:
    """All keys under which records of `value` may be."""
    return [f"{value}#{number}" for number in range(count)]
