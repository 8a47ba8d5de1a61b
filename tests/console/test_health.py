"""Facts become findings; what could not be found out is never called well."""

from __future__ import annotations

import json

import pytest
from eventbridge_notifier.console.alerts.overview import Snooze
from eventbridge_notifier.console.health.bus_policy import Senders, senders
from eventbridge_notifier.console.health.facts import (
    BAD,
    OK,
    WARNING,
    AlarmFacts,
    Facts,
    ForwardFacts,
    HeartbeatFacts,
    KeyFacts,
    NotifierFacts,
    QueueFacts,
    RuleFacts,
    Staged,
)
from eventbridge_notifier.console.health.judge import findings
from eventbridge_notifier.console.health.judge import healthy as is_healthy
from eventbridge_notifier.console.health.trails import TrailFacts, selected

TOPIC = "arn:aws:sns:eu-west-1:123456789012:n-ops"


def pattern(source: str, *names: str) -> str:
    return json.dumps({"detail-type": ["AWS API Call via CloudTrail"], "detail": {
        "eventSource": [source], "eventName": list(names)}})


def armed(source: str, *names: str) -> RuleFacts:
    return RuleFacts("n-w", "ENABLED", True, pattern=pattern(source, *names))


def trail(**selectors: object) -> TrailFacts:
    return TrailFacts("main", True, selected=selected(selectors))


def management(**more: object) -> dict[str, object]:
    return {"EventSelectors": [{"ReadWriteType": "All", "IncludeManagementEvents": True, **more}]}


def advanced(*fields: tuple[str, list[str]]) -> dict[str, object]:
    return {"AdvancedEventSelectors": [{"FieldSelectors": [
        {"Field": field, "Equals": values} for field, values in fields]}]}


WELL = Facts(
    function_state="Active", reserved_concurrency=None, table_state="ACTIVE",
    region="eu-west-1", trails=[TrailFacts("main", True)],
    rules=[RuleFacts("n-w", "ENABLED", True)],
    queues=[QueueFacts("n-dead-letter", 0, None)], foreign_queues=(), undelivered=[],
    failed_invokes=0, alarms=[AlarmFacts("n-depth", "OK", True)], subscribers={TOPIC: 1},
    key=KeyFacts("arn:key"), failed_deliveries=0, looped=0, dropped=0, silent=[],
    senders=Senders(), forwarded=[])
FORWARD = QueueFacts("n-dead-letter-forward", 0, None)
BUS = "arn:aws:events:eu-west-1:123456789012:event-bus/default"


def levels(**changes: object) -> dict[str, str]:
    """The worst level of each check."""
    found: dict[str, str] = {}
    order = (OK, WARNING, BAD)
    for one in findings(WELL._replace(**changes)):
        found[one.check] = max(found.get(one.check, OK), one.level, key=order.index)
    return found


def test_all_is_well() -> None:
    assert set(levels().values()) == {OK}
    assert is_healthy(findings(WELL))


@pytest.mark.parametrize("fact", [name for name in Facts._fields
                                  if name not in (
                                      "reserved_concurrency", "forwarded", "region",
                                      "foreign_queues")])
def test_what_could_not_be_read_is_a_warning(fact: str) -> None:
    assert list(levels(**{fact: None}).values()).count(WARNING) == 1


