"""Records counted over time: bars of a timeline, a layer for each watch. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, datetime
from typing import Any

from eventbridge_notifier.console.records.filters import Record
from eventbridge_notifier.console.records.window import Window

BARS = 120  # at most, in a timeline
STEPS = (60, 300, 900, 3600, 3 * 3600, 6 * 3600, 86_400, 7 * 86_400, 28 * 86_400)
WATCHES = 8  # that get a layer of their own
OTHERS = "others"


class Timeline:
    """Counts rows one by one, under their first watch; `as_dict` says how it stands."""

    def __init__(self, window: Window, now: datetime) -> None:
        since, until = window.since.timestamp(), min(window.until, now).timestamp()
        length = max(until - since, 1.0)
        self.step = next((step for step in STEPS if length / step <= BARS), STEPS[-1])
        self.start = int(since // self.step * self.step)
        self.end = max(int(until), self.start + self.step)
        self._bars: dict[str, Counter[int]] = defaultdict(Counter)

    def add(self, row: Record) -> None:
        self._bars[row["watch"]][self._bar(row["time"])] += 1

    def _bar(self, time: str) -> int:
        seconds = datetime.fromisoformat(time[:19]).replace(tzinfo=UTC).timestamp()
        return int(seconds // self.step)

    def as_dict(self) -> dict[str, Any]:
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


def name_of(record: Record) -> str:
    """What happened: an API call's name, or the kind of a service's own event."""
    return str(record.get("eventName") or record.get("detailType") or "event")
