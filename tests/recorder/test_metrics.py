"""What the recorder says of itself, in a form of which CloudWatch makes metrics."""

from __future__ import annotations

import json

import pytest
from recorder import patience
from recorder.metrics import UNITS, Metrics


def said(output: str) -> dict[str, object]:
    line: dict[str, object] = json.loads(output)
    return line


def test_a_line_is_what_cloudwatch_makes_metrics_of(capsys: pytest.CaptureFixture[str]) -> None:
    """CloudWatch user guide, "Embedded metric format specification"."""
    metrics = Metrics("audit")
    metrics.saw([{"time": "2026-01-01T00:00:00Z"}, {"time": "yesterday"}, {}], unmatched=2)
    metrics.print(recorded=3, doubled=1)
    line = json.loads(capsys.readouterr().out)
    (told,) = line["_aws"]["CloudWatchMetrics"]
    assert told["Dimensions"] == [["Stack"]]
    assert {one["Name"]: one["Unit"] for one in told["Metrics"]} == UNITS
    assert (line["Stack"], line["Recorded"], line["Unmatched"], line["Doubled"]) == (
        "audit", 3, 2, 1)
    assert line["SecondsBehind"] > 0
    assert isinstance(line["_aws"]["Timestamp"], int)


def test_each_invoke_counts_anew(capsys: pytest.CaptureFixture[str]) -> None:
    metrics = Metrics("audit")
    metrics.saw([{"time": "2026-01-01T00:00:00Z"}], unmatched=1)
    metrics.print(1, 0)
    metrics.print(0, 0)
    last = said(capsys.readouterr().out.splitlines()[-1])
    assert (last["Unmatched"], last["SecondsBehind"]) == (0, 0.0)


def test_an_invoke_of_one_event_gives_up_early() -> None:
    assert patience.of_one_event(lambda: 30.0)() <= patience.SECONDS
    assert patience.of_one_event(lambda: 2.0)() == 2.0
