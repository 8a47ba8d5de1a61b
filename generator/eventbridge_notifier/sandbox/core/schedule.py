"""Work to do now or later, by a few threads. The clock may run faster than the wall's."""

from __future__ import annotations

import heapq
import itertools
import threading
import time
from collections.abc import Callable

Job = Callable[[], None]


class Clock:
    """The sandbox's time for waits and ages: one wall second is `factor` of its seconds."""

    def __init__(self, factor: float = 1.0) -> None:
        self.factor = factor

    def now(self) -> float:
        """Seconds of the sandbox."""
        return time.monotonic() * self.factor

    def wall(self, seconds: float) -> float:
        """How long `seconds` of the sandbox take on the wall."""
        return seconds / self.factor


class Schedule:
    """Jobs by due time. `pending` counts those that wait or run."""

    def __init__(self, clock: Clock, workers: int = 8, name: str = "delivery") -> None:
        self._clock = clock
        self._waiting: list[tuple[float, int, Job]] = []
        self._number = itertools.count()
        self._changed = threading.Condition()
        self._running = 0
        self._closed = False
        self._threads = [threading.Thread(target=self._work, name=f"{name}-{number}", daemon=True)
                         for number in range(workers)]
        for thread in self._threads:
            thread.start()

    def run(self, job: Job, after: float = 0.0) -> None:
        """Does `job`, `after` so many seconds of the sandbox's clock."""
        due = time.monotonic() + self._clock.wall(after)
        with self._changed:
            heapq.heappush(self._waiting, (due, next(self._number), job))
            self._changed.notify()

    def pending(self) -> int:
        with self._changed:
            return len(self._waiting) + self._running

    def close(self) -> None:
        """Stops; what still waits is dropped."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        for thread in self._threads:
            thread.join(timeout=5)

    def _work(self) -> None:
        while (job := self._next()) is not None:
            try:
                job()
            finally:
                with self._changed:
                    self._running -= 1

    def _next(self) -> Job | None:
        with self._changed:
            while not self._closed:
                wait = self._waiting[0][0] - time.monotonic() if self._waiting else None
                if wait is not None and wait <= 0:
                    self._running += 1
                    return heapq.heappop(self._waiting)[2]
                self._changed.wait(wait)
        return None
