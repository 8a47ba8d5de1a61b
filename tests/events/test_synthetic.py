"""Every watch gets a realistic event that it matches, and near misses that it does not."""

from pathlib import Path
from typing import Any

import pytest
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.events import synthetic
from eventbridge_notifier.pipeline.generate import compile_texts

from tests.generator.specs import findings, rule
from tests.generator.test_fuzz import SOUND

SPEC = Path("tests/aws/events.yaml")
RULES = compile_texts([(SPEC.name, SPEC.read_text("utf-8"))]).rules


@pytest.mark.parametrize("one", RULES, ids=lambda one: one.name)
def test_an_event_is_made_that_matches_and_near_misses_that_do_not(one: Rule) -> None:
    event = synthetic.match(one)
    assert event is not None
    assert one.compiled.matches(event)
    assert {"version", "id", "detail-type", "source", "account", "time", "region", "resources",
            "detail"} <= set(event)
    near = synthetic.near_misses(one, event)
    assert len(near) >= 2
    assert not any(one.compiled.matches(miss) for miss in near)


def detail(watch: dict[str, Any]) -> dict[str, Any]:
    event = synthetic.match(rule(watch))
    assert event is not None
    found: dict[str, Any] = event["detail"]
    return found


def test_a_call_has_what_cloudtrail_writes_of_it() -> None:
    made = detail({"on": "lambda:CreateFunction",
                   "where": {"requestParameters.runtime": "python3.13"}})
    assert made["eventName"] == "CreateFunction20150331"
    assert set(made["requestParameters"]) >= {"functionName", "role", "runtime"}
    assert (made["userIdentity"]["type"], made["readOnly"]) == ("IAMUser", False)


def test_a_condition_below_a_list_goes_into_the_list() -> None:
    path = "requestParameters.ipPermissions.items.fromPort"
    made = detail({"on": "ec2:AuthorizeSecurityGroupIngress", "where": {path: 22}})
    assert "ipPermissions" in made["requestParameters"]
    made = detail({"on": "cloudwatch:DeleteAlarms", "where": {"requestParameters.alarmNames": "x"}})
    assert made["requestParameters"]["alarmNames"] == ["x"]


def test_a_watch_on_failures_gets_a_failed_call() -> None:
    assert "errorCode" in detail({"on": "lambda:CreateFunction", "outcome": "failed"})
    made = detail({"on": "signin:ConsoleLogin", "outcome": "failed"})
    assert made["responseElements"] == {"ConsoleLogin": "Failure"}


def test_a_pattern_of_ones_own_gets_the_event_of_its_call() -> None:
    assert "requestParameters" in detail(SOUND[2])


def test_a_watch_that_contradicts_itself_is_found() -> None:
    never = {"pattern": {"source": ["aws.ec2"], "detail-type": ["AWS API Call via CloudTrail"],
                         "detail": {"eventName": ["RunInstances"], "userAgent": ["x"],
                                    "userAgent.b": ["y"]}}}
    assert "unverified-example" in [one.code for one in findings(never)]
