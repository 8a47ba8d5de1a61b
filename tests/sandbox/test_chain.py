"""An API call becomes an event, the event a record; and where it does not, the sandbox says why."""

from __future__ import annotations

from typing import Any

import pytest
from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.core.model import Explain

from tests.sandbox.stack import CUSTOM, PYTHON38, Stack, zipped

HELLO = zipped("def handle(event, context): return event")


def create(stack: Stack, runtime: str = "python3.8", name: str = "f", **client: Any) -> None:
    role = stack.sandbox.client("iam").create_role(
        RoleName=f"role-of-{name}", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    stack.sandbox.client("lambda", **client).create_function(
        FunctionName=name, Runtime=runtime, Role=role, Handler="code.handle",
        Code={"ZipFile": HELLO})


def said(sandbox: Sandbox, kind: str, words: str) -> bool:
    return any(entry.kind == kind and words in entry.text for entry in sandbox.journal)


def test_only_the_call_that_is_watched_for_leaves_a_record(stack: Stack) -> None:
    stack.chain()
    create(stack, "python3.8", "old")
    create(stack, "java17", "new")
    assert stack.sandbox.drain()
    (item,) = stack.items()
    assert item["functionName"] == {"S": "old"}
    assert item["eventName"] == {"S": "CreateFunction20150331"}
    assert item["event"]["M"]["detail"]["M"]["requestParameters"]["M"]["runtime"] == {
        "S": "python3.8"}


def test_moto_itself_delivers_no_event_of_a_new_bucket(
        stack: Stack, capfd: pytest.CaptureFixture[str]) -> None:
    stack.chain({"source": ["aws.s3"], "detail": {"eventName": ["CreateBucket"]}})
    capfd.readouterr()
    stack.client("s3").create_bucket(
        Bucket="new", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    assert stack.sandbox.drain()
    assert len(stack.items()) == 1
    assert "ocker" not in "".join(capfd.readouterr())


def test_without_a_logging_trail_there_is_no_event(stack: Stack) -> None:
    stack.chain()
    stack.client("cloudtrail").stop_logging(Name="trail")
    create(stack)
    assert stack.sandbox.drain()
    assert stack.items() == []
    assert said(stack.sandbox, "note", "CreateFunction20150331 in 123456789012 eu-west-1: no event,"
                                       " no trail is logging")


def test_a_disabled_rule_gets_nothing(stack: Stack) -> None:
    stack.chain(state="DISABLED")
    create(stack)
    assert stack.sandbox.drain()
    assert stack.items() == []
    assert said(stack.sandbox, "no-match", "the rule is disabled")


@pytest.mark.parametrize(("state", "records"), [
    ("ENABLED", 0), ("ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS", 1)])
def test_a_read_only_call_reaches_a_rule_in_the_state_that_admits_it(
        stack: Stack, state: str, records: int) -> None:
    stack.chain({"source": ["aws.ec2"], "detail": {"eventName": ["DescribeVpcs"]}}, state=state)
    stack.client("ec2").describe_vpcs()
    assert stack.sandbox.drain()
    assert len(stack.items()) == records
    assert said(stack.sandbox, "no-match", "read-only") == (not records)


def test_a_call_in_another_region_is_on_another_bus(stack: Stack) -> None:
    stack.chain()
    create(stack, region="us-west-2")
    assert stack.sandbox.drain()
    assert stack.items() == []
    assert said(stack.sandbox, "no-match", "the rule is on arn:aws:events:eu-west-1:")


def test_a_rule_for_whatever_comes_to_another_bus_is_not_spoken_of(stack: Stack) -> None:
    stack.chain({"source": [{"prefix": ""}]})
    create(stack, region="us-west-2")
    assert stack.sandbox.drain()
    assert not said(stack.sandbox, "no-match", "the rule is on")


def test_without_the_permission_the_event_waits_in_the_dead_letter_queue(stack: Stack) -> None:
    stack.table()
    rule = stack.rule(CUSTOM)
    stack.target(stack.recorder(), DeadLetterConfig={"Arn": stack.queue("dead")})
    event_id = stack.put()
    assert stack.sandbox.drain()
    assert stack.items() == []
    (letter,) = stack.messages("dead")
    told = {name: held["StringValue"] for name, held in letter["MessageAttributes"].items()}
    assert told["RULE_ARN"] == rule
    assert told["ERROR_CODE"] == "NO_PERMISSIONS"
    assert event_id in letter["Body"]


def test_a_rule_says_why_it_does_not_match() -> None:
    with Sandbox(region="eu-west-1", explain=Explain.EVERYTHING) as sandbox:
        stack = Stack(sandbox)
        stack.trail()
        stack.rule(PYTHON38)
        create(stack, "java17")
        assert sandbox.drain()
        assert said(sandbox, "no-match", 'detail.requestParameters.runtime is "java17", '
                                         'wanted "python3.8"')
