"""`when: {at_least}`: did enough records come in so many seconds? Pure."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any

from eventbridge_notifier.alerts.arrival import Arrival
from eventbridge_notifier.alerts.policy import AtLeast
from eventbridge_notifier.alerts.tally import Item, add, fresh, remember

# An entry is [time, value, keys]: the latest time of a value (or of one record), and its records.
Entry = list[Any]


def step(before: Item, arrivals: Iterable[Arrival], when: AtLeast
         ) -> tuple[Item, dict[str, list[str]]]:
    """The item afterwards, and the records that complete a threshold: their key -> all its records.

    Records that completed one are not counted for the next. Those that grow too old to count are
    tallied under `below`.
    """
    item = copy.deepcopy(before)
    arrivals = list(arrivals)
    for one in fresh(item, arrivals):
        members = _arrived(item, one, when)
        if members:
            remember(item, "fired", one.key, "\t".join(members))
    fired = item.get("fired", {})
    return item, {one.key: fired[one.key].split("\t") for one in arrivals if one.key in fired}


def _arrived(item: Item, one: Arrival, when: AtLeast) -> list[str]:
    """The records of the threshold that `one` completes; none where it completes none."""
    entries: list[Entry] = item.setdefault("entries", [])
    value = one.values([when.distinct])[0] if when.distinct else one.key
    known = next((entry for entry in entries if entry[1] == value), None)
    if known:
        known[0], known[2] = max(known[0], one.time), [*known[2], one.key]
    else:
        entries.append([one.time, value, [one.key]])
    entries.sort(key=lambda entry: entry[0])
    window = _window(entries, one.time, when)
    if window:
        item["entries"] = [entry for entry in entries if entry not in window]
        return [key for entry in window for key in entry[2]]
    newest = entries[-1][0]
    old = [entry for entry in entries if entry[0] <= newest - 2 * when.within]
    for entry in old:
        entries.remove(entry)
        add(item, "below", entry[2])
    return []


def _window(entries: list[Entry], time: float, when: AtLeast) -> list[Entry]:
    """The entries of a span of `within` seconds that holds `time` and enough of them."""
    for index, entry in enumerate(entries):
        inside = [other for other in entries[index:] if other[0] <= entry[0] + when.within]
        if len(inside) >= when.count and inside[0][0] <= time <= inside[-1][0]:
            return inside
    return []
