"""Whoever is named under alarm_topics is told where alarms stand, and misses are found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from eventbridge_notifier.checks.context import Stack
from eventbridge_notifier.checks.stack import senders
from eventbridge_notifier.deploy import forwarders, placement
from eventbridge_notifier.deploy.forwarders import Stack as Home
from eventbridge_notifier.spec.model import Spec

from tests.generator.specs import compiled, findings

FAR, HOME, ELSEWHERE = (f"arn:aws:sns:{region}:123456789012:on-call"
                        for region in ("us-east-1", "eu-west-1", "sa-east-1"))
HANDED_ON = {"main.tf": 'alias = "us_east_1"\nalarm_actions = local.alarm_actions\n'
                        "organization_id = local.organization_id\n"}


def planned(*topics: str, **more: object) -> tuple[placement.Plan, dict[str, str]]:
    """The plan of a spec whose watches are of IAM and Lambda, and its files."""
    result = compiled({"on": "iam:CreateUser"}, {"on": "lambda:CreateAlias"},
                      home_region="eu-west-1", alarm_topics=list(topics) or None, **more)
    where = placement.of(result.spec, result.rules)
    return where, forwarders.files(["watches.yaml"], where, Home())


def told(text: str) -> list[str]:
    return re.findall(r"^ +alarm_actions += (.*)$", text, re.M)


def test_each_region_tells_its_own_topics() -> None:
    _, files = planned(HOME, FAR)
    assert told(files["watches.tf"]) == [f'["{HOME}"]', f'["{FAR}"]']


def test_without_topics_nobody_is_told() -> None:
    assert told(planned()[1]["watches.tf"]) == ["[]", "[]"]


def test_a_member_account_has_topics_of_its_own() -> None:
    text = planned(HOME, FAR, organization="o-exampleorgid")[1]["member/forwarders.tf"]
    assert FAR not in text
    assert told(text) == [
        f'[for arn in var.alarm_actions : arn if split(":", arn)[3] == "{region}"]'
        for region in ("eu-west-1", "us-east-1")]
    assert re.search(r'variable "alarm_actions" \{[^}]*default += \[\]', text)


@pytest.mark.parametrize(("topics", "texts", "words"), [
    ((HOME, FAR), HANDED_ON, []),
    ((), HANDED_ON, []),
    ((FAR,), {"main.tf": 'alias = "us_east_1"'}, []),
    ((HOME, FAR), {}, []),
    ((HOME,), HANDED_ON, ["no topic in us-east-1"]),
    ((FAR, ELSEWHERE), HANDED_ON, ["topics in sa-east-1, where there is no alarm"]),
    ((HOME, FAR), {"main.tf": 'alias = "us_east_1"'}, ["alarm_actions = local.alarm_actions"]),
])
def test_an_alarm_and_a_topic_that_miss_each_other_are_found(
        topics: tuple[str, ...], texts: dict[str, str], words: list[str]) -> None:
    found = list(senders.alarm_topics(Stack(Spec((), ()), (), planned(*topics)[0], texts)))
    assert [(one.code, one.level) for one in found] == [("alarm-topics", "warning")] * len(words)
    assert all(word in one.message for word, one in zip(words, found, strict=True))


@pytest.mark.parametrize(("topic", "code"), [
    ("on-call", "wrong-form"), (FAR.replace("sns", "sqs"), "wrong-form"),
    (FAR + "\n", "wrong-form"), (FAR.replace("us-east-1", "us-esat-1"), "unknown-region"),
    (FAR, ""), (FAR.replace("aws", "aws-us-gov").replace("us-east-1", "us-gov-west-1"), ""),
])
def test_a_topic_that_is_none_is_refused_where_it_is_written(topic: str, code: str) -> None:
    found = [one for one in findings({"on": "lambda:CreateAlias"}, alarm_topics=[topic])
             if one.level == "error"]
    assert [one.code for one in found] == ([code] if code else [])
    assert all(one.line > 1 for one in found)


def test_the_page_of_the_language_shows_a_list_that_is_taken() -> None:
    shown = re.findall(r"^  - (arn:aws:sns:\S+)$", Path("docs/spec.md").read_text("utf-8"), re.M)
    assert shown == [HOME, FAR]
    assert planned(*shown)[0].topics("us-east-1") == (FAR,)
