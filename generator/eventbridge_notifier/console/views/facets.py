"""How often which value occurs in what is shown: what a list can be narrowed by. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from eventbridge_notifier.console.records.filters import Record
from eventbridge_notifier.console.views.timeline import name_of

SHOWN, MOST = 12, 300  # values of a facet: while the reading goes on, and at its end


def _of(attribute: str) -> Callable[[Record], Iterable[str]]:
    return lambda row: [str(row[attribute])] if row.get(attribute) else []


# Name, that of its filter -> the values that a row has. Source of the names: `filters.EXCLUDABLE`.
FACETS: dict[str, Callable[[Record], Iterable[str]]] = {
    "outcome": _of("outcome"),
    "severity": _of("severity"),
    "watch": lambda row: [one["watch"] for one in row["watches"]],
    "actor": _of("actor"),
    "event": lambda row: [name_of(row)],
    "type": _of("resourceType"),
    "resource": _of("resource"),
    "region": _of("region"),
    "account": _of("account"),
    "ip": _of("sourceIp"),
}


class Facets:
    """Counts rows; a row with two watches counts for both."""

    def __init__(self) -> None:
        self._counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}

    def add(self, row: Record) -> None:
        for name, values in FACETS.items():
            counts = self._counts[name]
            for value in values(row):
                counts[value] += 1

    def as_list(self, most: int = SHOWN) -> list[dict[str, Any]]:
        """Facets with [value, count], the most frequent first, and how many values there are."""
        return [{"facet": name, "total": len(counts),
                 "values": [list(one) for one in counts.most_common(most)]}
                for name, counts in self._counts.items()]
