"""What a scheduled reconcile costs, worked out by hand: part by part, and beside the total."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner
from eventbridge_notifier.aws.services.prices import PRICES
from eventbridge_notifier.cli.main import main
from eventbridge_notifier.deploy.costs import reconcile
from eventbridge_notifier.deploy.costs.assumptions import Assumptions

QUIET = Assumptions(trail_events=0)


def test_a_day_of_files_is_read_with_an_hour_more() -> None:
    """12 files an hour x 730 h x 25/24 = 9,125 requests at 0.0004 a thousand, as many to the key at
    0.03 for ten thousand; 4 lists a run x 30.4 runs at 0.005 a thousand."""
    found = reconcile.of_files(0, QUIET, PRICES)
    assert found["S3"] == pytest.approx(9_125 * 0.4e-6 + 730 / 24 * 4 * 5e-6)
    assert found["key"] == pytest.approx(9_125 * 3e-6)
    assert found["alarms and metric"] == pytest.approx(0.50)
    assert found["table"] == 0
    # 30.4 runs x 5 s and 9,125 files x 3 ms, at 1769 MB.
    assert found["function"] == pytest.approx(
        730 / 24 * 0.2e-6 + (730 / 24 * 5 + 27.375) * 1769 / 1024 * 0.0000133334)


def test_event_history_has_no_price_and_takes_its_time() -> None:
    """A million events are 20,833 requests with the hour that is looked at twice: 10,432 s."""
    found = reconcile.of_history(0, Assumptions(trail_events=1_000_000), PRICES)
    assert found["LookupEvents"] == 0
    assert found["function"] == pytest.approx(10_583.9 * 1769 / 1024 * 0.0000133334, rel=1e-3)


def test_records_are_looked_for_by_the_read_unit() -> None:
    """A million records of 10 KB, 25/24 of them, two units each, at 0.125 a million."""
    found = reconcile.of_files(1_000_000, Assumptions(item_kb=10), PRICES)
    assert found["table"] == pytest.approx(25 / 24 * 2 * 0.125)


@pytest.mark.parametrize("cost", [reconcile.of_files, reconcile.of_history])
def test_an_hourly_run_looks_at_each_event_twice(
        cost: Callable[..., dict[str, float]]) -> None:
    daily, hourly = (cost(1_000_000, Assumptions(), PRICES, hours) for hours in (24, 1))
    assert hourly["table"] == pytest.approx(daily["table"] * 2 / (25 / 24))
    assert hourly["function"] > daily["function"]
    assert hourly["alarms and metric"] == daily["alarms and metric"]


def test_the_command_says_so_beside_the_total() -> None:
    result = CliRunner().invoke(main, ["cost", "examples/multi-region", "--json"])
    found = json.loads(result.stdout)
    assert found["reconcile"]["the trail's files"]["S3"] > 0
    assert found["total"] == pytest.approx(
        sum(one["total"] for one in found["watches"]) + sum(found["fixed"].values()), abs=0.01)
    text = CliRunner().invoke(main, ["cost", "examples/multi-region"]).stdout
    assert "A reconcile every 24 hours would cost in addition:" in text
