"""Records and alerts in OCSF are valid by OCSF's own schemas, whatever an event says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from eventbridge_notifier.alerts import config
from eventbridge_notifier.alerts.channels import CHANNELS
from eventbridge_notifier.alerts.decide import Alert, Config, decide
from eventbridge_notifier.alerts.message import Message, Surroundings, message
from eventbridge_notifier.alerts.ocsf.activity import Recorded, activity
from eventbridge_notifier.alerts.store import Memory
from eventbridge_notifier.record_format.summary import summary_of
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from ocsf_json_schema import OcsfJsonSchemaEmbedded, get_ocsf_schema

from tests.alerts.builders import START, arrival, policy

SHARED = Path(__file__).parents[3] / "shared" / "cloudtrail"
VERSIONS = ("1.1.0", "1.3.0", "1.8.0")
ARN = "arn:aws:iam::111122223333:user/alice"
CALL = {
    "id": "e-1", "source": "aws.iam", "detail-type": "AWS API Call via CloudTrail",
    "account": "111122223333", "region": "us-east-1", "detail": {
        "eventSource": "iam.amazonaws.com", "eventName": "CreateUser", "requestID": "r-1",
        "eventType": "AwsApiCall", "sourceIPAddress": "203.0.113.9", "userAgent": "aws-cli/2",
        "requestParameters": {"userName": "bob"}, "responseElements": {"user": {"userName": "bob"}},
        "resources": [{"ARN": f"{ARN}s", "type": "AWS::IAM::User"}],
        "userIdentity": {"type": "IAMUser", "arn": ARN, "accountId": "111122223333",
                         "userName": "alice", "accessKeyId": "AKIAEXAMPLE"}}}


@cache
def validator(version: str, class_name: str) -> Draft202012Validator:
    schemas = OcsfJsonSchemaEmbedded(get_ocsf_schema(version=version))
    return Draft202012Validator(schemas.get_class_schema(class_name, ["cloud"]))


CLASSES = {0: "base_event", 2004: "detection_finding", 6003: "api_activity"}


def faults(event: dict[str, Any]) -> list[str]:
    """What OCSF's schemas have against an event, as it is written."""
    written = json.loads(json.dumps(event))
    return [f"{version} {'.'.join(map(str, error.path))}: {error.message}" for version in VERSIONS
            for error in validator(version, CLASSES[event["class_uid"]]).iter_errors(written)]


def made(event: dict[str, Any], **fields: Any) -> dict[str, Any]:
    summary = summary_of(event, "high", {})
    return activity(Recorded("id-1", ("users",), "high", START, summary, fields), event)


def test_a_call_says_who_did_what_on_what_from_where_and_whether_it_worked() -> None:
    event = made(CALL, owner="bob")
    assert faults(event) == []
    assert (event["class_uid"], event["type_uid"], event["activity_name"]) == (6003, 600301,
                                                                               "Create")
    assert event["time"] == START * 1000
    assert (event["severity_id"], event["status_id"]) == (4, 1)
    assert event["api"]["operation"] == "CreateUser"
    assert event["api"]["request"] == {"uid": "r-1", "data": {"userName": "bob"}}
    assert event["actor"]["user"]["uid"] == ARN
    assert event["src_endpoint"] == {"ip": "203.0.113.9"}
    assert event["cloud"] == {"provider": "AWS", "region": "us-east-1",
                              "account": {"uid": "111122223333"}}
    assert event["resources"] == [{"uid": f"{ARN}s", "type": "AWS::IAM::User"}]
    assert event["unmapped"] == {"watches": ["users"], "owner": "bob"}


def test_a_refused_call_is_a_failure_with_its_code() -> None:
    event = made({**CALL, "detail": {**CALL["detail"], "errorCode": "AccessDenied",
                                     "errorMessage": "not you", "responseElements": None}})
    assert faults(event) == []
    assert (event["status"], event["status_code"], event["status_detail"]) == (
        "Failure", "AccessDenied", "not you")


def test_a_service_that_called_is_no_address() -> None:
    event = made({**CALL, "detail": {**CALL["detail"],
                                     "sourceIPAddress": "autoscaling.amazonaws.com"}})
    assert event["src_endpoint"] == {"svc_name": "autoscaling.amazonaws.com"}


def test_an_event_that_is_no_call_is_a_base_event() -> None:
    event = made({"source": "aws.health", "detail-type": "AWS Health Event", "account": "1",
                  "region": "eu-west-1", "detail": {"service": "EC2"}})
    assert faults(event) == []
    assert (event["class_uid"], event["unmapped"]["detail"]) == (0, {"service": "EC2"})


JSON = st.recursive(st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
                        st.text(max_size=3), inner, max_size=3), max_leaves=8)
PARTS = ("eventSource", "eventName", "requestID", "errorCode", "errorMessage", "sourceIPAddress",
         "userAgent", "requestParameters", "responseElements", "resources", "userIdentity",
         "eventType", "apiVersion")


@settings(max_examples=50, deadline=None)
@given(st.fixed_dictionaries({}, optional=dict.fromkeys(PARTS, JSON)), JSON)
def test_whatever_an_event_holds_it_is_valid(detail: dict[str, Any], who: Any) -> None:
    event = {**CALL, "detail": {**CALL["detail"], **detail}}
    if isinstance(who, dict):
        event["detail"]["userIdentity"] = {"type": "AssumedRole", "sessionContext": who}
    assert faults(made(event)) == []


def real() -> Iterator[dict[str, Any]]:
    for file in sorted(SHARED.glob("*.jsonl"))[:20]:
        for line in file.read_text().splitlines()[:40]:
            record = json.loads(line)
            yield {"source": "aws.x", "detail-type": "AWS API Call via CloudTrail",
                   "detail": record.get("detail", record)}


@pytest.mark.skipif(not SHARED.exists(), reason="no collection of CloudTrail records here")
def test_real_records_are_valid() -> None:
    found = list(real())
    assert len(found) > 20
    assert [fault for event in found for fault in faults(made(event))] == []


AROUND = Surroundings("eventbridge-notifier", "eu-west-1", {}, "")


def alert_of_a_record() -> Message:
    policies = {"w": policy(description="Users", severity="high")}
    (alert,) = decide([arrival(summary=summary_of(CALL, "high", {}), detail=CALL["detail"])],
                      Config(policies), Memory(), START)
    return message(alert, policies, AROUND)


def test_an_alert_is_the_activity_that_it_tells_of() -> None:
    body = CHANNELS["ocsf"].render(alert_of_a_record())
    assert faults(body) == []
    assert (body["class_uid"], body["count"]) == (6003, 1)
    assert body["message"].startswith("[HIGH] w: alice: CreateUser")
    assert "data" not in body["api"]["request"]


def test_an_alert_that_is_of_no_one_event_is_a_finding() -> None:
    around = config.Given({}, (), {}, AROUND)
    digest = Alert("a1b2-3", "siem", "digest", ("w",), "high", (), 37, START, START + 60)
    bodies = [CHANNELS["ocsf"].render(one) for one in (
        config.test_message("siem", around, START), config.resolved("a1b2-3", "siem", "w", START),
        message(digest._replace(about="w"), {"w": policy()}, AROUND))]
    assert [fault for body in bodies for fault in faults(body)] == []
    assert [(body["class_uid"], body["activity_name"], body["status"]) for body in bodies] == [
        (2004, "Create", "New"), (2004, "Close", "Resolved"), (2004, "Update", "In Progress")]
    assert bodies[1]["finding_info"]["uid"] == bodies[2]["finding_info"]["uid"] == "a1b2"
