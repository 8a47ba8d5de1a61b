"""Where the state of alerts lies: what a store must do, and one in memory."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol, TypeVar

from eventbridge_notifier.alerts.group import waits
from eventbridge_notifier.alerts.tally import Item

Result = TypeVar("Result")

TRIES = 20
"""How often a change is tried when others change the same item at the same time."""


class Contended(Exception):
    """An item was changed by others each time: the batch comes again."""


class Store(Protocol):
    """Items by key, each with a version that grows with each change."""

    def get(self, key: str) -> tuple[Item, int]:
        """The item and its version; ({}, 0) where there is none."""

    def put(self, key: str, item: Item, version: int) -> bool:
        """Replaces the item if its version still is `version`; whether it did."""

    def due(self, now: float) -> Iterable[str]:
        """The keys of groups that wait for the clock, and whose `until` has passed."""


def change(store: Store, key: str, how: Callable[[Item], tuple[Item, Result]],
           facts: Mapping[str, Any] | None = None) -> Result:
    """Applies `how` to the item of `key` as if nobody else did. Raises Contended.

    A new item begins with `facts`; an item that `how` does not change is not written.
    """
    for _ in range(TRIES):
        before, version = store.get(key)
        after, result = how(before or dict(facts or {}))
        if after == before or store.put(key, after, version):
            return result
    raise Contended(key)


class Memory:
    """A store in memory: for `backtest`, and for tests."""

    def __init__(self) -> None:
        self.items: dict[str, tuple[Item, int]] = {}
        self.writes = 0

    def get(self, key: str) -> tuple[Item, int]:
        item, version = self.items.get(key, ({}, 0))
        return copy.deepcopy(item), version

    def put(self, key: str, item: Item, version: int) -> bool:
        if self.items.get(key, ({}, 0))[1] != version:
            return False
        self.items[key] = (copy.deepcopy(item), version + 1)
        self.writes += 1
        return True

    def due(self, now: float) -> list[str]:
        return [key for key, (item, _) in self.items.items()
                if waits(item) and item.get("until", 0) <= now]
