"""A record says who did what, when and where, and has one identity for ever."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from eventbridge_notifier.record_format.identity import identity
from eventbridge_notifier.record_format.paths import find
from eventbridge_notifier.record_format.shards import shard
from recorder.messages import Unreadable, message
from recorder.record import record

from tests.recorder.builders import an_api_call, an_event, target_input

NOW = datetime(2026, 12, 1, tzinfo=UTC)


def recorded(event, **more):
    return record(message(target_input(event, **more)), NOW)


def test_a_record_has_the_summary_the_severity_and_the_promoted_fields(store, plenty):
    event = an_api_call()
    fields = {"functionName": "requestParameters.functionName", "envelope": "$.detail-type"}
    store.recorder(RETENTION_DAYS="30").handle(
        target_input(event, severity="high", record=fields), plenty)
    item = store.item(event["detail"]["eventID"])
    said = {name: held.get("S") for name, held in item.items() if name != "event"}
    assert said == {
        "id": event["detail"]["eventID"], "watch": "w", "time": "2026-11-23T09:59:00Z",
        "day": "2026-11-23", "eventId": event["id"], "source": "aws.lambda",
        "detailType": "AWS API Call via CloudTrail", "eventSource": "lambda.amazonaws.com",
        "eventName": "CreateFunction20150331", "account": "123456789012", "region": "eu-west-1",
        "actor": "arn:aws:iam::123456789012:user/ann", "severity": "high", "functionName": "f",
        "envelope": "AWS API Call via CloudTrail", "expiresAt": None,
        "change": "created", "outcome": "succeeded", "summaryVersion": None,
        "dayShard": "2026-11-23#0", "watchShard": "w#0"}
    assert item["expiresAt"] == {"N": "1798019940"}  # 2026-12-23T09:59:00Z


def test_absent_fields_are_absent(store, plenty):
    event = an_event()
    store.recorder().handle(target_input(event, severity=None, record={"x": "a.b.c"}), plenty)
    assert set(store.item(event["id"])) == {
        "id", "watch", "time", "day", "eventId", "source", "detailType", "account", "region",
        "event", "change", "summaryVersion", "dayShard", "watchShard"}


def test_a_record_says_what_was_changed_from_where_and_whether_it_worked(store, plenty):
    event = an_api_call(sourceIPAddress="192.0.2.1", errorCode="AccessDenied")
    arn = "arn:aws:lambda:eu-west-1:123456789012:function:f"
    rows = {"aws.lambda": {"CreateFunction20150331": [
        "created", "AWS::Lambda::Function",
        ["{response.functionArn}", "arn:{partition}:lambda:{region}:{account}:function:"
         "{request.functionName}"], []]}}
    store.recorder(SHARDS="day=12,watch=12,resource=4", OLD_INDEXES="false").handle(
        target_input(event, resources=rows), plenty)
    item = store.item(event["detail"]["eventID"])
    assert {name: item[name] for name in ("resource", "resourceType", "change", "outcome",
                                          "sourceIp", "summaryVersion")} == {
        "resource": {"S": arn}, "resourceType": {"S": "AWS::Lambda::Function"},
        "change": {"S": "created"}, "outcome": {"S": "AccessDenied"},
        "sourceIp": {"S": "192.0.2.1"}, "summaryVersion": {"N": "2"}}
    id = item["id"]["S"]
    assert item["dayShard"]["S"] == f"2026-11-23#{shard(id, 12)}"
    assert item["watchShard"]["S"] == f"w#{shard(id, 12)}"
    assert item["resourceShard"]["S"] == f"{arn}#{shard(id, 4)}"
    assert "day" not in item, "nothing asks for it once the index of older releases is gone"


def test_rows_that_are_no_rows_cost_no_record(store, plenty):
    broken = ["created", "T", ["{nothing", ""], []]
    for rows in ("x", [], {"aws.lambda": 1}, {"aws.lambda": {"CreateFunction20150331": ["x"]}},
                 {"aws.lambda": {"CreateFunction20150331": broken}}):
        event = an_api_call()
        store.recorder().handle(target_input(event, resources=rows), plenty)
        assert "event" in store.item(event["detail"]["eventID"])


@pytest.mark.parametrize(("event", "key"), [
    (an_api_call(eventID="trail-1"), "trail-1"),
    (an_event(id="envelope", **{"detail-type": "AWS API Call via CloudTrail", "source": "forged",
                                "detail": {"eventID": "trail-1"}}), "envelope"),
    (an_event(id="envelope", **{"detail-type": "Sign-in via CloudTrail", "detail": {
        "eventID": "trail-1"}, "source": "aws.partner/example.com/1/trail"}), "envelope"),
    (an_event(source="aws.health", detail={"communicationId": "c", "affectedAccount": "1",
                                           "page": "2", "lastUpdatedTime": "t"}),
     "health/c/1/2/t"),
    (an_event(**{"source": "aws.guardduty", "detail-type": "GuardDuty Finding",
                 "detail": {"id": "g", "accountId": "1", "updatedAt": "t"}}), "guardduty/g/1/t"),
    (an_event(id="envelope", source="aws.health", detail={"communicationId": 7}), "envelope"),
])
def test_identity_is_what_stays_when_aws_delivers_again(event, key):
    again = event | {"replay-name": "r"}
    if key != "envelope":
        again["id"] = "another"
    assert identity(event) == identity(again) == key


def test_a_key_that_a_table_cannot_hold_becomes_a_digest():
    assert identity(an_event(id="k" * 5_000)).startswith("sha256:")
    assert identity(an_event(id="\ud800")).startswith("sha256:")


@pytest.mark.parametrize("time", ["", "yesterday", "2026-02-31T00:00:00Z", 7, None,
                                  "0001-01-01T00:00:00+23:59"])
def test_an_event_without_a_usable_time_is_dated_by_its_arrival(time):
    assert recorded(an_event(time=time)).moment == NOW


def test_times_are_stored_in_utc():
    assert recorded(an_event(time="2026-01-01T00:30:00+01:00")).moment == \
        datetime(2025, 12, 31, 23, 30, tzinfo=UTC)


def test_a_promoted_field_never_replaces_what_the_recorder_says():
    made = recorded(an_event(detail={"x": "forged"}), record={"id": "x", "time": "x", "y": "x"})
    assert made.promoted == {"y": "forged"}


def test_a_path_reaches_into_lists_and_the_envelope():
    event = an_event(detail={"items": [{"n": 1}, {"n": 2}]}, resources=["arn:a"])
    assert find(event, "items.1.n") == 2
    assert find(event, "items.2.n") is None
    assert find(event, "items.first") is None
    assert find(event, "$.resources.0") == "arn:a"


@pytest.mark.parametrize("poison", [
    None, 7, "text", [], {}, {"Records": []}, {"watch": ""}, {"watch": "w"},
    {"watch": "w", "event": "text"},
    {"watch": 7, "event": {"id": "x"}}, an_event(), {"watch": "w", "event": {"detail": {}}},
    {"requestPayload": None}])
def test_poison_is_never_swallowed(poison):
    with pytest.raises(Unreadable):
        record(message(poison), NOW)


def test_a_beat_is_found_by_its_watch_alone_and_says_how_long_it_took(store, plenty):
    event = an_api_call()
    store.recorder(RETENTION_DAYS="365").handle(
        target_input(event, watch="heartbeat", beat=2), plenty)
    item = store.item(event["detail"]["eventID"], "heartbeat")
    assert item["watchShard"] == {"S": "heartbeat#0"}
    assert not {"day", "dayShard", "resourceShard"} & set(item)
    assert int(item["expiresAt"]["N"]) == datetime(2026, 11, 25, 9, 59, tzinfo=UTC).timestamp()
    assert record(message(target_input(event, watch="heartbeat", beat=2)), NOW).promoted == {
        "seconds": (NOW - datetime(2026, 11, 23, 9, 59, tzinfo=UTC)).total_seconds()}


@pytest.mark.parametrize("beat", [0, -1, "2", True, None, 1.5])
def test_what_is_no_number_of_days_makes_no_beat(beat):
    assert message(target_input(an_event(), beat=beat)).beat_days == 0
