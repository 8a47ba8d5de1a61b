"""The books: every record that came, against what was sent and what the state counts.

A book is kept for each watch and actor: the records that are told, held or counted there must be
those that came, by number and by the checksum of their keys. And every alert that the state knows
was sent.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from eventbridge_notifier.alerts.arrival import checksum
from eventbridge_notifier.alerts.books import balance as sums
from eventbridge_notifier.alerts.tally import Item

from tools.faults.telling.edges import Edges
from tools.faults.telling.stream import Record


@dataclass
class Books:
    """`alerts` are different ids, `again` messages that were sent a second time under theirs;
    `quiet` are records that are counted and told to nobody; `kept` those that lie in the bucket."""

    records: int = 0
    alerts: int = 0
    again: int = 0
    quiet: int = 0
    redriven: int = 0
    kept: int = 0
    lost: int = 0
    twice: int = 0
    unsent: int = 0
    struck: int = 0

    def __add__(self, other: Books) -> Books:
        return Books(*(getattr(self, name) + getattr(other, name)
                       for name in self.__dataclass_fields__))

    @property
    def even(self) -> bool:
        return not (self.lost or self.twice or self.unsent)


def balance(records: Iterable[Record], poisoned: set[str], edges: Edges, redriven: int) -> Books:
    """The books of a trial that is over."""
    items = [json.loads(one["state"]["S"]) | {"key": key} for key, one in edges.items.items()]
    came = _by_watch(record for record in records if _text(record, "id") not in poisoned)
    counted = {watch: sums(_of(watch, items)) for watch in came}
    sent = Counter(one["id"] for one in edges.sent)
    difference = [len(keys) - counted[watch][0] for watch, keys in came.items()]
    wrong = sum(counted[watch] != (len(keys), checksum(keys)) for watch, keys in came.items())
    return Books(
        records=sum(map(len, came.values())) + len(poisoned), alerts=len(sent),
        again=sent.total() - len(sent), quiet=sum(map(_untold, items)), redriven=redriven,
        kept=len(poisoned), lost=sum(max(one, 0) for one in difference) or wrong,
        twice=sum(max(-one, 0) for one in difference),
        unsent=len(_ids(items) - sent.keys()), struck=edges.struck.total())


def _by_watch(records: Iterable[Record]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in records:
        watch = _text(one, "watch")
        found.setdefault(watch, []).append(f"{_text(one, 'id')}\n{watch}")
    return found


def _of(watch: str, items: Iterable[dict[str, Any]]) -> list[Item]:
    """The items that count records of a watch; of its lone events, by the records' keys."""
    return [one for one in items if one.get("watch") == watch
            or any(key.endswith(f"\n{watch}") for key in one.get("by", ()))]


def _untold(item: Item) -> int:
    """Records of which nobody is told: not the first, too few, quiet, tried out."""
    names = ["seen", "below"] + ["held"] * ("quiet" in item) + ["alone"] * ("since" in item)
    return sum(item.get(name, (0, 0))[0] for name in names)


def _ids(items: Iterable[Item]) -> set[str]:
    """The alerts that the state says were told: lone events, and each digest of a group."""
    told = {item["alert"] for item in items if "by" in item}
    return told | {item["pending"][0] for item in items if "pending" in item}


def _text(record: Record, name: str) -> str:
    return str(record["dynamodb"]["NewImage"][name]["S"])
