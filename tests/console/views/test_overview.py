"""The overview of alerts names what sends no messages, and until when."""

from __future__ import annotations

from eventbridge_notifier.console.alerts.overview import Snooze, overview

NOW = 1_800_000_000.0


def test_snoozes_are_listed_until_they_are_over() -> None:
    item = {"entries": [
        {"name": "snooze deploys", "until": NOW + 1, "because": "migration"},
        {"name": "snooze old", "until": NOW - 1, "because": ""}]}
    assert overview([item], NOW).snoozes == (Snooze("snooze deploys", NOW + 1, "migration"),)
