"""Whatever AWS or an application sends is stored, and read back equal to what was sent."""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime
from typing import Any

import pytest
from eventbridge_notifier.record_format.codec import Unreadable, _pieces, dump, event_of
from hypothesis import given
from hypothesis import strategies as st
from recorder.item import Storage, item
from recorder.messages import message
from recorder.record import record

from tests.recorder.builders import an_api_call, an_event, target_input


def nested(levels: int) -> Any:
    value: Any = "deep"
    for level in range(levels):
        value = {"d": value} if level % 2 else [value]
    return value


ODD_VALUES = {
    "floats": [0.1, 1.5, 1e-7, 8.0, 1e22, 5e-324, 1.7976931348623157e308],
    "a negative zero": -0.0,
    "38 digits": 10**38 - 1,
    "39 digits": 10**39 - 7,
    "a thousand digits": 10**1000 + 1,
    "ten thousand digits": 10**10_000 + 1,
    "31 levels": nested(28),
    "100 levels": nested(100),
    "empty things": {"text": "", "list": [], "map": {}, "null": None, "no": False},
    "an empty name": {"": 1},
    "a long name": {"n" * 70_000: 1},
    "half a surrogate pair": "\ud800",
    "half a pair in a name": {"\udfff": 1},
    "control characters": "\x00\x1b[31m\u2028",
    "wide characters": "ñïçødé 💥",
    "mixed lists": [1, "1", None, True, {"a": []}],
}


@pytest.mark.parametrize("event_format", ["map", "compressed"])
@pytest.mark.parametrize("name", ODD_VALUES)
def test_any_value_comes_back_as_it_went_in(store, plenty, name, event_format):
    event = an_event(detail={"value": ODD_VALUES[name]})
    store.recorder(EVENT_FORMAT=event_format).handle(target_input(event), plenty)
    back = store.event(event["id"])
    assert back == event
    assert json.dumps(back["detail"]).replace(".0", "") == \
        json.dumps(event["detail"]).replace(".0", "") or name == "floats"


def test_a_negative_zero_keeps_its_sign(store, plenty):
    event = an_event(detail={"value": -0.0})
    store.recorder().handle(target_input(event), plenty)
    assert math.copysign(1, store.event(event["id"])["detail"]["value"]) == -1


@pytest.mark.parametrize(("size", "where"), [
    (1_000, "M"), (300_000, "M"), (420_000, "B"), (1_040_000, "B")])
def test_an_event_of_any_size_is_stored_whole(store, plenty, size, where):
    event = an_event(detail={"text": "abcd" * (size // 4)})
    store.recorder().handle(target_input(event), plenty)
    assert where in store.item(event["id"])["event"]
    assert store.event(event["id"]) == event


def test_what_counts_is_what_the_table_counts_not_the_text_that_is_sent(store, plenty):
    event = an_event(detail={"text": "\u00e9" * 190_000})  # two bytes each, six in the text
    store.recorder().handle(target_input(event), plenty)
    assert "M" in store.item(event["id"])["event"]
    assert store.event(event["id"]) == event


def test_what_exceeds_an_item_even_compressed_goes_to_the_spill_bucket(store, plenty):
    import random
    noise = random.Random(7).randbytes(500_000).hex()
    event = an_event(detail={"noise": noise})
    store.recorder().handle(target_input(event), plenty)
    item = store.item(event["id"])
    assert "event" not in item
    assert item["eventLocation"]["S"].startswith(f"s3://{store.environ['SPILL_BUCKET']}/events/")
    assert store.event(event["id"]) == event


def test_without_a_spill_bucket_a_giant_is_an_error_not_a_cut(store, plenty):
    import random
    event = an_event(detail={"noise": random.Random(7).randbytes(500_000).hex()})
    with pytest.raises(ValueError, match="SPILL_BUCKET"):
        store.recorder(SPILL_BUCKET="").handle(target_input(event), plenty)
    assert store.items() == []


@pytest.mark.parametrize("event", [
    an_api_call(requestParameters=None, responseElements=None, errorCode="AccessDenied"),
    an_api_call(requestParameters="text"),
    an_event(**{"detail-type": "AWS Console Sign In via CloudTrail", "source": "aws.signin",
                "detail": {"eventID": "e", "eventName": "ConsoleLogin",
                           "responseElements": {"ConsoleLogin": "Failure"}}}),
    an_event(**{"detail-type": "AWS Health Event", "source": "aws.health",
                "detail": {"communicationId": "c", "page": "1"}}),
    an_event(source="aws.partner/zendesk.com/1/default", detail={"ticket": 7}),
    an_event(**{"replay-name": "again"}),
    an_event(detail="no object at all"),
    an_event(detail=None),
    {"id": "only-an-id"},
], ids=["denied", "text parameters", "sign-in", "health", "partner", "replayed", "text detail",
        "null detail", "only an id"])
def test_every_kind_of_event_is_stored(store, plenty, event):
    record = {"functionName": "requestParameters.functionName", "first": "a.0.b"}
    told = store.recorder().handle(target_input(event, record=record), plenty)
    assert store.event(told["id"]) == event


def test_a_promoted_field_too_large_for_an_item_is_named_and_stays_in_the_event(store, plenty):
    event = an_event(detail={"big": "x" * 200_000, "small": "s"})
    told = target_input(event, record={"big": "big", "small": "small"})
    store.recorder().handle(told, plenty)
    item = store.item(event["id"])
    assert item["small"] == {"S": "s"}
    assert item["omitted"] == {"L": [{"S": "big"}]}
    assert store.event(event["id"]) == event


@pytest.mark.parametrize("levels", [400, 900, 930, 945, 960, 975, 988, 5_000])
def test_an_event_of_any_depth_is_recorded(store, plenty, levels):
    """Python cannot always write again what it read: its stack is in use already."""
    event = an_event(detail=nested(levels))
    assert store.recorder().handle(target_input(event), plenty)["id"] == event["id"]
    stored = store.item(event["id"])
    assert len(stored["event"]["B"]) < 10_000


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
                    lambda values: st.lists(values) | st.dictionaries(st.text(), values)))
def test_json_is_the_same_with_and_without_recursion(value):
    assert "".join(_pieces(value)).encode() == dump(value)


def test_an_event_beside_attributes_that_somebody_changed_is_refused_and_not_made_up():
    event = an_api_call()
    made = record(message(target_input(event)), datetime.now(UTC))
    held = item(made, Storage("", "compressed")).attributes
    assert event_of(held, no_bucket) == event
    with pytest.raises(Unreadable, match=r"restore them|not what was compressed"):
        event_of(held | {"actor": {"S": "arn:aws:iam::123456789012:user/bob"}}, no_bucket)


def no_bucket(location: str) -> bytes:
    raise AssertionError(f"nothing lies at {location}")
