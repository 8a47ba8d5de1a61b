"""What the recorder counts, as embedded metrics: a line of JSON on stdout for each invoke.

CloudWatch makes metrics of such lines (CloudWatch user guide, "Embedded metric format
specification"); no permission and no request is needed.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from datetime import UTC, datetime

NAMESPACE = "eventbridge-notifier"
UNITS = {"Recorded": "Count", "Unmatched": "Count", "Doubled": "Count", "SecondsBehind": "Seconds"}


class Metrics:
    """Counts of one invoke; `doubled` are records that were there already."""

    def __init__(self, stack: str) -> None:
        told = [{"Namespace": NAMESPACE, "Dimensions": [["Stack"]],
                 "Metrics": [{"Name": name, "Unit": unit} for name, unit in UNITS.items()]}]
        self._constant = f'"CloudWatchMetrics": {json.dumps(told)}}}, "Stack": {json.dumps(stack)}'
        self._unmatched = 0
        self._oldest: datetime | None = None

    def saw(self, events: Iterable[object], unmatched: int = 0) -> None:
        """Events of which records are made, and how many matched no watch."""
        self._unmatched += unmatched
        for event in events:
            sent = _time(event)
            if sent and (self._oldest is None or sent < self._oldest):
                self._oldest = sent

    def print(self, recorded: int, doubled: int) -> None:
        """Says it, and begins anew. `recorded` are new records."""
        behind = (datetime.now(UTC) - self._oldest).total_seconds() if self._oldest else 0.0
        values = dict(zip(UNITS, (recorded, self._unmatched, doubled, max(0.0, behind)),
                          strict=True))
        self._unmatched, self._oldest = 0, None
        moment = int(time.time() * 1000)
        print(f'{{"_aws": {{"Timestamp": {moment}, {self._constant}, {json.dumps(values)[1:]}',
              flush=True)


def _time(event: object) -> datetime | None:
    """When an event happened; None where it does not say so in EventBridge's way."""
    said = event.get("time") if isinstance(event, dict) else None
    try:
        found = datetime.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None
    return found if found and found.tzinfo else None
