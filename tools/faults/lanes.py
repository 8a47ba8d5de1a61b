"""One stack in a process of its own: apply, trials, books."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tools.faults.books import Balance, balance
from tools.faults.privileges import Permission, allowed, used
from tools.faults.proof import Proof, proof
from tools.faults.run import Tell, trials
from tools.faults.stage import staged
from tools.faults.trials import Lane, Trial

BEFORE = "before the rule"


@dataclass(frozen=True)
class Line:
    """One trial: how often its faults struck, its books, how long it took."""

    name: str
    struck: int
    books: Balance
    seconds: float


@dataclass(frozen=True)
class Result:
    """Of one stack: its trials, and what the recorder's role may do and has done."""

    lines: list[Line] = field(default_factory=list)
    allowed: set[Permission] = field(default_factory=set)
    used: set[Permission] = field(default_factory=set)
    proof: Proof | None = None


def run(modules: Path, lane: Lane, chosen: Sequence[Trial], events: int, tell: Tell) -> Result:
    """Raises TerraformError, TimeoutError."""
    os.nice(lane.nice)
    with staged(modules, lane.variables) as stage:
        tell("applied")
        runs = list(trials(stage, events, chosen, tell))
        books = balance(stage, [(run.sent, run.missing) for run in runs])
        return Result([Line(run.trial.name, run.struck, book, run.seconds)
                       for run, book in zip(runs, books, strict=True)],
                      set(allowed(stage)), used(stage))


def before(modules: Path, events: int, tell: Tell) -> Result:
    """The stage before the rule. Raises TerraformError, TimeoutError."""
    with staged(modules, {"heartbeat": "true"}) as stage:
        tell("applied")
        return Result(proof=proof(stage, events, tell))
