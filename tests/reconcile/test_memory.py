"""Reconciling a day takes the same memory, however many events it had: a hundredth of the bench."""

from __future__ import annotations

import tracemalloc

import pytest

from bench.reconcile.day import reconciled


def peak(count: int) -> int:
    tracemalloc.start()
    try:
        run = reconciled(count)
        assert run.read == count
        assert run.tallies["root"].expected == count // 100
        assert run.tallies["root"].missing == -(-count // 100_000)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.slow
def test_memory_does_not_grow_with_the_day() -> None:
    small, large = peak(10_000), peak(100_000)
    assert large - small < 2_000_000  # bytes; 900 keys that are remembered among them
