"""A flood through rules, queue or Lambda, recorder and table, as a discrete-event simulation.

Limits are AWS's (sources in LIMITS), settings the module's, the recorder's way with a table that
throttles its own: what is refused is tried again with growing, jittered pauses until time is up.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import simpy

# DynamoDB developer guide: 1,000 write units a second for a key; a new on-demand table takes 4,000.
KEY_UNITS, COLD_UNITS = 1_000, 4_000
# A record of 3 KB, and what an index holds of it.
ITEM_UNITS = 3
BATCH, STATEMENTS = 100, 25
INVOKE_SECONDS, REQUEST_SECONDS = 0.015, 0.025  # bench/recorder.py, at 256 MB
FIRST_PAUSE, LONGEST_PAUSE, RESERVE = 0.05, 2.0, 0.5  # lambda/aws_client/retry.py
DIRECT_RETRIES = (60.0, 120.0)  # Lambda developer guide, "Asynchronous invocation": 1, then 2 min
GROUP = 50  # events that the model moves together where each has an execution of its own


@dataclass(frozen=True)
class Layout:
    """`keys` of the hottest index; `concurrency` of the mapping, `deliveries` before a dead letter;
    `patience` of an invoke of one event, and what an `invoke` takes beside its writes, in seconds.
    """

    name: str
    by_queue: bool
    keys: int = 12
    warm_units: int = COLD_UNITS
    account: int = 1_000
    others: float = 0.0
    concurrency: int = 5
    deliveries: int = 10
    patience: float = 8.0
    timeout: float = 30.0
    batch: int = BATCH
    quota: float = 18_750.0
    invoke: float = INVOKE_SECONDS


@dataclass(frozen=True)
class Flood:
    rate: float = 5_000.0
    seconds: float = 300.0

    @property
    def events(self) -> int:
        return round(self.rate * self.seconds)


@dataclass
class Result:
    """Counts of events; `gone` is when the last was done with, in seconds after the flood's end.
    `most` is the most executions at once, `refused` the receives that throttling cost."""

    recorded: int = 0
    sinks: int = 0
    most: int = 0
    refused: int = 0
    waiting: int = 0
    gone: float = 0.0
    running: int = 0
    delays: list[float] = field(default_factory=list)


class Bucket:
    """Units that refill; holds those of one second."""

    def __init__(self, env: simpy.Environment, rate: float) -> None:
        self._env, self._rate = env, rate
        self._units, self._at = rate, 0.0

    def left(self) -> float:
        now = self._env.now
        self._units = min(self._rate, self._units + (now - self._at) * self._rate)
        self._at = now
        return self._units

    def take(self, units: float) -> None:
        self._units -= units


class Model:
    """One run. `result` is complete when `run` has come back."""

    def __init__(self, layout: Layout, flood: Flood, seed: int = 1) -> None:
        self.layout, self.flood = layout, flood
        self.env = simpy.Environment()
        self.result = Result()
        self._random = random.Random(seed)
        self._table = Bucket(self.env, layout.warm_units)
        # An index starts as the table does, and a key takes no more than its own.
        self._index = Bucket(self.env, min(layout.warm_units, layout.keys * KEY_UNITS))
        self._queue: deque[tuple[int, float, int]] = deque()  # events, since when, receives

    def run(self) -> Result:
        self.env.process(self._arrivals())
        if self.layout.by_queue:
            for _ in range(self.layout.concurrency):
                self.env.process(self._poller())
        self.env.run(until=self.flood.seconds + 6 * 3600)
        self.result.waiting = self.flood.events - self.result.recorded - self.result.sinks
        return self.result

    def _arrivals(self) -> Iterator[Any]:
        """EventBridge hands over no more than its quota; the rest is late, not lost."""
        rate = min(self.flood.rate, self.layout.quota)
        size = self.layout.batch if self.layout.by_queue else GROUP
        for number in range(0, self.flood.events, size):
            count = min(size, self.flood.events - number)
            yield self.env.timeout(count / rate)
            if self.layout.by_queue:
                self._queue.append((count, self.env.now, 0))
            else:
                self.env.process(self._direct(count))

    def _poller(self) -> Iterator[Any]:
        while True:
            if not self._queue:
                if self._is_over():
                    return
                yield self.env.timeout(0.1)
                continue
            count, since, receives = self._queue.popleft()
            if self._others() + self.result.running >= self.layout.account:
                self._again(count, since, receives + 1)
                self.result.refused += count
                yield self.env.timeout(1.0)
                continue
            yield from self._batch(count, since, receives)

    def _batch(self, count: int, since: float, receives: int) -> Iterator[Any]:
        self._runs(1)
        yield self.env.timeout(self.layout.invoke)
        end, left = self.env.now + self.layout.timeout, count
        for start in range(0, count, STATEMENTS):
            part = min(STATEMENTS, count - start)
            left -= part - (yield from self._insert(part, end))
        self._runs(-1)
        self._done(count - left, since)
        if left:
            self._again(left, since, receives + 1)

    def _direct(self, count: int) -> Iterator[Any]:
        """Each event has an execution; those that fail come again after a minute, then two."""
        since, left = self.env.now, count
        for pause in (*DIRECT_RETRIES, None):
            wait = 1.0
            while self._others() + self.result.running + left > self.layout.account:
                # Throttled: Lambda goes on for six hours.
                yield self.env.timeout(self._random.uniform(0.5, 1) * wait)
                wait = min(300.0, wait * 2)
            self._runs(left)
            yield self.env.timeout(self.layout.invoke)
            left = yield from self._put(left, since)
            if not left or pause is None:
                break
            yield self.env.timeout(pause)
        self.result.sinks += left
        self._note()

    def _put(self, count: int, since: float) -> Iterator[Any]:
        """Executions end one by one as their events are written; gives how many were not."""
        end, left, pause = self.env.now + self.layout.patience, count, FIRST_PAUSE
        while True:
            yield self.env.timeout(REQUEST_SECONDS)
            written = self._write(left)
            self._done(written, since)
            self._runs(-written)
            left -= written
            wait = self._random.uniform(0, pause)
            if not left or self.env.now + wait > end - RESERVE:
                break
            yield self.env.timeout(wait)
            pause = min(LONGEST_PAUSE, pause * 2)
        self._runs(-left)
        return left

    def _insert(self, count: int, end: float) -> Iterator[Any]:
        """BatchExecuteStatement until nothing is throttled or time is up; gives what is left."""
        left, pause = count, FIRST_PAUSE
        while left and self.env.now < end - RESERVE:
            yield self.env.timeout(REQUEST_SECONDS)
            left -= self._write(left)
            wait = self._random.uniform(0, pause)
            if not left or self.env.now + wait > end - RESERVE:
                break
            yield self.env.timeout(wait)
            pause = min(LONGEST_PAUSE, pause * 2)
        return left

    def _write(self, count: int) -> int:
        """How many of so many are written now: a throttled index fails the table's write."""
        fits = int(min(count, self._table.left() // ITEM_UNITS, self._index.left()))
        self._table.take(fits * ITEM_UNITS)
        self._index.take(fits)
        return fits

    def _again(self, count: int, since: float, receives: int) -> None:
        """Back after the visibility timeout, or to the dead-letter queue."""
        if receives >= self.layout.deliveries:
            self.result.sinks += count
            self._note()
            return
        self.env.process(self._hidden(count, since, receives))

    def _hidden(self, count: int, since: float, receives: int) -> Iterator[Any]:
        yield self.env.timeout(6 * self.layout.timeout + 1)
        self._queue.append((count, since, receives))

    def _others(self) -> float:
        """Executions of the account's other functions, which come and go."""
        return self._random.uniform(0, 2 * self.layout.others) if self.layout.others else 0.0

    def _runs(self, more: int) -> None:
        self.result.running += more
        self.result.most = max(self.result.most, self.result.running)

    def _done(self, count: int, since: float) -> None:
        self.result.recorded += count
        if count:
            self.result.delays.append(self.env.now - since)
            self._note()

    def _note(self) -> None:
        self.result.gone = max(0.0, self.env.now - self.flood.seconds)

    def _is_over(self) -> bool:
        return self.env.now > self.flood.seconds and (
            self.result.recorded + self.result.sinks >= self.flood.events)
