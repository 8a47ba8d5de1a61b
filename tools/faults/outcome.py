"""A whole run: every lane side by side, each in a process, for a sandbox has one state a process.

Terraform mostly waits, half a minute for each change of a queue.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import Empty, Queue

from eventbridge_notifier.cli.progress import step

from tools.faults.books import Balance
from tools.faults.lanes import BEFORE, Line, Result, before, run
from tools.faults.privileges import Permission, excess
from tools.faults.proof import EVENTS, Proof
from tools.faults.trials import LANES

SOON = 0.2  # seconds

Job = Callable[[], Result]


@dataclass(frozen=True)
class Outcome:
    """Every trial, what the recorder's role may do but never did, and the stage before the rule."""

    lines: list[Line]
    unused: list[Permission]
    proof: Proof | None = None

    @property
    def total(self) -> Balance:
        return sum((line.books for line in self.lines), Balance())


def outcome(modules: Path, events: int, names: Collection[str] = (), last: int = EVENTS) -> Outcome:
    """Runs the trials of these `names`, or all; that of BEFORE has as many events as `last` says.
    Raises TerraformError, TimeoutError."""
    with multiprocessing.Manager() as manager:
        said = manager.Queue()
        results = _side_by_side(list(_jobs(modules, events, names, last, said)), said)
    return Outcome(
        [line for result in results for line in result.lines],
        excess(set().union(*(result.allowed for result in results)),
               set().union(*(result.used for result in results))),
        next((result.proof for result in results if result.proof), None))


def _jobs(modules: Path, events: int, names: Collection[str], last: int, said: Queue[str]
          ) -> Iterator[Job]:
    for lane in LANES:
        if chosen := [trial for trial in lane.trials if not names or trial.name in names]:
            yield partial(run, modules, lane, chosen, events, partial(_tell, said, lane.name))
    if not names or BEFORE in names:
        yield partial(before, modules, last, partial(_tell, said, BEFORE))


def _tell(said: Queue[str], lane: str, line: str) -> None:
    said.put(f"{lane}: {line}")


def _side_by_side(jobs: list[Job], said: Queue[str]) -> list[Result]:
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(len(jobs), mp_context=spawn) as pool, \
            step(f"faults: {len(jobs)} stacks side by side"):
        running = [pool.submit(job) for job in jobs]
        _relay(running, said)
        return [one.result() for one in running]


def _relay(running: list[Future[Result]], said: Queue[str]) -> None:
    """Prints what is said until all are over."""
    while True:
        over = all(one.done() for one in running)
        try:
            while True:
                print(said.get(timeout=SOON), flush=True)
        except Empty:
            if over:
                return
