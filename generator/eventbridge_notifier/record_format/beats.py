"""Which places are silent, by the records of the heartbeat. Pure.

The function at home counts them, and `health` names them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

WATCH = "heartbeat"
MISSED = 2.5  # periods without a beat: two are missed, and the third is late
READS = " (reads)"


def place_of(record: Mapping[str, Any]) -> str:
    """`account/region`; the calls there that only read are a place of their own."""
    reads = READS if str(record.get("eventName", "")).startswith("Describe") else ""
    return f"{record.get('account', '')}/{record.get('region', '')}{reads}"


def last_beats(records: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """Place -> when its newest beat was made, in epoch seconds."""
    found: dict[str, float] = {}
    for record in records:
        place, at = place_of(record), datetime.fromisoformat(str(record["time"])).timestamp()
        found[place] = max(found.get(place, 0.0), at)
    return found


def silent(beats: Mapping[str, float], expected: Iterable[str], now: float, period: float
           ) -> list[str]:
    """The places that have missed two beats: of those that are expected, and of all that ever beat
    as far as `beats` goes back. `period` is in seconds."""
    return sorted(place for place in {*beats, *expected}
                  if now - beats.get(place, 0.0) > MISSED * period)
