"""Events written by hand from AWS's documentation meet the watches for them, and no others.

None of them was made by this project's own tables: they are the witness against those.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from eventbridge_notifier import aws
from eventbridge_notifier.checks.pattern import fields
from eventbridge_notifier.compiler.rule import Compiled
from eventbridge_notifier.events.backtest import Player
from eventbridge_notifier.pipeline.generate import compile_texts

HERE = Path(__file__).parent
WITNESSES = {path.stem: json.loads(path.read_text("utf-8")) for path in HERE.glob("events/*.json")}
EVENTS = {name: witness["event"] for name, witness in WITNESSES.items()}
CALLS = sorted(name for name, event in EVENTS.items() if "readOnly" in event["detail"])


@cache
def compiled() -> Compiled:
    spec = HERE / "events.yaml"
    return compile_texts([(spec.name, spec.read_text("utf-8"))])


def test_every_watch_compiles_and_none_of_its_words_is_doubted() -> None:
    assert len(compiled().rules) == len(EVENTS)
    expected = {"read-only-volume", "region", "retiring", "literal-star", "data-event"}
    assert [str(one) for one in compiled().findings if one.code not in expected] == []


@pytest.mark.parametrize("name", sorted(EVENTS))
def test_an_event_meets_its_watch_alone(name: str) -> None:
    player = Player(compiled().rules)
    player.see(EVENTS[name])
    assert [tally.watch for tally in player.replay.tallies.values() if tally.count] == [name]


def test_fifteen_services_and_every_detail_type_are_there_each_with_its_page() -> None:
    assert len({event["source"] for event in EVENTS.values()}) >= 15
    assert set(aws.VIA_CLOUDTRAIL) <= {event["detail-type"] for event in EVENTS.values()}
    assert all(one["page"].startswith("https://docs.aws.amazon.com/") for one in WITNESSES.values())


@pytest.mark.parametrize("name", CALLS)
def test_the_tables_agree_with_the_event(name: str) -> None:
    """Is the call a read, in which regions can it be recorded, which fields may it have?"""
    detail = EVENTS[name]["detail"]
    assert aws.is_read_only(detail["eventSource"], detail["eventName"]) == detail["readOnly"]
    regions = aws.partition_of(None).only_in(detail["eventSource"])
    assert not regions or "signin" in detail["eventSource"] or detail["awsRegion"] in regions
    rule = next(rule for rule in compiled().rules if rule.name == name)
    events = rule.subjects[0]
    found = [said for path in leaves(detail) for said in fields.look_up(events, path, tell)[1]]
    assert found == []


def leaves(value: Any, above: str = "") -> set[str]:
    if isinstance(value, dict) and value:
        return {path for key, below in value.items()
                for path in leaves(below, f"{above}.{key}" if above else key)}
    if isinstance(value, list) and value:
        return {path for one in value for path in leaves(one, above)}
    return {above}


def tell(code: str, message: str, level: str, suggestion: str) -> Any:
    return f"{level} {code}: {message}"
