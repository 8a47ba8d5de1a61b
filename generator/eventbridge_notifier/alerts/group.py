"""One message at once, then a digest each `every` seconds while more records come. Pure."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from typing import NamedTuple

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
        if "until" not in item:
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
            item.pop("acked", None)
            item.pop("until", None)
            return item, None
        number = item["digests"] = item.get("digests", 0) + 1
        first, last = item.pop("span")
        item["pending"] = [f"{item['alert']}-{number}", item["alert"], total, sums, first, last]
        item["until"] = now + every
    return item, Digest(*item["pending"])


def sent(before: Item) -> tuple[Item, None]:
    """The item after its digest was sent."""
    item = copy.deepcopy(before)
    if "pending" in item:
        _, _, total, sums, _, _ = item.pop("pending")
        told, before_sums = item.get("told", (0, 0))
        item["told"] = [told + total, before_sums ^ sums]
    return item, None


def acknowledge(before: Item) -> tuple[Item, None]:
    """Somebody looks after it: no digests until the group has been silent for a while."""
    return {**before, "acked": True} if "until" in before else before, None


def resolve(before: Item) -> tuple[Item, None]:
    """It is over: what comes next is news."""
    item = copy.deepcopy(before)
    _keep_quiet(item, *item.pop("held", (0, 0)))
    for name in ("until", "acked", "span"):
        item.pop(name, None)
    return item, None


def _keep_quiet(item: Item, total: int, sums: int) -> None:
    """Held records of which nobody is told any more."""
    known, known_sums = item.get("kept_quiet", (0, 0))
    item["kept_quiet"] = [known + total, known_sums ^ sums]
    item.pop("span", None)


def _span(item: Item, time: float) -> None:
    first, last = item.get("span", (time, time))
    item["span"] = [min(first, time), max(last, time)]
