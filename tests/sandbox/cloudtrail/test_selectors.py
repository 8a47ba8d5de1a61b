"""What the module's selectors let a trail log, by the rules of CloudTrail."""

from __future__ import annotations

from typing import Any

import pytest
from eventbridge_notifier.sandbox.cloudtrail.selectors import admits

MANAGEMENT = {"FieldSelectors": [{"Field": "eventCategory", "Equals": ["Management"]}]}
OBJECTS = {"FieldSelectors": [
    {"Field": "eventCategory", "Equals": ["Data"]},
    {"Field": "resources.type", "Equals": ["AWS::S3::Object"]},
    {"Field": "resources.ARN", "NotStartsWith": ["arn:aws:s3:::trail/", "arn:aws:s3:::spill/"]},
]}


def call(read_only: bool) -> dict[str, Any]:
    return {"eventCategory": "Management", "managementEvent": True, "readOnly": read_only,
            "eventSource": "lambda.amazonaws.com"}


def written(arn: str) -> dict[str, Any]:
    return {"eventCategory": "Data", "managementEvent": False, "readOnly": False,
            "eventSource": "s3.amazonaws.com",
            "resources": [{"type": "AWS::S3::Object", "ARN": arn}]}


@pytest.mark.parametrize("selectors", [{}, {"AdvancedEventSelectors": [MANAGEMENT]}])
def test_management_events_named_are_what_a_trail_logs_anyway(selectors: dict[str, Any]) -> None:
    assert admits(selectors, call(read_only=True))
    assert admits(selectors, call(read_only=False))
    assert not admits(selectors, written("arn:aws:s3:::mine/x"))


@pytest.mark.parametrize(("arn", "logged"), [
    ("arn:aws:s3:::mine/x", True), ("arn:aws:s3:::trail/AWSLogs/1.json.gz", False),
    ("arn:aws:s3:::spill/events/1", False), ("arn:aws:s3:::trail-of-others/x", True)])
def test_a_delivery_of_the_trail_is_no_reason_for_the_next(arn: str, logged: bool) -> None:
    assert admits({"AdvancedEventSelectors": [MANAGEMENT, OBJECTS]}, written(arn)) == logged
