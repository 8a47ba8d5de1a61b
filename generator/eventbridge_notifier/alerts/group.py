"""One message at once, then a digest each `every` seconds while more records come. Pure.

A group is open before its `until`, and after it for as long as something is held. One that nothing
is held of needs no clock: its next record sees that `until` has passed. So it stands in no index,
and closing it is no write.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from eventbridge_notifier.alerts.arrival import Arrival, digest
from eventbridge_notifier.alerts.tally import Item, add, fresh, remember


class Digest(NamedTuple):
    """`total` further records of the alert `alert` between two event times."""

    id: str
    alert: str
    total: int
    checksum: int
    first: float
    last: float


def is_open(item: Mapping[str, Any], now: float) -> bool:
    """Whether the group's next record joins it, rather than being news."""
    return "until" in item and (waits(item) or now < item["until"])


def waits(item: Mapping[str, Any]) -> bool:
    """Whether the clock must look after a group: its digest is to be made, or to be sent."""
    return "pending" in item or ("until" in item and item.get("held", (0, 0))[0] > 0)


def step(before: Item, arrivals: Iterable[Arrival], members: Mapping[str, list[str]], every: int,
         now: float) -> tuple[Item, dict[str, str]]:
    """The item afterwards, and the records that are told at once: their key -> the alert's id.

    `members` names further records that come with one (those of a threshold). A record that comes
    again after a crash is told again under the same id, and not counted again.
    """
    item = copy.deepcopy(before)
    arrivals = list(arrivals)
    for one in fresh(item, arrivals):
        keys = members.get(one.key, [one.key])
        if not is_open(item, now):
            item.pop("acked", None)
            item["alert"] = digest("alert", item.get("name", ""), one.key)
            item["until"] = now + every
            add(item, "told", keys)
            remember(item, "opened", one.key, item["alert"])
        else:
            add(item, "held", keys)
            _span(item, one.time)
    opened = item.get("opened", {})
    return item, {one.key: opened[one.key] for one in arrivals if one.key in opened}


def due(before: Item, every: int, now: float) -> tuple[Item, Digest | None]:
    """The item after its time has come, and the digest to send: None where nothing was held.

    The digest stays in the item (`pending`) until `sent` takes it out.
    """
    item = copy.deepcopy(before)
    if "pending" not in item:
        if now < item.get("until", now + 1):
            return item, None
        total, sums = item.pop("held", (0, 0))
        if total and item.get("acked"):
            _keep_quiet(item, total, sums)
            item["until"] = now + every
            return item, None
        if not total:
            return before, None
        number = item["digests"] = item.get("digests", 0) + 1
        first, last = item.pop("span")
        item["pending"] = [f"{item['alert']}-{number}", item["alert"], total, sums, first, last]
        item["next"] = now + every  # `until` moves when it is sent: the index is written once less
    return item, Digest(*item["pending"])


def sent(before: Item) -> tuple[Item, None]:
    """The item after its digest was sent."""
    item = copy.deepcopy(before)
    if "pending" in item:
        _, _, total, sums, _, _ = item.pop("pending")
        told, before_sums = item.get("told", (0, 0))
        item["told"] = [told + total, before_sums ^ sums]
    if "next" in item:
        item["until"] = item.pop("next")
    return item, None


def acknowledge(before: Item) -> tuple[Item, None]:
    """Somebody looks after it: no digests until the group has been silent for a while."""
    return {**before, "acked": True} if "until" in before else before, None


def resolve(before: Item) -> tuple[Item, None]:
    """It is over: what comes next is news."""
    item = copy.deepcopy(before)
    _keep_quiet(item, *item.pop("held", (0, 0)))
    for name in ("until", "next", "acked", "span"):
        item.pop(name, None)
    return item, None


def forget(before: Item) -> tuple[Item, None]:
    """Its watch is gone, and nobody wants to be told any more."""
    item, _ = resolve(before)
    if "pending" in item:
        _, _, total, sums, _, _ = item.pop("pending")
        _keep_quiet(item, total, sums)
    return item, None


def _keep_quiet(item: Item, total: int, sums: int) -> None:
    """Held records of which nobody is told any more."""
    known, known_sums = item.get("kept_quiet", (0, 0))
    item["kept_quiet"] = [known + total, known_sums ^ sums]
    item.pop("span", None)


def _span(item: Item, time: float) -> None:
    first, last = item.get("span", (time, time))
    item["span"] = [min(first, time), max(last, time)]