@pytest.mark.parametrize(("check", "changes"), [
    ("trail", {"trails": []}), ("trail", {"trails": [TrailFacts("main", False)]}),
    ("trail", {"trails": [TrailFacts("main", True, False, "us-east-1")]}),
    ("trail", {"trails": [TrailFacts("main", True, errors={"LatestDeliveryError": "NoSuchBucket"})
                          ]}),
    ("trail", {"trails": [trail(**management(IncludeManagementEvents=False))],
               "rules": [armed("iam.x", "CreateUser")]}),
    ("trail", {"trails": [trail(**management(ReadWriteType="ReadOnly"))],
               "rules": [armed("iam.x", "CreateUser")]}),
    ("trail", {"trails": [trail(**management(ReadWriteType="WriteOnly"))], "rules": [RuleFacts(
        "n-w", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS", True,
        pattern=pattern("iam.x", "GetUser"))]}),
    ("trail", {"trails": [trail(**management(ExcludeManagementEventSources=["kms.amazonaws.com"]))],
               "rules": [armed("kms.amazonaws.com", "DisableKey")]}),
    ("trail", {"trails": [trail(**management())], "rules": [
        armed("s3.amazonaws.com", "PutObject")]}),
    ("trail", {"trails": [trail(**advanced(("eventCategory", ["Data"]),
                                           ("resources.type", ["AWS::S3::Object"])))],
               "rules": [armed("iam.x", "CreateUser")]}),
    ("loops", {"looped": 2}), ("key", {"key": KeyFacts("arn:key", ("events",))}),
    ("messages", {"undelivered": [QueueFacts("n-undelivered", 1, None)]}),
    ("rules", {"rules": []}),
    ("rules", {"rules": [RuleFacts("n-w", "DISABLED", True)]}),
    ("rules", {"rules": [RuleFacts("n-w", "ENABLED", False)]}),
    ("deliveries", {"failed_deliveries": 3}), ("recorder", {"function_state": "Failed"}),
    ("recorder", {"reserved_concurrency": 0}), ("recorder", {"dropped": 1}),
    ("table", {"table_state": "ARCHIVED"}), ("dead letters", {"queues": []}),
    ("dead letters", {"queues": [QueueFacts("n-dead-letter", 2, 120.0)]}),
    ("dead letters", {"failed_invokes": 4}),
    ("dead letters", {"forwarded": [ForwardFacts("us-east-1", FORWARD._replace(depth=1))]}),
    ("dead letters", {"forwarded": [ForwardFacts("us-east-1", None, absent=True)]}),
    ("alarms", {"alarms": [AlarmFacts("n-depth", "ALARM", True)]})])
def test_what_loses_events_is_bad(check: str, changes: dict[str, object]) -> None:
    assert levels(**changes)[check] == BAD
    assert not is_healthy(findings(WELL._replace(**changes)))


@pytest.mark.parametrize(("check", "changes"), [
    ("alarms", {"alarms": [AlarmFacts("n-depth", "OK", False)]}), ("alarms", {"alarms": []}),
    ("trail", {"trails": [TrailFacts("main", True, False, "eu-west-1")]}),
    *(("trail", {"trails": [TrailFacts("main", True, errors={name: "AccessDenied"})]}) for name in (
        "LatestDigestDeliveryError", "LatestNotificationError",
        "LatestCloudWatchLogsDeliveryError")),
    ("topics", {"subscribers": {TOPIC: 0}}),
    ("dead letters", {"foreign_queues": ("n-dead-letter-mine",)}),
    ("records", {"silent": ["w"]}), ("senders", {"senders": Senders(others=("*",))}),
    ("dead letters", {"forwarded": [ForwardFacts("us-east-1", None, trouble="denied")]}),
    ("dead letters", {"forwarded": [ForwardFacts("us-east-1", FORWARD._replace(age=7200.0))]})])
def test_what_may_be_meant_is_a_warning(check: str, changes: dict[str, object]) -> None:
    assert levels(**changes)[check] == WARNING


@pytest.mark.parametrize("changes", [
    {"rules": [RuleFacts("n-w", "ENABLED", True), RuleFacts("n-x", "DISABLED", True,
                                                            on_purpose=True)]},
    {"trails": [TrailFacts("other", False), TrailFacts("main", True)]},
    {"trails": [TrailFacts("here", True, False, "eu-west-1"), TrailFacts("main", True)]},
    {"trails": [trail(**management())], "rules": [
        armed("iam.amazonaws.com", "CreateUser")]},
    {"trails": [trail(**advanced(("eventCategory", ["Management"]))), trail(**advanced(
        ("eventCategory", ["Data"]), ("resources.type", ["AWS::S3::Object"])))],
     "rules": [armed("s3.amazonaws.com", "PutObject")]},
    {"trails": [trail(**management(ReadWriteType="WriteOnly"))], "rules": [
        RuleFacts("n-w", "DISABLED", True, on_purpose=True, pattern=pattern("s3.x", "GetObject")),
        RuleFacts("n-v", "ENABLED", True, pattern='{"source": ["mine"]}'),
        RuleFacts("n-u", "ENABLED", True, pattern="not a pattern")]},
    {"subscribers": {}}, {"undelivered": [QueueFacts("n-undelivered", 0, None)]},
    {"key": KeyFacts("")}], ids=lambda changes: "+".join(changes))
def test_what_loses_nothing_is_well(changes: dict[str, object]) -> None:
    assert set(levels(**changes).values()) == {OK}


def said(check: str, **changes: object) -> str:
    return "\n".join(one.message for one in findings(WELL._replace(**changes))
                     if one.check == check)


