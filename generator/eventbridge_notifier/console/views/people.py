"""Who did what: actors, with what they did, how often it failed, and when they were seen. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from eventbridge_notifier.console.records.filters import SUCCEEDED, Record
from eventbridge_notifier.console.views.timeline import name_of

MOST, DEEDS = 500, 4


@dataclass
class Person:
    """An actor; `first` and `latest` are times of what is shown."""

    who: str
    count: int = 0
    failed: int = 0
    first: str = ""
    latest: str = ""
    deeds: Counter[str] = field(default_factory=Counter)

    def add(self, row: Record) -> None:
        """Takes the next older row."""
        self.count += 1
        self.failed += has_failed(row)
        self.deeds[name_of(row)] += 1
        self.first, self.latest = row["time"], self.latest or row["time"]

    def as_dict(self) -> dict[str, Any]:
        return {"who": self.who, "count": self.count, "failed": self.failed, "first": self.first,
                "latest": self.latest, "kinds": len(self.deeds),
                "deeds": [list(one) for one in self.deeds.most_common(DEEDS)]}


class People:
    """Those who did something; rows come newest first."""

    def __init__(self) -> None:
        self._people: dict[str, Person] = {}

    def add(self, row: Record) -> None:
        if actor := str(row.get("actor", "")):
            self._people.setdefault(actor, Person(actor)).add(row)

    def as_list(self) -> list[dict[str, Any]]:
        """The busiest first."""
        ranked = sorted(self._people.values(), key=lambda one: (-one.count, one.who))
        return [one.as_dict() for one in ranked[:MOST]]


def has_failed(row: Record) -> bool:
    return bool(row.get("outcome", SUCCEEDED) != SUCCEEDED)
