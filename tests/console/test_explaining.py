"""Why an event matches what is deployed, or not."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta

import pytest
from eventbridge_notifier.console.explain import DeployedRule, NoEvent, read, reason, reasons
from eventbridge_notifier.console.records.table import Table
from eventbridge_notifier.console.watches import DISABLED, FIRED, NEVER, deployed_rules, watches

from tests.console.conftest import Deployed
from tests.console.events import WATCHES, event, events

NOW = datetime(2026, 11, 24, 10, 0, 0, tzinfo=UTC)
RULES = [DeployedRule(name, "default", "ENABLED", told.description, json.dumps(told.pattern))
         for name, told in WATCHES.items()]


def test_an_event_is_explained_by_the_watch_that_recorded_it() -> None:
    for name, one in events(200, NOW, timedelta(hours=1)):
        assert name in [said.watch for said in reasons(RULES, one) if said.matched]


def test_the_nearest_miss_comes_first_and_says_what_is_missing() -> None:
    made = event("python38-functions", NOW, random.Random(1), runtime="java17")
    first, *_ = reasons(RULES, made)
    assert (first.watch, first.matched) == ("python38-functions", False)
    assert any("java17" in text and style == "bad" for text, style in first.lines)


def test_a_cloudtrail_record_is_as_good_as_the_event_made_of_it() -> None:
    made = event("python38-functions", NOW, random.Random(1))
    found = reasons(RULES, read(json.dumps(made["detail"])))
    assert [one.watch for one in found if one.matched] == ["python38-functions"]


@pytest.mark.parametrize("text", ["", "{", "[]", "1", '"x"', "[" * 100_000])
def test_what_is_no_event_is_refused_in_words(text: str) -> None:
    with pytest.raises(NoEvent):
        read(text)


def test_a_pattern_that_nobody_can_read_is_said_and_spoils_nothing() -> None:
    broken = DeployedRule("broken", "default", "ENABLED", "", '{"source": "aws.lambda"}')
    said = reason(broken, {"source": "aws.lambda"})
    assert said.matched is None
    assert len(reasons([broken, *RULES], {"source": "aws.lambda"})) == len(RULES) + 1


def test_watches_are_told_with_their_last_match_and_those_that_never_fired(here: Deployed) -> None:
    found = {one.rule.watch: one for one in watches(
        deployed_rules(here.name, here.client), Table(here.client, here.name))}
    assert set(found) == set(WATCHES)
    assert found["key-deletion"].status == NEVER
    fired = found["python38-functions"]
    assert fired.status == FIRED
    assert fired.last is not None
    times = [one["time"] for name, one in here.stored if name == "python38-functions"]
    assert fired.last["time"] == max(times)


def test_a_disabled_rule_is_not_called_armed(empty: Deployed) -> None:
    empty.client("events").disable_rule(Name=f"{empty.name}-key-deletion")
    found = watches(deployed_rules(empty.name, empty.client), Table(empty.client, empty.name))
    assert {one.rule.watch: one.status for one in found}["key-deletion"] == DISABLED
