"""What a heartbeat costs: little here, and no more than tens of dollars in a large organization."""

from __future__ import annotations

import pytest
from eventbridge_notifier.aws.services.prices import PRICES
from eventbridge_notifier.deploy.costs.assumptions import Assumptions
from eventbridge_notifier.deploy.costs.heartbeat import cost


@pytest.mark.parametrize(("places", "least", "most"), [(1, 0.4, 0.6), (2500, 20, 60)])
def test_by_places(places: int, least: float, most: float) -> None:
    assert least < cost(places, Assumptions(), PRICES) < most


def test_half_as_often_costs_about_half() -> None:
    fixed = 0.40  # one alarm, one metric
    assert cost(1000, Assumptions(), PRICES, 30) - fixed == pytest.approx(
        (cost(1000, Assumptions(), PRICES, 15) - fixed) / 2)
