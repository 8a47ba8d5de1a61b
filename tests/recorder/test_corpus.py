"""Real records and two thousand monsters: all stored, all read back equal."""

from __future__ import annotations

import hashlib
import json
import random
from pathlib import Path
from typing import Any

import pytest
from eventbridge_notifier.record_format.codec import dump, event_of, pack, unpack
from eventbridge_notifier.record_format.dictionary import DICTIONARIES
from eventbridge_notifier.record_format.values import DoesNotFit, decode, encode, size, written
from hypothesis import given
from hypothesis import strategies as st

from tests.recorder.builders import an_event, target_input

RECORDS = Path(__file__).resolve().parents[3] / "shared" / "cloudtrail"
MONSTERS = 2_000
# About as much as one SQS batch may carry.
BATCH_BYTES = 5_000_000

monsters = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats()
    | st.text(st.characters(exclude_categories=())),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=30)


def batches(events: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Events in order, up to 100 and BATCH_BYTES together."""
    made: list[list[dict[str, Any]]] = [[]]
    room = BATCH_BYTES
    for event in events:
        room -= len(json.dumps(event))
        if room < 0 or len(made[-1]) == 100:
            made.append([])
            room = BATCH_BYTES - len(json.dumps(event))
        made[-1].append(event)
    return made


def store_and_read_back(store, plenty, events, **environ):
    recorder = store.recorder(**environ)
    for group in batches(events):
        told = recorder.handle({"Records": [
            {"messageId": str(number), "eventSource": "aws:sqs",
             "body": json.dumps(target_input(event))} for number, event in enumerate(group)
        ]}, plenty)
        assert told == {"batchItemFailures": []}
    return [event_of(item, store.fetch) for item in store.items()]


def by_id(events):
    return sorted(json.dumps(event, sort_keys=True) for event in events)


def wrapped(record: dict[str, Any]) -> dict[str, Any]:
    source = record["eventSource"].removesuffix(".amazonaws.com")
    return an_event(**{
        "id": f"of {record['eventID']}", "source": f"aws.{source}",
        "detail-type": "AWS API Call via CloudTrail", "time": record["eventTime"],
        "detail": record})


@pytest.mark.skipif(not RECORDS.exists(), reason="the sample records are not on this machine")
@pytest.mark.parametrize("event_format", ["map", "compressed"])
def test_every_real_record_is_read_back_equal(store, plenty, event_format):
    lines = [line for path in sorted(RECORDS.glob("*.jsonl"))
             for line in path.read_text().splitlines()]
    events = [wrapped(json.loads(line)) for line in lines]
    unique = {event["detail"]["eventID"]: event for event in events}  # some come twice
    back = store_and_read_back(store, plenty, events, EVENT_FORMAT=event_format)
    assert len(lines) == 873
    assert by_id(back) == by_id(unique.values())


PLAIN = (
    lambda dice: dice.choice([None, True, False, {}, [], "", 0.0, -0.0, 8.0, 1e22, 2.0**53]),
    lambda dice: dice.randint(-10**dice.randrange(60), 10**dice.randrange(60)),
    lambda dice: dice.uniform(-1, 1) * 10.0**dice.randint(-300, 300),
    lambda dice: "".join(chr(dice.randrange(0x11000)) for _ in range(dice.randrange(20))),
    lambda dice: dice.randbytes(dice.randrange(200)).hex(),
)


def monster(dice: random.Random, levels: int = 5) -> Any:
    """A value of any kind, size and depth."""
    width = dice.randrange(6)
    if not levels or dice.random() < 0.4:
        return dice.choice(PLAIN)(dice)
    if dice.random() < 0.5:
        return [monster(dice, levels - 1) for _ in range(width)]
    return {name(dice): monster(dice, levels - 1) for _ in range(width)}


def name(dice: random.Random) -> str:
    return dice.choice(["", "a", "b.c", "$", "é\u0301", "\ud800", "event", "x" * 300,
                        str(dice.random())])


def giant(dice: random.Random) -> Any:
    """Something that an item cannot hold as it is, or not at all, or that is very deep."""
    deep: Any = monster(dice)
    for _ in range(dice.choice([0, 29, 30, 31, 32, 33, 100])):
        deep = [deep] if dice.random() < 0.5 else {"d": deep}
    return [deep, dice.choice(["", "x" * 450_000, dice.randbytes(440_000).hex()])]


def test_two_thousand_monsters_are_read_back_equal(store, plenty):
    dice = random.Random(20261123)
    events = [an_event(id=f"monster-{number}",
                       detail=giant(dice) if number % 50 == 0 else {"m": monster(dice)})
              for number in range(MONSTERS)]
    # What travels is JSON text, in which two halves of a surrogate pair are one character.
    sent = json.loads(json.dumps(events))
    back = store_and_read_back(store, plenty, events)
    assert len(back) == MONSTERS
    assert {event["id"]: event for event in back} == {event["id"]: event for event in sent}


@given(monsters)
def test_packing_keeps_every_value(value):
    assert dump(unpack(pack(value))) == dump(value)
    item = {"id": {"S": "i"}, "actor": {"S": "\ud800<id>"}, "time": {"S": "t"}}
    assert dump(unpack(pack(value, item), item)) == dump(value)


@given(monsters)
def test_what_fits_an_attribute_comes_back_equal(value):
    try:
        held = encode(value)
    except DoesNotFit:
        return
    assert decode(json.loads(json.dumps(held))) == value
    json.dumps(held, ensure_ascii=False).encode()
    # So that a short text needs no measuring.
    assert len(written(value)) >= size(held)


def test_a_dictionary_of_a_later_release_is_named():
    with pytest.raises(ValueError, match="dictionary 200"):
        unpack(bytes([200, 0]))


@pytest.mark.parametrize(("version", "digest"), [
    (1, "1955661841b96785d3807d87a838c156f9bcadf7225e4cde99037a4ac55b787a"),
])
def test_a_dictionary_never_changes(version, digest):
    """Records compressed with it are out there."""
    assert hashlib.sha256(DICTIONARIES[version]).hexdigest() == digest
