"""What the notifier's state says: open groups, snoozes, and what was held back and why. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from eventbridge_notifier.alerts.group import is_open

Item = Mapping[str, Any]


class Group(NamedTuple):
    """A group that is open. `told` and `held` count records; `until` is epoch seconds."""

    alert: str
    watch: str
    values: tuple[str, ...]
    told: int
    held: int
    until: float
    acknowledged: bool


class HeldBack(NamedTuple):
    """Records of a watch that nobody was told of, and why."""

    watch: str
    why: str
    records: int


class Snooze(NamedTuple):
    """What sends no messages until `until`, in epoch seconds."""

    name: str
    until: float
    because: str


class Overview(NamedTuple):
    """Open groups, the next digest first, what was held back, and snoozes that last."""

    groups: tuple[Group, ...]
    held_back: tuple[HeldBack, ...]
    snoozes: tuple[Snooze, ...]


# Name under which an item counts -> why nobody was told.
REASONS = {
    "seen": "not the first of its kind",
    "below": "too few of them",
    "kept_quiet": "acknowledged or resolved",
    "messages": "the watch is being tried out (stage)",
    "folded": "another watch's message told of the event",
}


def overview(items: Iterable[Item], now: float) -> Overview:
    """The overview of the items of the state at `now`, in epoch seconds."""
    items = list(items)
    groups = sorted((_group(item) for item in items if is_open(item, now)),
                    key=lambda one: one.until)
    held = [HeldBack(str(item.get("watch", "")), why, item[name][0])
            for item in items for name, why in _reasons(item).items() if item.get(name)]
    lasting = [one for item in items for one in snoozes(item, now)]
    return Overview(tuple(groups), tuple(_summed(held)), tuple(lasting))


def snoozes(item: Item, now: float) -> Iterator[Snooze]:
    """Those of an item of the state that are not over at `now`; most items have none."""
    for one in item.get("entries", ()):
        if one["until"] > now:
            yield Snooze(one["name"], one["until"], one.get("because") or "")


def _group(item: Item) -> Group:
    told, held = item.get("told", (0, 0))[0], item.get("held", (0, 0))[0]
    return Group(item["alert"], item["watch"], tuple(item.get("values", ())), told, held,
                 item["until"], bool(item.get("acked")))


def _reasons(item: Item) -> dict[str, str]:
    if "quiet" in item:
        return {"held": f"quiet: {item['quiet']}"}
    return REASONS


def _summed(held: Iterable[HeldBack]) -> list[HeldBack]:
    counts: dict[tuple[str, str], int] = {}
    for one in held:
        if one.records:
            counts[one.watch, one.why] = counts.get((one.watch, one.why), 0) + one.records
    return [HeldBack(watch, why, count) for (watch, why), count in sorted(counts.items())]
