"""Which places are silent. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

MISSED = 2.5  # periods without a beat: two are missed, and the third is late
READS = " (reads)"


def last_beats(items: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """Place -> when its newest beat was made, in epoch seconds. `items` are those of the index.

    A place is `account/region`; its reads are a place of their own.
    """
    found: dict[str, float] = {}
    for item in items:
        place = f"{_text(item, 'account')}/{_text(item, 'region')}"
        if _text(item, "eventName").startswith("Describe"):
            place += READS
        at = datetime.fromisoformat(_text(item, "time")).timestamp()
        found[place] = max(found.get(place, 0.0), at)
    return found


def silent(beats: Mapping[str, float], expected: Iterable[str], now: float, period: float
           ) -> list[str]:
    """The places that have missed two beats: of those that are expected, and of all that ever beat
    as far as `beats` goes back. `period` is in seconds."""
    return sorted(place for place in {*beats, *expected}
                  if now - beats.get(place, 0.0) > MISSED * period)


def _text(item: Mapping[str, Any], name: str) -> str:
    return str(item.get(name, {}).get("S", ""))
