"""What every stored item has in common: what was counted, and from which source up to where."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from eventbridge_notifier.alerts.arrival import Arrival, checksum

Item = dict[str, Any]
"""A stored item: text, numbers, lists and mappings of those."""

MOST_SOURCES = 64
"""Shards that are remembered of an item. A shard lives for about four hours."""
MOST_KEYS = 32
"""Records that are remembered by name, for batches that come again after a crash."""
NAMED = ("opened", "news", "fired", "by")
"""Where items remember them: those that opened a group, were news, completed a threshold, are told.
"""


def fresh(item: Item, arrivals: Iterable[Arrival]) -> list[Arrival]:
    """Those that the item has not counted, in the order of their sources; marks them as counted.

    A record that the item remembers by name was counted, from whatever source: one that could not
    be told in the end comes back from the bucket. Otherwise a record whose source is not known ("")
    counts each time: twice rather than never.
    """
    marks: dict[str, int] = item.setdefault("marks", {})
    named = {key for name in NAMED for key in item.get(name, ())}
    found: list[Arrival] = []
    for one in sorted(arrivals, key=lambda one: one.sequence):
        if one.source and one.sequence <= marks.get(one.source, -1):
            continue
        if one.key not in named:
            found.append(one)
        if one.source:
            marks.pop(one.source, None)  # so that the newest stand last
            marks[one.source] = one.sequence
    for source in list(marks)[:-MOST_SOURCES]:
        del marks[source]
    return found


def add(item: Item, name: str, keys: Iterable[str]) -> None:
    """Counts records under `name`: how many, and the checksum of their keys."""
    keys = list(keys)
    count, total = item.get(name, (0, 0))
    item[name] = [count + len(keys), total ^ checksum(keys)]


def remember(item: Item, name: str, key: str, value: str = "") -> None:
    """Keeps `key` by name; the oldest are forgotten."""
    kept = item.setdefault(name, {})
    kept[key] = value
    for old in list(kept)[:-MOST_KEYS]:
        del kept[old]
