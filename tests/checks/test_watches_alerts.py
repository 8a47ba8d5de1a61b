"""No watch may let the notifier's own alerts in: each would make the next."""

from __future__ import annotations

from typing import Any

import pytest

from tests.generator.specs import findings

OURS = "eventbridge-notifier"


def found(pattern: dict[str, Any]) -> list[str]:
    return [one.level for one in findings({"pattern": pattern}) if one.code == "watches-alerts"]


@pytest.mark.parametrize("pattern", [
    {"source": [OURS]},
    {"source": [OURS], "detail-type": ["Alert"]},
    {"source": [{"prefix": "event"}]},
    {"source": [{"anything-but": "aws.ec2"}]},
    {"$or": [{"source": ["aws.ec2"]}, {"source": ["aws.s3", OURS]}]},
])
def test_a_pattern_that_lets_alerts_in_is_an_error(pattern: dict[str, Any]) -> None:
    assert found(pattern) == ["error"]


@pytest.mark.parametrize("pattern", [
    {"source": ["shop"]},
    {"source": [{"prefix": "aws."}]},
    {"source": [OURS], "detail-type": ["Order"]},
    {"source": [{"anything-but": ["aws.ec2", OURS]}]},
])
def test_a_pattern_that_leaves_them_out_is_none(pattern: dict[str, Any]) -> None:
    assert found(pattern) == []
