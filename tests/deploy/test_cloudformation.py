"""The template of member accounts makes what modules/event_forwarder makes, and only there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from eventbridge_notifier.deploy import cloudformation, placement

from tests.generator.specs import compiled
from tools import tfdocs

FORWARDER = Path("modules/event_forwarder")
HOME, MEMBER = "111111111111", "222222222222"
BUS = f"arn:aws:events:eu-west-1:{HOME}:event-bus/default"
TOPIC = f"arn:aws:sns:us-east-1:{MEMBER}:on-call"
RESULT = compiled({"on": "lambda:CreateAlias"}, {"on": "iam:CreateUser"},
                  {"on": "signin:ConsoleLogin"}, home_region="eu-west-1",
                  regions=["eu-west-1", "eu-central-1"], organization="o-exampleorgid")
PLAN = placement.of(RESULT.spec, RESULT.rules)
TEMPLATE: dict[str, Any] = json.loads(cloudformation.template(PLAN))


class Stack:
    """The template as CloudFormation reads it in one account and region."""

    def __init__(self, account: str, region: str, topic: str = "", **given: str) -> None:
        self.known = {"AWS::AccountId": account, "AWS::Region": region, "HomeBusArn": BUS,
                      "Name": "eventbridge-notifier", "AlarmTopicArn": topic,
                      "HeartbeatMinutes": "0", "PermissionsBoundary": "", "AWS::Partition": "aws",
                      "DeadLetterQueue": "https://sqs/queue", **given}

    def resources(self, kind: str = "") -> dict[str, Any]:
        """What is made, by logical id: all of it, or what is of one type."""
        return {name: one for name, one in TEMPLATE["Resources"].items()
                if kind in one["Type"] and self.holds(one.get("Condition"))}

    def holds(self, condition: str | None) -> bool:
        return condition is None or bool(self.value(TEMPLATE["Conditions"][condition]))

    def value(self, said: Any) -> Any:
        """What an expression comes to; None for AWS::NoValue."""
        if isinstance(said, list):
            return [self.value(one) for one in said]
        if not isinstance(said, Mapping):
            return said
        if len(said) != 1 or not next(iter(said)).startswith(("Ref", "Fn::", "Condition")):
            return {name: self.value(one) for name, one in said.items()}
        ((name, given),) = said.items()
        if name == "Fn::If":
            return self.value(given[1 if self.holds(given[0]) else 2])
        values = self.value(given) if isinstance(given, list) else given
        return {
            "Ref": lambda: self.known.get(given), "Condition": lambda: self.holds(given),
            "Fn::Sub": lambda: re.sub(r"\$\{(.*?)\}", lambda one: self.known[one[1]], given),
            "Fn::GetAtt": lambda: ".".join(given),
            "Fn::Split": lambda: values[1].split(values[0]),
            "Fn::Select": lambda: values[1][values[0]],
            "Fn::Equals": lambda: values[0] == values[1], "Fn::Not": lambda: not values[0],
            "Fn::And": lambda: all(values), "Fn::Or": lambda: any(values),
        }[name]()


def told(stack: Stack) -> list[Any]:
    """Whom each alarm tells."""
    return [stack.value(one["Properties"]["AlarmActions"])
            for one in stack.resources("Alarm").values()]


@pytest.mark.parametrize("region", PLAN.members)
def test_a_rule_stands_where_its_events_appear(region: str) -> None:
    stack = Stack(MEMBER, region)
    names = [stack.value(one["Properties"]["Name"])
             for one in stack.resources("Events::Rule").values()]
    assert names == sorted(f"eventbridge-notifier-{rule.name}" for rule in PLAN.sending[region])


@pytest.mark.parametrize("region", [*PLAN.members, "sa-east-1"])
def test_nothing_is_made_in_the_home_account_where_terraform_made_it(region: str) -> None:
    assert Stack(HOME, region).resources() == {}
    assert [one for one in TEMPLATE["Outputs"].values()
            if Stack(HOME, region).holds(one.get("Condition"))] == []
    assert len(Stack(MEMBER, region).resources("SQS::Queue")) == 2


def test_alarms_stand_without_a_topic_and_tell_one_of_their_own_region() -> None:
    assert told(Stack(MEMBER, "us-east-1")) == [None] * 3
    assert told(Stack(MEMBER, "us-east-1", TOPIC)) == [[TOPIC]] * 3
    assert told(Stack(MEMBER, "eu-west-1", TOPIC)) == [None] * 3


def test_its_alarms_are_those_of_the_module() -> None:
    stack = Stack(MEMBER, "us-east-1")
    made = {stack.value(one["Properties"]["AlarmName"]): _measured(stack, one["Properties"])
            for one in stack.resources("Alarm").values()}
    assert made == dict(_of_the_module())


def _measured(stack: Stack, alarm: Mapping[str, Any]) -> tuple[str, str, int]:
    """Description, what is measured, and above what it rings."""
    metric = alarm.get("MetricName") or alarm["Metrics"][0]["Expression"]
    return stack.value(alarm["AlarmDescription"]), metric, alarm["Threshold"]


def _of_the_module() -> Iterator[tuple[str, tuple[str, str, int]]]:
    """The same of failure.tf, its names filled in."""
    text = FORWARDER.joinpath("failure.tf").read_text("utf-8")
    filled = {"local.dead_letter_name": "eventbridge-notifier-dead-letter-forward",
              "var.name": "eventbridge-notifier", "local.region": "us-east-1",
              "local.account": MEMBER}
    for name, value in filled.items():
        text = text.replace(f"${{{name}}}", value)
    for name, words, metric, above in re.findall(
            r'^    ([\w-]+) = \{\s+description = "(.*?)"\s+metric += "(\w+)"\s+above += (\d+)',
            text, re.M):
        yield f"eventbridge-notifier-{name}", (words, metric, int(above))
    lost = text[text.index('"lost"'):]
    name, words = re.findall(r'alarm_(?:name|description) += "(.*?)"$', lost, re.M)
    metric = re.findall(r'expression += (".*")$', lost, re.M)[0]
    yield name, (words, json.loads(metric), int(re.findall(r"threshold += (\d+)", lost)[0]))


def test_a_rule_waits_until_the_queue_takes_its_events() -> None:
    rules = Stack(MEMBER, "us-east-1").resources("Events::Rule")
    assert rules
    assert {one["DependsOn"] for one in rules.values()} == {"DeadLetterPolicy"}
    assert "Policies" in TEMPLATE["Resources"]["Role"]["Properties"]


def test_it_asks_for_the_home_bus_as_the_module_does() -> None:
    module = tfdocs.plain(tfdocs.blocks(FORWARDER, "variable")["home_bus_arn"]["validation"][0][
        "condition"])
    asked = re.findall(r'regex\("(.*?)"', module)[0]
    pattern = TEMPLATE["Parameters"]["HomeBusArn"]["AllowedPattern"]
    assert pattern == f"{asked}.+$"
    assert re.fullmatch(pattern, BUS)
    topic = TEMPLATE["Parameters"]["AlarmTopicArn"]
    assert all(re.fullmatch(topic["AllowedPattern"], one) for one in (topic["Default"], TOPIC))


def test_no_heart_beats_unless_asked_for() -> None:
    assert not [name for name in Stack(MEMBER, "us-east-1").resources() if "Heartbeat" in name]
    assert not Stack(HOME, "us-east-1", HeartbeatMinutes="15").resources()


def test_a_heartbeat_is_that_of_the_module() -> None:
    stack = Stack(MEMBER, "sa-east-1", HeartbeatMinutes="15")
    made = {name: stack.value(one["Properties"]) for name, one in stack.resources().items()}
    assert made["HeartbeatSchedule"]["ScheduleExpression"] == "rate(15 minutes)"
    target = made["HeartbeatSchedule"]["Target"]
    assert target["Arn"] == "arn:aws:scheduler:::aws-sdk:sqs:tagQueue"
    assert json.loads(target["Input"]) == {
        "QueueUrl": "https://sqs/queue", "Tags": {"Heartbeat": "eventbridge-notifier"}}
    assert made["DeadLetterQueue"]["Tags"] == [
        {"Key": "Heartbeat", "Value": "eventbridge-notifier"}]
    assert made["HeartbeatRole"]["RoleName"] == "eventbridge-notifier-heartbeat-sa-east-1"
    assert made["HeartbeatRule"]["EventPattern"] == _beats_of_the_module()
    assert made["HeartbeatRule"]["Targets"][0]["Arn"] == BUS


def _beats_of_the_module() -> Any:
    """The event pattern in heartbeat.tf, as JSON."""
    text = FORWARDER.joinpath("heartbeat.tf").read_text("utf-8")
    pattern = text[text.index("jsonencode(") + 11:].partition("\n      })")[0] + "}"
    pattern = re.sub(r'"?([\w-]+)"?\s+= ', r'"\1": ', pattern.replace(
        "${var.name}", "eventbridge-notifier"))
    return json.loads(re.sub(r'([\]}"])\n(\s*")', r"\1,\n\2", pattern))


@pytest.mark.parametrize(("minutes", "taken"), [
    ("0", True), ("5", True), ("15", True), ("100", True), ("1440", True),
    ("", False), ("1", False), ("4", False), ("05", False), ("1441", False), ("14400", False)])
def test_minutes_are_those_that_the_module_takes(minutes: str, taken: bool) -> None:
    pattern = TEMPLATE["Parameters"]["HeartbeatMinutes"]["AllowedPattern"]
    assert bool(re.fullmatch(pattern, minutes)) == taken


def test_roles_are_bounded_where_it_is_asked_for() -> None:
    bounded = Stack(MEMBER, "eu-west-1", HeartbeatMinutes="15", PermissionsBoundary="team/limit")
    free = Stack(MEMBER, "eu-west-1", HeartbeatMinutes="15")
    for stack, expected in ((bounded, f"arn:aws:iam::{MEMBER}:policy/team/limit"), (free, None)):
        roles = [stack.value(one["Properties"]["PermissionsBoundary"])
                 for one in stack.resources("Role").values()]
        assert roles == [expected] * 2
    pattern = TEMPLATE["Parameters"]["PermissionsBoundary"]["AllowedPattern"]
    assert all(re.fullmatch(pattern, one) for one in ("", "limit", "team/a/limit"))
    assert not any(re.fullmatch(pattern, one) for one in ("/limit", "arn:aws:iam::1:policy/x"))


@pytest.mark.parametrize("how", ["exact", "coarse"])
def test_a_rule_keeps_its_logical_id_when_others_come(how: str) -> None:
    """CloudFormation would make a renamed one again, under the name that stands."""
    def made(*watches: dict[str, Any]) -> dict[str, str]:
        result = compiled(*watches, organization="o-exampleorgid", forward=how)
        resources = json.loads(cloudformation.template(placement.of(result.spec, result.rules)))[
            "Resources"]
        return {one["Properties"]["Name"]["Fn::Sub"]: logical
                for logical, one in resources.items() if one["Type"] == "AWS::Events::Rule"}
    before = made({"on": "lambda:CreateAlias"})
    after = made({"on": "lambda:CreateAlias"}, {"on": "lambda:ListAliases"}, {
        "on": {"source": "aws.health"}})
    assert before.items() <= after.items()
    assert len(set(after.values())) == len(after) > len(before)
