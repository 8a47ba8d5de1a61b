"""The CIS pack counts what the benchmark's own metric filters count, on any log."""

from __future__ import annotations

import json
import random
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from eventbridge_notifier.compiler.compile import compile_watch
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.spec import packs
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.catalog import filters
from tests.catalog.benchmark import FILTERS

LOGS = Path("../shared/cloudtrail")
READY_MADE = Path("../shared/patterns/ready-made.json")

# CloudTrail's eventType to the detail-type of its event; sign-ins are spelt in two ways.
DETAIL_TYPES = {
    "AwsApiCall": ["AWS API Call via CloudTrail"],
    "AwsConsoleSignIn": ["AWS Console Sign In via CloudTrail", "AWS Console Signin via CloudTrail"],
    "AwsConsoleAction": ["AWS Console Action via CloudTrail"],
    "AwsServiceEvent": ["AWS Service Event via CloudTrail"],
    "AwsVpceEvents": ["AWS Network Activity Event via CloudTrail"],
}


@cache
def rules() -> dict[str, Rule]:
    """Control to rule."""
    found = {}
    for watch in packs.watches(packs.PACKS["cis-aws-foundations"]):
        rule = compile_watch(watch).rule
        assert rule
        found[packs.control(watch) or ""] = rule
    return found


@cache
def judges() -> dict[str, filters.Filter]:
    return {control: filters.parse(text) for control, text in FILTERS.items()}


def events(record: dict[str, Any]) -> list[dict[str, Any]]:
    """A record as the events that EventBridge may make of it."""
    source = "aws." + record["eventSource"].removesuffix(".amazonaws.com")
    return [{"version": "0", "id": "x", "source": source, "detail-type": kind, "detail": record,
             "account": "123456789012", "region": "us-east-1", "time": "2026-01-02T03:04:05Z",
             "resources": []} for kind in DETAIL_TYPES[record.get("eventType", "AwsApiCall")]]


def disagreements(record: dict[str, Any]) -> list[tuple[str, bool]]:
    """The controls that the pack and the benchmark answer otherwise, with the benchmark's word."""
    return [(control, judge(record)) for control, judge in judges().items()
            for event in events(record)
            if rules()[control].compiled.matches(event) != judge(record)]


def test_every_control_has_a_watch_that_names_it_and_its_edition_and_no_other_is_there() -> None:
    assert set(rules()) == set(FILTERS) == {f"4.{number}" for number in range(1, 16)}
    assert all(rule.name.startswith(f"cis-{control}-") for control, rule in rules().items())
    assert "v3.0.0" in packs.PACKS["cis-aws-foundations"].title


@pytest.mark.skipif(not LOGS.is_dir(), reason="no real records beside this checkout")
def test_counts_over_real_records_are_those_of_the_benchmarks_filters() -> None:
    counted: Counter[str] = Counter()
    for path in sorted(LOGS.glob("*.jsonl")):
        for record in map(json.loads, path.read_text("utf-8").splitlines()):
            assert disagreements(record) == []
            counted.update(control for control, judge in judges().items() if judge(record))
    assert counted["4.1"] > 400
    assert len(counted) > 8


@pytest.mark.skipif(not READY_MADE.is_file(), reason="no accepted patterns beside this checkout")
def test_the_patterns_of_single_operations_ask_for_the_same_names() -> None:
    accepted = {name.split("_")[0]: pattern for name, pattern
                in json.loads(READY_MADE.read_text("utf-8")).items() if name.startswith("4.")}
    for control in FILTERS:
        for key in ("eventSource", "eventName") if control not in ("4.1", "4.3") else ():
            wanted = accepted[control]["detail"].get(key, ["signin.amazonaws.com"])
            assert sorted(rules()[control].pattern["detail"][key]) == sorted(wanted), control


def named(control: str) -> list[dict[str, str]]:
    """eventSource and eventName of each call that a filter names."""
    words = FILTERS[control].replace(")", " ").replace("(", " ").split()
    source = next((word for word in words if word.endswith(".amazonaws.com")),
                  "cloudtrail.amazonaws.com")
    return [{"eventSource": source, "eventName": word} for word in words
            if word[0].isupper() and word.isalpha()]


