"""Where records are indexed: which indexes a table has, and in how many shards. Pure.

Records of the old shape are in `by_day` and `by_watch` alone. New ones are in the sharded indexes,
and in the old ones as long as those exist.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from eventbridge_notifier.record_format.shards import shard_keys

MOST = 16  # shards that are read where their number is unknown


class Index(NamedTuple):
    """An index by `name`; its hash key is the attribute `key`."""

    name: str
    key: str


OLD = {"day": Index("by_day", "day"), "watch": Index("by_watch", "watch")}
NEW = {"day": Index("by_day_shard", "dayShard"), "watch": Index("by_watch_shard", "watchShard"),
       "resource": Index("by_resource", "resourceShard")}


@dataclass(frozen=True)
class Partition:
    """One key of an index; all records there are within one day, of one watch or one resource."""

    index: Index
    value: str

    @property
    def is_old(self) -> bool:
        return self.index in OLD.values()


class Layout(NamedTuple):
    """`shards` maps day, watch and resource to the number of shards that are read; `indexes` are
    those that the table has."""

    shards: Mapping[str, int]
    indexes: frozenset[str]

    @property
    def finds_resources(self) -> bool:
        """Whether the index of resources holds all records: there are none of the old shape."""
        return NEW["resource"].name in self.indexes and not any(
            index.name in self.indexes for index in OLD.values())

    def partitions(self, kind: str, value: str) -> list[Partition]:
        """Where records of a day, a watch or a resource are; `kind` is which of them."""
        old, new = OLD.get(kind), NEW[kind]
        found = [Partition(old, value)] if old and old.name in self.indexes else []
        if new.name in self.indexes:
            found += [Partition(new, key) for key in shard_keys(value, self.shards[kind])]
        return found


def layout(environ: Mapping[str, str] | None, indexes: Iterable[str]) -> Layout:
    """The layout, from the recorder's environment and the names of the table's indexes.

    Readers are raised before writers: READ_SHARDS may exceed SHARDS for a while. Without an
    environment, because nobody may look at it, as many are read as there may be.
    """
    counts = dict.fromkeys(NEW, MOST if environ is None else 1)
    for name in ("SHARDS", "READ_SHARDS"):
        for pair in (environ or {}).get(name, "").split(","):
            kind, _, count = pair.partition("=")
            if kind in counts and count.isdecimal():
                counts[kind] = max(counts[kind], int(count))
    return Layout(counts, frozenset(indexes))
