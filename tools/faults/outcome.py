"""A whole run: apply, trials, books."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from eventbridge_notifier.cli.progress import step

from tools.faults.books import Balance, balance
from tools.faults.privileges import Permission, excess
from tools.faults.proof import EVENTS, Proof, proof
from tools.faults.run import trials
from tools.faults.stage import staged
from tools.faults.trials import Trial


@dataclass(frozen=True)
class Line:
    """One trial: how often its faults struck, its books, how long it took."""

    name: str
    struck: int
    books: Balance
    seconds: float


@dataclass(frozen=True)
class Outcome:
    """Every trial, what the recorder's role may do but never did, and the stage before the rule."""

    lines: list[Line]
    unused: list[Permission]
    proof: Proof | None = None

    @property
    def total(self) -> Balance:
        return sum((line.books for line in self.lines), Balance())


BEFORE = "before the rule"


def outcome(modules: Path, events: int, names: Collection[str] = (), before: int = EVENTS
            ) -> Outcome:
    """Runs the trials of these `names`, or all; the last is BEFORE, with events of its own. Raises
    TerraformError."""
    def chosen(trial: Trial) -> bool:
        return not names or trial.name in names

    with staged(modules) as stage:
        runs = list(trials(stage, events, chosen))
        with step("balancing the books"):
            books = balance(stage, [(run.sent, run.missing) for run in runs])
        unused = excess(stage)
        found = proof(stage, before) if not names or BEFORE in names else None
        return Outcome([Line(run.trial.name, run.struck, book, run.seconds)
                        for run, book in zip(runs, books, strict=True)], unused, found)
