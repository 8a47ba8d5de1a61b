"""Records counted: how many when, and who did what. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, datetime
from typing import Any

from eventbridge_notifier.console.records.filters import Record
from eventbridge_notifier.console.records.window import Window

BARS = 120  # at most, in a timeline
STEPS = (60, 300, 900, 3600, 3 * 3600, 6 * 3600, 86_400, 7 * 86_400, 28 * 86_400)
WATCHES = 8  # that get a colour of their own
PEOPLE, DEEDS = 12, 4
OTHERS = "others"
NOBODY = "nobody named"


class Summary:
    """Counts records one by one; `as_dict` says how it stands."""

    def __init__(self, window: Window, now: datetime) -> None:
        since, until = window.since.timestamp(), min(window.until, now).timestamp()
        length = max(until - since, 1.0)
        self.step = next((step for step in STEPS if length / step <= BARS), STEPS[-1])
        self.start = int(since // self.step * self.step)
        self.end = max(int(until), self.start + self.step)
        self.count = 0
        self._bars: dict[str, Counter[int]] = defaultdict(Counter)
        self._deeds: dict[str, Counter[str]] = defaultdict(Counter)
        self._latest: dict[str, str] = {}

    def add(self, record: Record) -> None:
        self.count += 1
        self._bars[record["watch"]][self._bar(record["time"])] += 1
        who = record.get("actor", NOBODY)
        self._deeds[who][name_of(record)] += 1
        if record["time"] > self._latest.get(who, ""):
            self._latest[who] = record["time"]

    def _bar(self, time: str) -> int:
        seconds = datetime.fromisoformat(time[:19]).replace(tzinfo=UTC).timestamp()
        return int(seconds // self.step)

    def as_dict(self) -> dict[str, Any]:
        return {"count": self.count, "timeline": self._timeline(), "people": self._people()}

    def _timeline(self) -> dict[str, Any]:
        """Bars of `step` seconds from `start` on; a row of counts for each watch."""
        ranked = sorted(self._bars, key=lambda watch: (-self._bars[watch].total(), watch))
        series = {watch: self._bars[watch] for watch in ranked[:WATCHES]}
        if rest := ranked[WATCHES:]:
            series[OTHERS] = sum((self._bars[watch] for watch in rest), Counter())
        first = self.start // self.step
        numbers = range(first, max(self.end // self.step, first) + 1)
        return {"start": self.start, "step": self.step, "bars": len(numbers),
                "watches": [{"watch": watch, "counts": [bars[number] for number in numbers]}
                            for watch, bars in series.items()]}

    def _people(self) -> list[dict[str, Any]]:
        ranked = sorted(self._deeds, key=lambda who: (-self._deeds[who].total(), who))[:PEOPLE]
        return [{"who": who, "count": self._deeds[who].total(), "latest": self._latest[who],
                 "kinds": len(self._deeds[who]),
                 "deeds": [list(one) for one in self._deeds[who].most_common(DEEDS)]}
                for who in ranked]


def name_of(record: Record) -> str:
    """What happened: an API call's name, or the kind of a service's own event."""
    return str(record.get("eventName") or record.get("detailType") or "event")
