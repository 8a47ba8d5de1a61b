"""`delivery` is moved while events wait in the queue and others come: none is lost. The bench of
the same name does it with ten thousand events."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.transitions.moves import move

pytestmark = pytest.mark.slow
QUEUED = 1_000


def test_what_is_queued_and_what_comes_is_recorded_though_nobody_took_it(tmp_path: Path) -> None:
    moves = move(tmp_path, QUEUED)
    assert moves.missing == set()
    assert moves.waited[0] >= QUEUED
    assert len(moves.sent) > QUEUED
    assert [one.refused for one in moves.outcomes] == ["", "", ""]
    assert [one.destroyed for one in moves.outcomes] == [[], [], []]
    assert [one.again for one in moves.outcomes] == ["", "", ""]
