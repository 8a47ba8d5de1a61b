"""Whatever goes wrong under the notifier: every record is in one place, and every alert is sent."""

from __future__ import annotations

import pytest

from tools.faults.telling.run import run
from tools.faults.telling.trials import TRIALS, Trial


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.name)
def test_the_books_balance(trial: Trial, seed: int) -> None:
    books = run(trial, 300, seed)
    assert (books.lost, books.twice, books.unsent) == (0, 0, 0), books
    assert books.alerts > 20
    assert books.struck > 0 or trial.faults == TRIALS[0].faults


def test_what_the_bus_did_not_take_for_an_hour_comes_back_by_a_redrive() -> None:
    down = next(trial for trial in TRIALS if trial.faults.down_for == 3600)
    assert run(down, 300).redriven > 5


def test_a_record_that_cannot_be_read_is_kept_and_the_others_are_told() -> None:
    poisoned = next(trial for trial in TRIALS if trial.poisoned and not trial.faults.killed)
    assert run(poisoned, 300).kept > 2
