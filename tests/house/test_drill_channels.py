"""A new kind of notification is one renderer, one row of CHANNELS, and its documentation."""

from __future__ import annotations

from pathlib import Path

import pytest
from eventbridge_notifier.alerts import channels
from eventbridge_notifier.alerts.channels import CHANNELS


def test_no_renderer_is_left_without_a_row() -> None:
    files = {path.stem for path in Path(channels.__file__).parent.glob("*.py")} - {"__init__"}
    assert {row.render.__module__.rsplit(".", 1)[-1] for row in CHANNELS.values()} == files


@pytest.mark.parametrize("name", CHANNELS)
def test_a_channel_says_its_limits(name: str) -> None:
    assert CHANNELS[name].per_second > 0
    assert CHANNELS[name].largest > 0
