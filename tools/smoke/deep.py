"""The deep smoke test: every part of a stack in a real account, broken on purpose and mended.

Stages run in order, each one a sentence and what it wants to see. What is broken is mended before
the next stage, and the stack is destroyed whatever happens.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from eventbridge_notifier.cli.progress import step
from eventbridge_notifier.sandbox.terraform.runner import Terraform

from tools.demo.chain import ROOT
from tools.smoke.parts import Parts

STACK = ROOT / "tools" / "smoke" / "stack"
# The queues of failed events, their alarms, and what fills them here.
SINKS = ("dead-letter", "dead-letter-recorder", "undelivered")
FORWARDED = "dead-letter-forward"


class Stage(NamedTuple):
    """What a stage shows, and the work: it gives what was wrong, nothing where all was well."""

    title: str
    run: Callable[[], Iterator[str]]


class Deep:
    """One run. `minutes` is how long each thing may take until it shows."""

    def __init__(self, parts: Parts, terraform: Terraform, variables: dict[str, Any],
                 minutes: float, environ: dict[str, str], other: str) -> None:
        self.parts, self.terraform, self.variables = parts, terraform, variables
        self.minutes, self.environ, self.other = minutes, environ, other
        self.started = time.time()

    def stages(self) -> list[Stage]:
        return [
            Stage("an event is recorded, and people are told", self._direct),
            Stage("an event of another region is recorded", self._forwarded),
            Stage("without permission to invoke, events wait in dead-letter", self._uninvokable),
            Stage("without permission to write, in dead-letter-recorder", self._unwritable),
            Stage("without permission to forward, in dead-letter-forward", self._unforwarded),
            Stage("every sink's alarm rings", self._alarms),
            Stage("redrive records all of them", self._redriven),
            Stage("a queue before the recorder", self._queued),
            Stage("a replay records nothing twice", self._replayed),
            Stage("the trail delivers: files, digests, topic, log group", self._trail),
        ]

    def run(self) -> list[str]:
        """What was wrong, over all stages."""
        wrong: list[str] = []
        for stage in self.stages():
            with step(stage.title):
                found = list(stage.run())
            for one in found:
                print(f"  wrong: {one}", flush=True)
            wrong += found
        return wrong

    def _seen(self, what: str, done: Callable[[], bool]) -> Iterator[str]:
        if not self.parts.until(done, time.monotonic() + self.minutes * 60):
            yield f"{what}: not within {self.minutes:g} minutes"

    def _direct(self) -> Iterator[str]:
        number = self.parts.send(self.parts.home)
        yield from self._seen("the record", lambda: number in self.parts.recorded())
        yield from self._seen("the topic's message", lambda: self.parts.waiting("told") > 0)
        if not self.variables.get("webhook"):  # nobody answers, so the message must wait
            yield from self._seen("the webhook's message in undelivered",
                                  lambda: self.parts.waiting("undelivered") > 0)

    def _forwarded(self) -> Iterator[str]:
        number = self.parts.send(self.parts.other)
        yield from self._seen("the record", lambda: number in self.parts.recorded())

    def _uninvokable(self) -> Iterator[str]:
        with self.parts.uninvokable():
            self.parts.send(self.parts.home)
            yield from self._in("dead-letter")

    def _unwritable(self) -> Iterator[str]:
        with self.parts.denied("recorder", "dynamodb:*"):
            self.parts.send(self.parts.home)
            yield from self._in("dead-letter-recorder")

    def _unforwarded(self) -> Iterator[str]:
        with self.parts.denied("forward", "events:PutEvents"):
            self.parts.send(self.parts.other)
            yield from self._seen(FORWARDED, lambda: self.parts.waiting(
                FORWARDED, self.parts.other) > 0)

    def _in(self, queue: str) -> Iterator[str]:
        yield from self._seen(queue, lambda: self.parts.waiting(queue) > 0)

    def _alarms(self) -> Iterator[str]:
        for sink in SINKS:
            if sink != "undelivered" or not self.variables.get("webhook"):
                yield from self._rings(sink, self.parts.home)
        yield from self._rings(FORWARDED, self.parts.other)

    def _rings(self, sink: str, clients: Callable[[str], Any]) -> Iterator[str]:
        yield from self._seen(f"the alarm {sink}-depth",
                              lambda: self.parts.ringing(f"{sink}-depth", clients))

    def _redriven(self) -> Iterator[str]:
        done = subprocess.run(
            [sys.executable, "-m", "eventbridge_notifier", "redrive", "--yes", "--name",
             self.parts.name, "--forwarded-from", self.other],
            env=self.environ, capture_output=True, text=True)
        if done.returncode:
            yield f"redrive: {done.stdout}{done.stderr}"
        yield from self._all_recorded()

    def _all_recorded(self) -> Iterator[str]:
        wanted = list(range(1, self.parts.sent + 1))
        yield from self._seen("a record of every event, once",
                              lambda: self.parts.recorded() == wanted)

    def _queued(self) -> Iterator[str]:
        self.terraform.apply(**{**self.variables, "delivery": "queue"})
        self.parts.send(self.parts.home)
        yield from self._all_recorded()

    def _replayed(self) -> Iterator[str]:
        end = time.monotonic() + self.minutes * 60
        if not self.parts.replayed(self.terraform.output("archive_arn"), self.started, end):
            yield f"the replay: not completed within {self.minutes:g} minutes"
        time.sleep(self.parts.pause * 6)
        yield from self._all_recorded()

    def _trail(self) -> Iterator[str]:
        yield from self.parts.trail_errors()