def test_what_waits_elsewhere_is_said_with_its_place_and_what_to_do() -> None:
    waiting = ForwardFacts("us-east-1@member", FORWARD._replace(depth=2, age=7200.0))
    unread = ForwardFacts("eu-west-3", None, trouble="the sign-in has ended")
    told = said("dead letters", forwarded=[waiting, unread])
    assert "2 in n-dead-letter-forward of us-east-1@member, the oldest 2 h old" in told
    assert "redrive --forwarded-from us-east-1@member" in told
    assert "eu-west-3 could not be read: the sign-in has ended" in told


def test_everyone_who_is_admitted_is_named_so_that_who_is_missing_is_seen() -> None:
    accounts = tuple(f"{number:012}" for number in range(12))
    told = said("senders", senders=Senders(accounts, ("o-exampleorgid",)))
    assert all(account in told for account in accounts)
    assert "organization admitted: o-exampleorgid" in told
    assert "--forwarded-from" in told
    assert "no other account" in said("senders")


def statement(principal: object, **more: object) -> dict[str, object]:
    return {"Sid": "s", "Effect": "Allow", "Principal": principal, "Action": "events:PutEvents",
            "Resource": BUS, **more}


OF_ORGANIZATION = {"StringEquals": {"aws:PrincipalOrgID": "o-exampleorgid"}}
OF_UNIT = {"ForAnyValue:StringEquals": {"aws:PrincipalOrgPaths": ["o-exampleorgid/r-1/ou-2/*"]}}
OF_ANOTHER = {"StringNotEquals": {"aws:PrincipalOrgID": "o-exampleorgid"}}


@pytest.mark.parametrize(("statements", "wanted"), [
    ([statement({"AWS": "arn:aws:iam::111122223333:root"})], Senders(("111122223333",))),
    ([statement({"AWS": ["444455556666", "111122223333"]})],
     Senders(("111122223333", "444455556666"))),
    (statement("*", Condition=OF_ORGANIZATION), Senders((), ("o-exampleorgid",))),
    ([statement({"AWS": "*"}, Condition=OF_UNIT)], Senders((), ("o-exampleorgid",))),
    ([statement("*")], Senders((), (), ("*",))),
    ([statement("*", Condition=OF_ANOTHER)], Senders((), (), ("whom a condition admits",))),
    ([statement({"AWS": "arn:aws:iam::111122223333:user/eve"})],
     Senders((), (), ("arn:aws:iam::111122223333:user/eve",))),
    ([statement("*", Effect="Deny")], Senders()),
    ([statement("*", Action=["events:PutRule"])], Senders())])
def test_whom_a_policy_admits(statements: object, wanted: Senders) -> None:
    assert senders(json.dumps({"Version": "2012-10-17", "Statement": statements})) == wanted
    assert senders("") == Senders()


NOTIFIER = NotifierFacts("Active", 0.0, 0.0, 0, (), ())


@pytest.mark.parametrize(("change", "level"), [
    ({}, OK), ({"state": "Failed"}, BAD), ({"age": 1_000_000.0}, BAD), ({"errors": 3.0}, WARNING),
    ({"untold": 2}, BAD), ({"age": None}, WARNING), ({"untold": None}, WARNING)])
def test_the_notifier_is_looked_at_as_well(change, level) -> None:
    assert levels(notifier=NOTIFIER._replace(**change))["notifier"] == level


def test_what_is_quiet_and_what_is_tried_out_is_said() -> None:
    held = NOTIFIER._replace(snoozes=(Snooze("deploys", 1_800_000_000.0, "migration"),),
                             staged=(Staged("new", 12, 1_800_000_000.0),))
    said = {one.check: (one.level, one.message) for one in findings(WELL._replace(notifier=held))}
    until = "until 2027-01-15 08:00 UTC"
    assert said["quiet"] == (WARNING, f"deploys: no messages {until} (migration)")
    assert said["stage"] == (OK, f"new is being tried out {until}: 12 messages would have been "
                                 "sent")


def test_a_stack_that_tells_nobody_has_no_notifier_to_look_at() -> None:
    assert "notifier" not in levels()


def test_silent_places_are_bad_and_beats_are_told() -> None:
    silent = levels(heartbeat=HeartbeatFacts(15, 3, ("123456789012/us-east-1",), 41.5))
    assert silent["heartbeat"] == BAD
    (told,) = [one.message for one in findings(WELL._replace(
        heartbeat=HeartbeatFacts(15, 3, (), 41.5))) if one.check == "heartbeat"]
    assert told == "3 come home every 15 minutes, the slowest in 42 s"
    assert "heartbeat" not in levels()