CALLS = [call for control in FILTERS if control not in ("4.1", "4.2", "4.3", "4.6")
         for call in named(control)]


@pytest.mark.parametrize("call", CALLS, ids=[one["eventName"] for one in CALLS])
def test_each_named_call_is_counted_whether_it_succeeds_or_not(call: dict[str, str]) -> None:
    for more in ({}, {"errorCode": "AccessDenied"}, {"errorCode": "Client.InvalidParameter"}):
        record = {**call, "eventType": "AwsApiCall", "userIdentity": {"type": "IAMUser"},
                  "sourceIPAddress": "192.0.2.1", **more}
        assert disagreements(record) == []
        assert any(judge(record) for control, judge in judges().items() if control != "4.1")


maybe = st.sampled_from
OTHER_CALLS = [
    {"eventSource": "organizations.amazonaws.com", "eventName": "ListAccounts"},
    {"eventSource": "iam.amazonaws.com", "eventName": "CreateRole"},
    {"eventSource": "apigateway.amazonaws.com", "eventName": "CreateRoute"},
    {"eventSource": "autoscaling.amazonaws.com", "eventName": "DeletePolicy"},
    {"eventSource": "gamelift.amazonaws.com", "eventName": "CreateVpcPeeringConnection"},
    {"eventSource": "s3.amazonaws.com", "eventName": "HeadBucket"},
    {"eventSource": "kms.amazonaws.com", "eventName": "RotateKey"},
    {"eventSource": "signin.amazonaws.com", "eventName": "ConsoleLogin"},
    {"eventSource": "signin.amazonaws.com", "eventName": "CheckMfa"},
]
records = st.builds(
    lambda call, more: {**call, **{key: value for key, value in more.items() if value is not None}},
    maybe([*OTHER_CALLS, *random.Random(4).sample(CALLS, 12)]),
    st.fixed_dictionaries({
        "eventType": maybe(sorted(DETAIL_TYPES)),
        "errorCode": maybe([None, "AccessDenied", "AccessDeniedException", "accessdenied",
                            "Client.UnauthorizedOperation", "UnauthorizedOperation", "Unauthorized",
                            "UnauthorizedOperation.", "ValidationException", ""]),
        "errorMessage": maybe([None, "Failed authentication", "failed authentication", ""]),
        "sourceIPAddress": maybe(["192.0.2.1", "delivery.logs.amazonaws.com", None]),
        "userIdentity": maybe([
            None, {"type": "Root"}, {"type": "Root", "invokedBy": "x.amazonaws.com"},
            {"type": "IAMUser"}, {"type": "AWSService", "invokedBy": "x.amazonaws.com"}, {}]),
        "additionalEventData": maybe([None, {}, {"MFAUsed": "Yes"}, {"MFAUsed": "No"}]),
        "responseElements": maybe([None, {}, {"ConsoleLogin": "Success"},
                                   {"ConsoleLogin": "Failure"}]),
    }))


def is_possible(record: dict[str, Any]) -> bool:
    """Sign-ins have their detail-type, and it is theirs alone; CloudTrail writes no other."""
    is_sign_in = record["eventSource"] == "signin.amazonaws.com"
    calls_only = record["eventSource"].split(".")[0] not in ("kms", "s3", "ec2", "signin")
    return is_sign_in == (record["eventType"] == "AwsConsoleSignIn") and not (
        record["eventType"] != "AwsApiCall" and calls_only) and not (
        record["eventSource"] != "kms.amazonaws.com" and record["eventType"] == "AwsServiceEvent"
    ) and record["eventType"] != "AwsConsoleAction"


@settings(deadline=None, max_examples=400)
@given(records.filter(is_possible))
def test_made_up_records_are_judged_alike(record: dict[str, Any]) -> None:
    assert disagreements(record) == []
