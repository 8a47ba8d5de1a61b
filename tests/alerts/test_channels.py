"""What a channel is sent is valid, within its size, and nothing that an attacker typed is alive."""

from __future__ import annotations

import json
import re

import pytest
from eventbridge_notifier.alerts import words
from eventbridge_notifier.alerts.channels import CHANNELS
from eventbridge_notifier.alerts.decide import Config, decide
from eventbridge_notifier.alerts.message import Surroundings, message
from eventbridge_notifier.alerts.store import Memory
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.alerts.builders import START, arrival, policy

AROUND = Surroundings("eventbridge-notifier", "eu-west-1", {"111122223333": "production"},
                      "http://127.0.0.1:8080")
POLICIES = {"w": policy(description="Users", severity="high", runbook="https://wiki.example/r")}
HOSTILE = st.one_of(st.text(max_size=400), st.sampled_from([
    "<!channel>", "<@U123>", "<https://evil.example|safe>", "[safe](https://evil.example)",
    "https://evil.example/x", "**bold**", '"}],"blocks":[{"type":"image"}]', "\u202eevil", "@here",
    "javascript:alert(1)", "www.evil.example", "a\r\nBcc: x@y", "\ud800", "{{resolve:ssm:x}}",
    "x" * 5000]))


def sent(values):
    one = arrival(
        detail={"eventName": values[0], "errorCode": values[1], "sourceIPAddress": values[2],
                "userIdentity": {"type": values[3], "userName": values[4], "arn": values[5]}},
        summary={"account": "111122223333", "region": values[6], "resource": values[7],
                 "sourceIp": values[2], "outcome": values[1]},
        fields={f"field{number}": value for number, value in enumerate(values)})
    (alert,) = decide([one], Config(POLICIES), Memory(), START)
    return message(alert, POLICIES, AROUND)


def texts(value):
    """Every text of a body that is no address of ours."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in ("url", "href", "$schema", "links"):
                yield from texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("kind", CHANNELS)
@settings(max_examples=60, deadline=None)
@given(values=st.lists(HOSTILE, min_size=8, max_size=8))
def test_hostile_texts_stay_texts(kind, values):
    made = sent(values)
    body = CHANNELS[kind].render(made)
    written = json.dumps(body)
    assert len(written) <= CHANNELS[kind].largest
    ours = {address for _, address in made.links}
    for text in texts(json.loads(written)):
        for address in ours:
            text = text.replace(address, "")
        assert "://" not in text
        assert not re.search(r"(?i)\bwww\.|javascript:", text)
        assert not any(0xD800 <= ord(sign) <= 0xDFFF or ord(sign) in range(0x202A, 0x202F)
                       for sign in text)


@settings(max_examples=60, deadline=None)
@given(values=st.lists(HOSTILE, min_size=8, max_size=8))
def test_slack_reads_no_markup_in_any_text(values):
    body = CHANNELS["slack"].render(sent(values))
    assert "<" not in body["text"]
    assert body["mrkdwn"] is False
    assert len(body["blocks"]) <= 50
    for block in body["blocks"]:
        for text in [block.get("text"), *block.get("fields", ()), *(
                one.get("text") if one["type"] == "button" else one
                for one in block.get("elements", ()))]:
            if text:
                assert text["type"] == "plain_text"
                assert 1 <= len(text["text"]) <= (150 if block["type"] == "header" else 3000)


@settings(max_examples=60, deadline=None)
@given(values=st.lists(HOSTILE, min_size=8, max_size=8))
def test_an_email_has_a_subject_that_sns_takes(values):
    subject = CHANNELS["email"].render(sent(values))["Subject"]
    assert re.fullmatch(r"[!-~][ -~]{0,98}", subject)


def test_a_subject_keeps_the_resource_and_the_outcome_of_a_long_arn():
    arn = "arn:aws:iam::111122223333:role/" + "deployment-of-payments"
    one = arrival(detail={"eventName": "PutRolePolicy", "userIdentity": {
        "type": "IAMUser", "userName": "alice"}}, summary={
            "account": "111122223333", "region": "us-east-1", "resource": arn,
            "outcome": "AccessDenied"})
    (alert,) = decide([one], Config(POLICIES), Memory(), START)
    subject = CHANNELS["email"].render(message(alert, POLICIES, AROUND))["Subject"]
    assert subject.startswith("[HIGH] w: alice: PutRolePolicy on role/deployment-of-payments "
                              "failed (AccessDenied)")


def test_a_subject_that_is_too_long_says_that_it_was_cut():
    assert words.subject("x" * 200) == "x" * 96 + "..."


@settings(max_examples=60, deadline=None)
@given(values=st.lists(HOSTILE, min_size=8, max_size=8))
def test_teams_texts_are_runs_in_which_markdown_is_not_read(values):
    (attachment,) = CHANNELS["teams"].render(sent(values))["attachments"]
    card = attachment["content"]
    assert card["version"] == "1.5"
    assert {block["type"] for block in card["body"]} == {"RichTextBlock"}
    assert all(run["type"] == "TextRun" for block in card["body"] for run in block["inlines"])


def test_a_message_says_who_what_on_what_whether_it_worked_and_how_to_be_quiet():
    one = arrival(
        id="0f3b", detail={"eventName": "DeleteBucket", "eventID": "0f3b", "userIdentity": {
            "type": "AssumedRole", "arn": "arn:aws:sts::111122223333:assumed-role/Admin/alice"}},
        summary={"account": "111122223333", "region": "eu-west-1", "resource": "arn:aws:s3:::x",
                 "outcome": "AccessDenied", "sourceIp": "192.0.2.1"})
    (alert,) = decide([one], Config(POLICIES), Memory(), START)
    made = message(alert, POLICIES, AROUND)
    assert made.title == ("[HIGH] w: alice: DeleteBucket on x failed (AccessDenied) "
                          "in production (111122223333)")
    assert dict(made.facts) | {} == {
        "What": "DeleteBucket", "Who": "alice", "Via": "role Admin", "On": "arn:aws:s3:::x",
        "From": "192.0.2.1", "Outcome": "failed (AccessDenied)",
        "Account": "production (111122223333)", "Region": "eu-west-1",
        "When": "2023-11-14 22:13:20 UTC", "Watches": "w"}
    assert [label for label, _ in made.links] == ["Event", "Record", "Runbook"]
    assert "alerts snooze" in made.hint


def test_every_kind_of_channel_has_a_renderer_that_makes_json():
    made = sent(["x"] * 8)
    assert all(json.dumps(one.render(made)) for one in CHANNELS.values())
