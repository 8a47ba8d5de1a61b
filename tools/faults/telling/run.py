"""Runs a trial: the stream through the notifier, the clock's ticks, a redrive, the books."""

from __future__ import annotations

import random
from contextlib import redirect_stderr, suppress
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

from eventbridge_notifier.console.redrive.batches import batch
from notifier.notifier import Notifier

from tools.faults.telling.books import Books, balance
from tools.faults.telling.edges import Edges, Killed
from tools.faults.telling.stream import Mapping, Record, batches, record
from tools.faults.telling.trials import ACTORS, CONFIG, NONE, START, WATCHES, Trial

ENVIRON = {"BUCKET": "b", "CONFIG_KEY": "c", "ALERT_BUS": "alerts", "STATE_TABLE": "state"}
SHARDS, MINUTE = 4, 60.0
TICKS = 600
"""Minutes after which every digest was sent: faults end with the stream."""


class Stage:
    """The notifier among its edges, with a clock that moves as the trial says."""

    def __init__(self, trial: Trial, seed: int) -> None:
        self.now, self._next_tick = START, START + MINUTE
        self.chance = random.Random(seed)
        self.edges = Edges(CONFIG, trial.faults, self.chance, lambda: self.now, START)
        self.mapping = Mapping(self.handle, self.pass_time)

    def handle(self, payload: dict[str, Any]) -> dict[str, Any]:
        """In a function that starts anew each time: nothing is kept but what is in the table."""
        notifier = Notifier(ENVIRON, self.edges, clock=lambda: self.now)  # type: ignore[arg-type]
        with redirect_stderr(StringIO()):
            return notifier.handle(payload, lambda: 60.0)

    def pass_time(self, seconds: float) -> None:
        """The clock ticks each minute, between batches as well as between their attempts."""
        self.now += seconds
        if self.now >= self._next_tick:
            self._next_tick = self.now + MINUTE
            with suppress(Killed, Exception):
                self.handle({"tick": True})


def run(trial: Trial, count: int, seed: int = 1) -> Books:
    """One trial with `count` records."""
    stage = Stage(trial, seed)
    shards, poisoned = _shards(trial, count, stage.chance)
    for shard, records in batches(shards, stage.chance):
        stage.mapping.deliver(shard, records)
        if stage.chance.random() < trial.again:
            stage.mapping.deliver(shard, records)
        stage.pass_time(stage.chance.uniform(0, 120))
    stage.edges.faults, stage.now = NONE, max(stage.now, START + trial.faults.down_for)
    redriven = _redrive(stage)
    for _ in range(TICKS):
        stage.pass_time(MINUTE)
    every = [one for records in shards.values() for one in records]
    return balance(every, poisoned, stage.edges, redriven)


def _shards(trial: Trial, count: int, chance: random.Random) -> tuple[
        dict[str, list[Record]], set[str]]:
    """The records by shard, and the ids of those that cannot be read."""
    shards: dict[str, list[Record]] = {f"shard-{number}": [] for number in range(SHARDS)}
    poisoned = set()
    for number in range(count):
        moment = START + number * 2 + chance.uniform(-trial.disorder, trial.disorder)
        time = (datetime.fromtimestamp(0, UTC) + timedelta(seconds=moment)).isoformat()
        id = f"event-{number}"
        if chance.random() < trial.poisoned:
            time, poisoned = "yesterday", poisoned | {id}
        made = record(id, chance.choice(WATCHES), time, moment, chance.choice(ACTORS))
        made["dynamodb"]["SequenceNumber"] = str(1_000_000 + number)
        shards[chance.choice(list(shards))].append(made)
    return shards, poisoned


def _redrive(stage: Stage) -> int:
    """Hands what was given up to the notifier again, with nothing going wrong any more."""
    held, stage.mapping.bucket = stage.mapping.bucket, []
    count = 0
    for body in held:
        answer = stage.handle(batch(body).payloads[0])
        count += not answer["batchItemFailures"]
    return count
