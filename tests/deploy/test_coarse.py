"""Coarse forwarders send all that watches match, each event by one rule, and stay as they are."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from eventbridge_notifier import aws, patterns
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.deploy import cloudformation, coarse, placement
from eventbridge_notifier.deploy.sending import ForwardRule
from eventbridge_notifier.patterns import Pattern
from eventbridge_notifier.sandbox.events import rules as sandbox
from eventbridge_notifier.sandbox.events.rules import obstacle
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.generator.specs import compiled

ORGANIZATION = {"home_region": "eu-west-1", "organization": "o-exampleorgid"}

WATCHES: tuple[dict[str, Any], ...] = (
    {"on": "s3:CreateBucket"}, {"on": ["s3:CreateBucket", "s3:ListBuckets"]},
    {"on": "s3:GetObject", "accept": {"data-event": "ours"}},
    {"on": "iam:CreateUser"}, {"on": "iam:GetUser"}, {"on": "iam:CreateUser", "outcome": "failed"},
    {"on": "signin:ConsoleLogin"}, {"on": "kms:Decrypt"},
    {"on": {"source": "aws.ec2", "detail-type": "EC2 Instance State-change Notification"}},
    {"on": {"source": "shop"}}, {"on": {"source": "shop", "detail-type": "order"}},
    {"pattern": {"source": ["aws.s3"]}},
    {"pattern": {"source": ["aws.s3"], "detail": {"eventName": [{"prefix": "Get"}]}}},
    {"pattern": {"source": ["aws.iam", "aws.kms"], "detail-type": [aws.API_CALL],
                 "detail": {"readOnly": [False]}}},
    {"pattern": {"detail-type": [aws.API_CALL], "detail": {"errorCode": ["AccessDenied"]}}},
    {"pattern": {"detail": {"errorCode": [{"prefix": "Access"}, {"suffix": "Operation"}]}}},
    {"pattern": {"detail": {"eventName": ["CreateUser", "GetObject"]}}},
    {"pattern": {"detail": {"eventName": [{"prefix": "Create"}]}}},
    {"pattern": {"detail": {"userIdentity": {"type": ["Root"]}}}},
    {"pattern": {"source": [{"prefix": "aws."}], "detail": {"eventName": ["Decrypt"]}}},
    {"pattern": {"detail": {"sourceIPAddress": [{"cidr": "10.0.0.0/8"}]}}},
    {"pattern": {"$or": [{"source": ["aws.s3"], "detail": {"eventName": ["CreateBucket"]}},
                         {"detail": {"errorCode": [{"exists": True}]}}]}},
    {"on": "wafv2:CreateWebACL"},
    {"on": "wafv2:DeleteWebACL", "where": {"requestParameters.scope": "CLOUDFRONT"}},
)


@cache
def rules(numbers: frozenset[int]) -> tuple[Rule, ...]:
    return tuple(rule for number in sorted(numbers) for rule in one(number))


@cache
def one(number: int) -> tuple[Rule, ...]:
    found = compiled(WATCHES[number])
    assert found.rules, [str(each) for each in found.findings]
    return found.rules


@cache
def sending(numbers: frozenset[int]) -> tuple[tuple[ForwardRule, Pattern], ...]:
    return tuple((rule, patterns.compile(dict(rule.pattern))) for rule in coarse.of(rules(numbers)))


def is_delivered(state: str, pattern: Pattern, event: dict[str, Any]) -> bool:
    """Whether a rule's target gets the event."""
    return pattern.matches(event) and not obstacle(
        sandbox.Rule("default", "", "", state, pattern), event)


DETAILS = st.fixed_dictionaries({}, optional={
    "eventName": st.sampled_from(["CreateBucket", "ListBuckets", "GetObject", "CreateUser",
                                  "GetUser", "ConsoleLogin", "Decrypt", "CreateOther",
                                  "CreateWebACL", "DeleteWebACL"]),
    "errorCode": st.sampled_from(["AccessDenied", "Client.UnauthorizedOperation", "Access", "X"]),
    "userIdentity": st.fixed_dictionaries({"type": st.sampled_from(["Root", "IAMUser"])}),
    "sourceIPAddress": st.sampled_from(["10.1.1.1", "192.0.2.1"]),
    "requestParameters": st.sampled_from([{}, {"scope": "CLOUDFRONT"}, {"scope": "REGIONAL"}]),
})
# Since version 1.06 every record of a call says both.
KINDS = st.sampled_from([{}, {"readOnly": True, "managementEvent": True},
                         {"readOnly": False, "managementEvent": True},
                         {"readOnly": True, "managementEvent": False},
                         {"readOnly": False, "managementEvent": False}])
