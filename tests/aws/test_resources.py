"""What calls act on: a table made by hand, and real records, are held against the tables."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from eventbridge_notifier.aws import resources
from eventbridge_notifier.record_format.resources import Resources, resources_of

from tools import resource_coverage

ACCOUNT, REGION = "123456789012", "eu-west-1"
REAL = Path(__file__).resolve().parents[3] / "shared" / "cloudtrail"
TABLE = Path(__file__).with_name("resources.txt").read_text().splitlines()
ROWS = [[cell.strip() for cell in re.split(r" \|(?= )", line)]
        for line in TABLE if line and not line.startswith("#")]
# Write calls that act on no resource: sign-in, tokens, settings of an account.
ABOUT_NOTHING = {"ConsoleLogin", "GetSigninToken", "EnableSerialConsoleAccess", "PutAccountDetails",
                 "PutUseCaseForModelAccess", "GetFederationToken", "GetSessionToken"}


def event(source: str, name: str, request: Any, response: Any) -> dict[str, Any]:
    return {"source": f"aws.{source}", "detail-type": "AWS API Call via CloudTrail",
            "account": ACCOUNT, "region": REGION, "detail": {
                "eventSource": f"{source}.amazonaws.com", "eventName": name,
                "requestParameters": request, "responseElements": response}}


def about(one: dict[str, Any]) -> Resources:
    return resources_of(one, resources.rows_of_event(one))


def nested(cell: str) -> dict[str, Any]:
    """`a.b=1 c=2` as an object."""
    found: dict[str, Any] = {}
    for path, _, value in (pair.partition("=") for pair in cell.split()):
        *above, last = path.split(".")
        place = found
        for name in above:
            place = place.setdefault(name, {})
        place[last] = value
    return found


def test_the_table_is_large_enough() -> None:
    assert len(ROWS) >= 150
    assert len({row[0].partition(":")[0] for row in ROWS}) >= 40


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_what_a_call_acts_on_is_as_the_reference_says(row: list[str]) -> None:
    operation, request, response, change, wanted = row
    source, _, name = operation.partition(":")
    found = about(event(source, name, nested(request), nested(response)))
    assert (found.main or "-", found.change) == (wanted, change)


def test_most_operations_that_change_something_name_a_resource() -> None:
    names = [(service, name) for service, _ in resource_coverage.largest(60)
             for name in resource_coverage.changing(service)]
    found = [one for one in names if resource_coverage.has_resource(*one)]
    assert len(found) >= 0.85 * len(names)


@pytest.mark.skipif(not REAL.is_dir(), reason="the real records are not here")
def test_real_calls_that_act_on_a_resource_name_it() -> None:
    acting: dict[tuple[str, str], bool] = {}
    for file in REAL.glob("*.jsonl"):
        for record in map(json.loads, file.read_text().splitlines()):
            wrote = record.get("readOnly") is False and not record.get("errorCode")
            if wrote and record["eventName"] not in ABOUT_NOTHING:
                source = record["eventSource"].removesuffix(".amazonaws.com")
                one = {"source": f"aws.{source}", "region": record["awsRegion"],
                       "account": ACCOUNT, "detail": record}
                key = source, record["eventName"]
                acting[key] = acting.get(key, False) or bool(about(one).main)
    missing = [key for key, found in acting.items() if not found]
    assert len(missing) <= 0.05 * len(acting), missing


@pytest.mark.parametrize(("source", "detail_type", "detail", "wanted", "change"), [
    ("aws.ec2", "EC2 Instance State-change Notification", {"instance-id": "i-1"},
     "arn:aws:ec2:eu-west-1:123456789012:instance/i-1", "changed"),
    ("aws.s3", "Object Deleted", {"bucket": {"name": "b"}, "object": {"key": "a b"}},
     "arn:aws:s3:::b/a b", "deleted"),
    ("aws.cloudwatch", "CloudWatch Alarm State Change", {"alarmName": "cpu"},
     "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:cpu", "changed"),
    ("aws.states", "Step Functions Execution Status Change",
     {"stateMachineArn": "arn:aws:states:eu-west-1:1:stateMachine:m"},
     "arn:aws:states:eu-west-1:1:stateMachine:m", "changed"),
])
def test_native_events_name_theirs(source: str, detail_type: str, detail: dict[str, Any],
                                   wanted: str, change: str) -> None:
    one = {"source": source, "detail-type": detail_type, "account": ACCOUNT, "region": REGION,
           "resources": [], "detail": detail}
    assert (about(one).main, about(one).change) == (wanted, change)
