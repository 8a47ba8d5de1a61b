"""Every kind of slip that keeps a watch silent is found with its word; what fires is left alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from eventbridge_notifier.pipeline.generate import compile_texts
from eventbridge_notifier.spec import yaml

CASES = yaml.parse(Path(__file__).with_name("cases.yaml").read_text("utf-8"), "cases.yaml").value
EXPECTED = {"read-only-volume", "failed-parameters", "data-events"}


def said(watch: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    spec = {"version": 1, "home_region": "us-east-1", "watches": {"w": watch}}
    result = compile_texts([("w.yaml", json.dumps(spec))])
    return [(one.level, one.code, one.suggestion, str(one)) for one in result.findings
            if one.code not in EXPECTED]


@pytest.mark.parametrize("case", [one for one in CASES if "code" in one],
                         ids=lambda one: f"{one['kind']}: {one['word']}")
def test_what_keeps_a_watch_silent_is_said_with_the_right_word(case: dict[str, Any]) -> None:
    found = [one for one in said(case["watch"]) if one[1] != "data-event"]
    assert [one[:2] for one in found] == [(case["level"], case["code"])]
    assert case["word"] in found[0][3]


@pytest.mark.parametrize("case", [one for one in CASES if "code" not in one],
                         ids=lambda one: one["kind"])
def test_a_watch_that_fires_is_left_alone(case: dict[str, Any]) -> None:
    assert [one for one in said(case["watch"]) if one[1] != "data-event"] == []
