"""Whatever is changed in a stack, no event is lost, nothing that holds data is replaced, and a
second plan changes nothing. Each transition of the table is applied while events come."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from eventbridge_notifier.sandbox.app import Sandbox

from tests.transitions.lane import AWAY, REGION, Lane, Outcome, Stream
from tests.transitions.table import Transition, transitions

pytestmark = pytest.mark.slow
SIDE_BY_SIDE = 3  # lanes at a time: Terraform and its provider take half a gigabyte each
ALL = transitions()
LANES = {lane: f"8{number:02}111111111" for number, lane in enumerate(
    dict.fromkeys(one.lane for one in ALL), start=1)}


def ride(sandbox: Sandbox, lane: str, folder: Path) -> dict[str, tuple[Outcome, set[str]]]:
    """All transitions of a lane; their outcomes, and which events are missing in the end."""
    forwards = lane == "forwarding"
    stack = Lane(sandbox, LANES[lane], folder, forwards)
    stream = Stream(sandbox, LANES[lane], (REGION, AWAY) if forwards else (REGION,))
    with stack.terraform as terraform:
        terraform.init()
        terraform.apply()
        with stream.running():
            found = {one.name: stack.change(one, stream) for one in ALL if one.lane == lane}
        missing = stack.missing(set().union(*(one.sent for one in found.values())))
        return {name: (one, one.sent & missing) for name, one in found.items()}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[Outcome, set[str]]]:
    folders = {lane: tmp_path_factory.mktemp(lane) for lane in LANES}
    with (Sandbox(region="eu-west-1", clock=600.0) as sandbox,
          ThreadPoolExecutor(SIDE_BY_SIDE) as pool):
        rides = [pool.submit(ride, sandbox, lane, folder) for lane, folder in folders.items()]
        return {name: one for done in rides for name, one in done.result().items()}


def test_there_are_many() -> None:
    assert len(ALL) >= 30


@pytest.mark.parametrize("transition", ALL, ids=lambda one: one.name)
def test_nothing_is_lost_replaced_or_left_to_change(
        outcomes: Mapping[str, tuple[Outcome, set[str]]], transition: Transition) -> None:
    outcome, missing = outcomes[transition.name]
    assert missing == set(), f"{len(missing)} of {len(outcome.sent)} events"
    assert [one for one in outcome.destroyed
            if not transition.goes or not one.startswith(transition.goes)] == []
    assert outcome.again == ""
    if transition.refused:
        assert transition.refused in outcome.refused
    else:
        assert outcome.refused == ""
        assert outcome.sent, "no event came during the change"
