"""The important parts of an event, whatever its shape."""

from __future__ import annotations

from typing import Any

import pytest
from eventbridge_notifier.console.records.event_summary import FAILED, SUCCEEDED, UNKNOWN, summarize
from hypothesis import given
from hypothesis import strategies as st

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(
        st.sampled_from(["detail", "userIdentity", "arn", "source", "eventName", "x"]), inner))


def call(**detail: Any) -> dict[str, Any]:
    return {"detail-type": "AWS API Call via CloudTrail", "source": "aws.lambda",
            "detail": {"eventName": "CreateFunction20150331", **detail}}


def parts(event: Any, question: str) -> dict[str, str]:
    return {part.label: part.value for part in summarize(event).sections[question]}


def test_who_what_from_where_and_outcome_of_a_call() -> None:
    event = call(
        userIdentity={"type": "AssumedRole", "arn": "arn:aws:sts::1:assumed-role/deploy/ci",
                      "sessionContext": {"sessionIssuer": {"userName": "deploy"}}},
        sourceIPAddress="192.0.2.1", userAgent="aws-cli",
        requestParameters={"runtime": "python3.8"})
    assert parts(event, "Who")["identity"] == "arn:aws:sts::1:assumed-role/deploy/ci"
    assert parts(event, "Who")["name"] == "deploy"
    assert "python3.8" in parts(event, "What")["asked for"]
    assert parts(event, "From where") == {"address": "192.0.2.1", "program": "aws-cli"}
    assert parts(event, "Outcome")["call"] == SUCCEEDED


@pytest.mark.parametrize(("event", "outcome", "reason"), [
    (call(errorCode="AccessDenied"), FAILED, "AccessDenied"),
    (call(responseElements={"ConsoleLogin": "Failure"}, errorMessage="Failed authentication"),
     FAILED, "Failed authentication"),
    (call(responseElements=None), SUCCEEDED, ""),
    ({"detail-type": "EC2 Spot Instance Interruption Warning", "detail": {}}, UNKNOWN, ""),
])
def test_the_outcome_is_said_where_an_event_has_one(event: Any, outcome: str, reason: str) -> None:
    found = summarize(event)
    assert (found.outcome, found.reason) == (outcome, reason)


@given(JSON)
def test_any_json_has_an_anatomy(event: Any) -> None:
    found = summarize(event)
    assert found.title
    assert all(isinstance(part.value, str) for said in found.sections.values() for part in said)
