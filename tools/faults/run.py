"""Runs trials: stream, wait, redrive, balance."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from eventbridge_notifier.console.deployment import discover
from eventbridge_notifier.console.redrive.redrive import Redrive

from tools.faults.books import present, waiting
from tools.faults.stage import NAME, Stage
from tools.faults.stream import BATCH, Sent, detail, send
from tools.faults.trials import Trial, Upset, upsets_for

PATIENCE = 120.0  # seconds of the wall until everything has come to rest

Tell = Callable[[str], None]
"""Takes a line about what is over."""


@dataclass(frozen=True)
class Run:
    """A trial that is over. `missing` are the ids of events that were not in the table before the
    redrive, `struck` is how often its faults struck."""

    trial: Trial
    sent: Sent
    missing: set[str]
    struck: int
    seconds: float


class Runner:
    """`events` is how many a usual trial streams."""

    def __init__(self, stage: Stage, events: int) -> None:
        self._stage, self._events = stage, events
        self._chance = random.Random(1)
        self._number = 0

    def run(self, trial: Trial, upsets: list[Upset]) -> Run:
        """One stream, in which each upset lasts for a while."""
        start, before = time.monotonic(), self._struck()
        sent = self._stream(trial, upsets)
        struck, missing = self._struck() - before, set[str]()
        if waiting(self._stage):
            missing = sent.keys() - present(self._stage, sent)
            self._redrive()
        return Run(trial, sent, missing, struck, time.monotonic() - start)

    def _struck(self) -> int:
        return self._stage.sandbox.faults.counts.total()

    def _stream(self, trial: Trial, upsets: list[Upset]) -> Sent:
        """Events with each upset, and as many after it."""
        parts, sent = max(1, 2 * len(upsets)), Sent()
        count = max(parts, round(self._events * trial.share))
        with self._stage.sandbox.faults.during(*trial.faults):
            for upset in upsets:
                with ExitStack() as during:
                    lasts = during.enter_context(upset(self._stage))
                    sent |= self._send(count // parts, trial)
                    while lasts and lasts():
                        sent |= self._send(BATCH, trial)
            sent |= self._send(max(count // parts, count - len(sent)), trial)
            self._rest()
        return sent

    def _send(self, count: int, trial: Trial) -> Sent:
        details = [detail(self._number + one, trial.weight, self._chance) for one in range(count)]
        self._number += count
        sent = Sent()
        for batch in send(self._stage, details) if details else ():
            sent |= batch
            time.sleep(trial.pause)
        return sent

    def _rest(self) -> None:
        if not self._stage.sandbox.drain(PATIENCE):
            raise TimeoutError(f"events are still under way after {PATIENCE:.0f} s")

    def _redrive(self) -> None:
        """Sends again what waits, with nothing going wrong any more."""
        deployment = discover(NAME, self._stage.client)
        for _ in Redrive(deployment, self._stage.client, dry_run=False).run():
            pass
        self._rest()


def trials(stage: Stage, events: int, chosen: Sequence[Trial], tell: Tell) -> Iterator[Run]:
    """One after the other."""
    runner = Runner(stage, events)
    for trial in chosen:
        run = runner.run(trial, upsets_for(trial))
        tell(f"{trial.name}: {run.seconds:.0f} s")
        yield run
