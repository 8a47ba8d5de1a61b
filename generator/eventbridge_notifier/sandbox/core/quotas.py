"""AWS's rates and counts as faults: off unless a test switches them on.

    with sandbox.faults.during(Partitions("hot key", units=10), Executions("account", most=10)):
        ...

Rates count by the wall's seconds, so that a laptop can meet them. The policies of buses and their
sizes are always held: sandbox/events/limits.py.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

from eventbridge_notifier.sandbox.core.faults import Fault


@dataclass(frozen=True)
class Partitions(Fault):
    """A key of a table, or of an index, takes so many writes a second, a table `table_units`.

    DynamoDB developer guide, "Partitions and data distribution": 1,000 write units for a key; a new
    on-demand table begins with 4,000. A throttled index fails the table's write.
    """

    units: float = 1_000.0
    table_units: float = 4_000.0


@dataclass(frozen=True)
class Executions(Fault):
    """All functions together have so many executions at once; more are throttled, and a batch of a
    queue that is throttled has been received (Lambda developer guide, "Scaling behavior")."""

    most: int = 10


@dataclass(frozen=True)
class Invocations(Fault):
    """EventBridge takes so many events a second to targets; the others are late, not lost
    (EventBridge user guide, "Quotas": 750 to 18,750 by region)."""

    a_second: float = 750.0


class Buckets:
    """Units by name; each bucket refills, and holds those of one second."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def take(self, rates: dict[str, float]) -> bool:
        """A unit of each of `rates`, or of none of them."""
        now = time.monotonic()
        with self._lock:
            left = {name: self._left(name, rate, now) for name, rate in rates.items()}
            fits = all(units >= 1 for units in left.values())
            for name, units in left.items():
                self._held[name] = (units - fits, now)
            return fits

    def wait(self, name: str, rate: float) -> float:
        """After how many seconds a unit is there, which is taken."""
        now = time.monotonic()
        with self._lock:
            units = self._left(name, rate, now) - 1
            self._held[name] = (units, now)
            return max(0.0, -units / rate)

    def _left(self, name: str, rate: float, now: float) -> float:
        units, since = self._held.get(name, (max(1.0, rate), now))
        return min(max(1.0, rate), units + (now - since) * rate)