# A call is a data event or none; AWS says which.
MANAGEMENT = {"CreateBucket", "ListBuckets", "CreateUser", "GetUser", "ConsoleLogin", "Decrypt",
              "CreateWebACL", "DeleteWebACL"}
EVENTS = st.builds(
    lambda source, kind, detail, more: {"source": source, "detail-type": kind,
                                        "detail": {**detail, **more, "eventSource": (
                                            source.removeprefix("aws.") + ".amazonaws.com")}},
    st.sampled_from(["aws.s3", "aws.iam", "aws.kms", "aws.ec2", "aws.signin", "aws.wafv2", "shop"]),
    st.sampled_from([aws.API_CALL, *aws.SIGN_IN, aws.SERVICE_EVENT, "order",
                     "EC2 Instance State-change Notification"]), DETAILS, KINDS).filter(
    lambda event: event["detail"].get("managementEvent") is not False or (
        event["detail"].get("eventName") not in MANAGEMENT))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.frozensets(st.integers(0, len(WATCHES) - 1), min_size=1, max_size=6),
       st.lists(EVENTS, min_size=1, max_size=20))
def test_what_a_watch_matches_is_sent_home_by_one_rule_and_nothing_twice(
        numbers: frozenset[int], events: list[dict[str, Any]]) -> None:
    for event in events:
        senders = [rule.name for rule, pattern in sending(numbers) if pattern.matches(event)]
        assert len(senders) <= 1, senders
        home = [rule for rule in rules(numbers) if is_delivered(rule.state, rule.compiled, event)]
        sent = any(is_delivered(rule.state, pattern, event) for rule, pattern in sending(numbers))
        # The rules at home are those of the watches: they deliver of what is sent exactly this.
        assert sent or not home, [rule.pattern for rule in home]


def template(*watches: dict[str, Any], **more: Any) -> dict[str, Any]:
    result = compiled(*watches, **{**ORGANIZATION, **more})
    made: dict[str, Any] = json.loads(cloudformation.template(
        placement.of(result.spec, result.rules)))
    return made


def test_a_new_watch_on_a_known_source_changes_nothing_in_members() -> None:
    first = ({"on": "lambda:CreateFunction"}, {"on": "iam:CreateUser"}, {"on": "s3:ListBuckets"})
    more = ({"on": ["lambda:DeleteFunction", "lambda:UpdateFunctionCode"]},
            {"on": "iam:DeleteUser", "outcome": "failed"}, {"on": "s3:PutBucketPolicy"})
    assert template(*first) == template(*first, *more)
    assert template(*first) != template(*first, {"on": "rds:DeleteDBInstance"})


def test_reads_and_data_events_are_sent_by_name_alone() -> None:
    found = {rule.name: rule for rule in coarse.of(compiled(
        {"on": "s3:ListBuckets"}, {"on": "s3:GetObject", "accept": {"data-event": "ours"}}).rules)}
    assert set(found) == {"forward-writes-1", "forward-reads-1", "forward-data-1"}
    assert found["forward-reads-1"].pattern["detail"]["eventName"] == ["ListBuckets"]
    assert found["forward-reads-1"].state == aws.ALL_MANAGEMENT_EVENTS
    assert "GetObject" in found["forward-data-1"].pattern["detail"]["eventName"]


@pytest.mark.parametrize("number", range(len(WATCHES)))
def test_eventbridge_takes_every_pattern(number: int) -> None:
    for rule, _ in sending(frozenset({number})):
        assert patterns.compact_size(dict(rule.pattern)) <= 2_048
        assert len(f"{'n' * 28}-{rule.name}") <= 64
