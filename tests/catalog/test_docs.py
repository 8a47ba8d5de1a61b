"""What the documentation shows of packs and exclusions compiles, and what it lists is complete."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from eventbridge_notifier import aws
from eventbridge_notifier.aws.services.prices import PRICES
from eventbridge_notifier.compiler.compile import compile_watch
from eventbridge_notifier.pipeline.generate import compile_texts
from eventbridge_notifier.spec.packs import PACKS, watches

CATALOGUE = Path("docs/catalogue.md").read_text("utf-8")
SPEC = Path("docs/spec.md").read_text("utf-8")
SHOWN = [text for doc in (CATALOGUE, SPEC) for text in re.findall(r"^```yaml\n(.*?)^```", doc,
                                                                 re.M | re.S)
         if text.startswith(("packs:", "exclude:"))]


@pytest.mark.parametrize("text", SHOWN)
def test_what_is_shown_compiles_without_a_finding(text: str) -> None:
    more = "" if "packs:" in text else "watches:\n  w: {on: iam:CreateUser}\n"
    result = compile_texts([("doc.yaml", f"version: 1\nhome_region: us-east-1\n{text}{more}")])
    assert [str(one) for one in result.findings] == []
    assert result.rules


def test_every_pack_is_listed_with_its_prefix() -> None:
    for pack in PACKS.values():
        assert f"| `{pack.name}` | `{pack.prefix}-…` |" in CATALOGUE


def test_how_each_pack_gathers_its_records_is_said() -> None:
    rows = dict(re.findall(r"^\| (`[a-z-]+`|all others) \| (`[^|]*) \|$",
                           CATALOGUE.partition("## Messages of a pack")[2], re.M))
    for name, pack in PACKS.items():
        said = rows.get(f"`{name}`", rows["all others"])
        assert re.findall(r"`([^`]+)`", said) == list(pack.group_by), name


def test_the_watches_that_are_armed_for_reads_are_named() -> None:
    armed = [rule.name for pack in PACKS.values() for watch in watches(pack)
             if (rule := compile_watch(watch).rule) and rule.state == aws.ALL_MANAGEMENT_EVENTS]
    paragraph = CATALOGUE.partition("These watches also match read-only")[2].split("The trail")[0]
    named = re.findall(r"`([^`]+)`", paragraph)
    assert sorted(named) == sorted(re.sub(r"^(cis-4\.\d+)-.*", r"\1", name) for name in armed)


def test_the_prices_that_are_shown_exist() -> None:
    text = Path("docs/cost.md").read_text("utf-8")
    shown = re.findall(r"^([a-z-]+): \d", text, re.M)
    assert shown
    assert set(shown) <= set(PRICES)


def refused(role: str) -> dict[str, Any]:
    """A refused call in a session of a role, as CloudTrail tells it."""
    return {"source": "aws.kms", "detail-type": "AWS API Call via CloudTrail", "detail": {
        "eventSource": "kms.amazonaws.com", "eventName": "GenerateDataKey",
        "errorCode": "AccessDenied", "sourceIPAddress": "dynamodb.amazonaws.com",
        "userIdentity": {"type": "AssumedRole", "invokedBy": "dynamodb.amazonaws.com",
                         "sessionContext": {"sessionIssuer": {"type": "Role", "userName": role}}}}}


def test_the_recorder_is_left_out_of_refused_calls_by_the_words_that_are_shown() -> None:
    (text,) = [one for one in SHOWN if "-recorder" in one]
    told = compile_texts([("doc.yaml", f"version: 1\nhome_region: us-east-1\n{text}")])
    rules = {rule.name: rule for rule in told.rules}
    refusals = rules["cis-4.1-unauthorized-api-calls"].compiled
    assert refusals.matches(refused("reports"))
    for region in ("", "-eu-west-1"):  # roles of older releases have none in their names
        assert not refusals.matches(refused(f"eventbridge-notifier-recorder{region}"))


@pytest.mark.parametrize(("more", "role"), [
    ("", "eventbridge-notifier-recorder"), ("", "eventbridge-notifier-recorder-eu-west-1"),
    ("{name: audit}", "audit-recorder-eu-west-1")])
def test_a_refused_key_is_no_event_where_the_recorder_is_refused(more: str, role: str) -> None:
    told = compile_texts([("w.yaml", "version: 1\nhome_region: us-east-1\n"
                           f"packs:\n  key-and-secret-use: {more}\n")])
    assert [str(one) for one in told.findings] == []
    refusals = {rule.name: rule for rule in told.rules}["keys-decrypt-denied"].compiled
    assert refusals.matches(refused("reports"))
    assert not refusals.matches(refused(role))
