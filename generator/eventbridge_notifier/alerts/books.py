"""The books: how many records each place holds. They balance when every record is in one place."""

from __future__ import annotations

from collections.abc import Iterable

from eventbridge_notifier.alerts.arrival import checksum
from eventbridge_notifier.alerts.tally import Item

# Where records end, by the name under which an item counts them.
PLACES = {
    "told": "told in a group's message or digest",
    "held": "held for a digest, or kept quiet",
    "kept_quiet": "of a group that was acknowledged or resolved",
    "alone": "told in a message of their own",
    "seen": "not the first of their kind",
    "below": "too few to tell of",
}


def places(items: Iterable[Item]) -> dict[str, tuple[int, int]]:
    """Place -> how many records, and the checksum of their keys.

    `waiting` are those of a threshold that is not reached, and of digests that are being sent.
    A record that several channels are told of on its own stands in each channel's item.
    """
    found = dict.fromkeys((*PLACES, "waiting"), (0, 0))
    for item in items:
        for name in PLACES:
            _count(found, name, *item.get(name, (0, 0)))
        for _, _, keys in item.get("entries", ()):
            _count(found, "waiting", len(keys), checksum(keys))
        if "pending" in item:
            _count(found, "waiting", *item["pending"][2:4])
    return found


def balance(items: Iterable[Item]) -> tuple[int, int]:
    """All places together: how many records, and the checksum of their keys."""
    count = total = 0
    for number, sums in places(items).values():
        count, total = count + number, total ^ sums
    return count, total


def _count(found: dict[str, tuple[int, int]], name: str, number: int, sums: int) -> None:
    before, before_sums = found[name]
    found[name] = (before + number, before_sums ^ sums)
