"""`when: {first_by}`: is a record the first of its kind in so many seconds? Pure."""

from __future__ import annotations

import copy
from collections.abc import Iterable

from eventbridge_notifier.alerts.arrival import Arrival
from eventbridge_notifier.alerts.policy import FirstBy
from eventbridge_notifier.alerts.tally import Item, add, fresh, remember


def step(before: Item, arrivals: Iterable[Arrival], when: FirstBy) -> tuple[Item, list[Arrival]]:
    """The item afterwards, and the records that are news. `before` is {} for a new combination.

    The item holds the span of event times (`low`, `high`) without a gap of `within`. A record
    after the span and a gap is news and begins another; one within it, or before it, is not.
    """
    item = copy.deepcopy(before)
    arrivals = list(arrivals)
    for one in fresh(item, arrivals):
        if "high" not in item or one.time >= item["high"] + when.within:
            item["low"] = item["high"] = one.time
            remember(item, "news", one.key)
        else:
            item["low"], item["high"] = min(item["low"], one.time), max(item["high"], one.time)
            add(item, "seen", [one.key])
    return item, [one for one in arrivals if one.key in item.get("news", ())]
