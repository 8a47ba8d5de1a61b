"""Whatever goes wrong, an event is stored once or the invoke fails: never neither."""

from __future__ import annotations

import json
import random
import time
from datetime import timedelta

import pytest
from aws_client.client import Refused
from recorder.recorder import Recorder

from tests.recorder.builders import an_api_call, an_event, target_input
from tests.recorder.faults import faulty


@pytest.fixture
def fault(store):
    with faulty(store.environ["AWS_ENDPOINT_URL"]) as server:
        yield server


def queue_message(event, number=0, **more):
    return {"messageId": f"m{number}", "eventSource": "aws:sqs",
            "body": json.dumps(target_input(event)), **more}


def batch(*messages):
    return {"Records": list(messages)}


@pytest.mark.parametrize("faults", [
    ["throttle"], ["error"], ["unavailable"], ["drop"], ["drop after"], ["hang up after"],
    ["drop after", "throttle", "drop", "error", "drop after"]], ids="-".join)
def test_what_passes_by_itself_is_retried_until_the_event_is_stored(store, plenty, fault, faults):
    recorder = store.recorder(AWS_ENDPOINT_URL=fault.url)
    events = [an_event(), an_event()]
    for event in events:
        fault.plan = list(faults)
        recorder.handle(target_input(event), plenty)
    assert [store.event(event["id"]) for event in events] == events


@pytest.mark.parametrize("faults", [
    ["denied"], ["gone"], ["key denied"], ["key disabled"], ["expired"], ["invalid"],
    ["elsewhere"]], ids="-".join)
def test_what_does_not_pass_fails_the_invoke_at_once(store, plenty, fault, faults):
    fault.plan = faults
    with pytest.raises(Refused):
        store.recorder(AWS_ENDPOINT_URL=fault.url).handle(target_input(an_event()), plenty)
    assert len(fault.asked) == 1
    assert store.items() == []


def test_the_invoke_fails_before_its_time_is_up(store, fault):
    fault.plan = ["throttle"] * 1_000
    ends = time.monotonic() + 1.0
    with pytest.raises(Refused, match="Throughput"):
        store.recorder(AWS_ENDPOINT_URL=fault.url).handle(
            target_input(an_event()), lambda: ends - time.monotonic())
    assert time.monotonic() < ends


def test_a_connection_that_died_unnoticed_is_given_up(store, fault):
    """As after a freeze of the function's environment: what is sent is never answered."""
    recorder = store.recorder(AWS_ENDPOINT_URL=fault.url)
    recorder.open()
    fault.plan = ["silence"]
    event = an_event()
    recorder.handle(target_input(event), lambda: 0.8)
    assert store.event(event["id"]) == event


@pytest.mark.parametrize("hours", [-3, 3])
def test_a_clock_that_is_wrong_is_set_by_that_of_aws(store, plenty, fault, hours):
    fault.ahead = timedelta(hours=hours)
    recorder = store.recorder(AWS_ENDPOINT_URL=fault.url)
    events = [an_event(), an_event()]
    for event in events:
        recorder.handle(target_input(event), plenty)
    assert [store.event(event["id"]) for event in events] == events
    assert len(fault.asked) == 3  # the first was refused once


def test_a_signature_that_is_refused_for_another_reason_fails_the_invoke(store, plenty, fault):
    fault.plan = ["signature"]
    with pytest.raises(Refused, match="InvalidSignature"):
        store.recorder(AWS_ENDPOINT_URL=fault.url).handle(target_input(an_event()), plenty)
    assert len(fault.asked) == 1


def test_credentials_are_those_of_the_moment(store, plenty, fault):
    """Lambda may hand over new ones; those of the start expire."""
    environ = store.environ | {"AWS_ENDPOINT_URL": fault.url, "AWS_SESSION_TOKEN": "first"}
    recorder = Recorder(environ)
    recorder.handle(target_input(an_event()), plenty)
    environ["AWS_SESSION_TOKEN"] = "second"
    recorder.handle(target_input(an_event()), plenty)
    assert fault.tokens == ["first", "second"]


def test_no_time_left_is_said_without_asking(store, fault):
    told = store.recorder(AWS_ENDPOINT_URL=fault.url).handle(
        batch(queue_message(an_event(), 1), queue_message(an_event(), 2)), lambda: 0.1)
    assert len(told["batchItemFailures"]) == 2
    assert fault.asked == []


def test_nobody_there_fails_the_invoke(store):
    recorder = store.recorder(AWS_ENDPOINT_URL="http://127.0.0.1:9")
    recorder.open()
    with pytest.raises(ConnectionRefusedError):
        recorder.handle(target_input(an_event()), lambda: 0.7)


def test_an_event_that_comes_again_changes_nothing(store, plenty):
    event = an_api_call()
    recorder = store.recorder()
    recorder.handle(target_input(event), plenty)
    recorder.handle(target_input(event), plenty)
    replayed = event | {"id": "another", "replay-name": "r", "time": "2027-01-01T00:00:00Z"}
    recorder.handle(target_input(replayed), plenty)
    recorder.handle(batch(queue_message(replayed)), plenty)
    assert [item["eventId"]["S"] for item in store.items()] == [event["id"]]
    assert store.event(event["detail"]["eventID"]) == event


def test_two_watches_record_the_same_event_each(store, plenty):
    event = an_event()
    for watch in ("a", "b"):
        store.recorder().handle(target_input(event, watch), plenty)
    assert {item["watch"]["S"] for item in store.items()} == {"a", "b"}


@pytest.mark.parametrize("count", [1, 30])
def test_a_record_that_exists_is_never_overwritten(store, plenty, count):
    """Whoever may send to the queue could otherwise rewrite what is recorded."""
    recorded = [an_event() for _ in range(count)]
    store.recorder().handle(
        batch(*(queue_message(one, number) for number, one in enumerate(recorded))), plenty)
    forged = [one | {"account": "999999999999", "detail": {"forged": True}} for one in recorded]
    fresh = an_event()
    told = store.recorder().handle(
        batch(*(queue_message(one, number) for number, one in enumerate([*forged, fresh]))), plenty)
    assert told == {"batchItemFailures": []}
    assert [store.event(one["id"]) for one in [*recorded, fresh]] == [*recorded, fresh]


def test_a_role_that_may_only_put_items_records_batches_too(store, plenty, fault):
    fault.plan = ["denied"]
    event = an_event()
    told = store.recorder(AWS_ENDPOINT_URL=fault.url).handle(
        batch(queue_message(event, 1)), plenty)
    assert told == {"batchItemFailures": []}
    assert store.event(event["id"]) == event


@pytest.mark.parametrize("name", ["it's", 'a "b"', "x" * 9_000, "ünïcode"])
def test_fields_of_any_name_are_recorded_from_a_batch(store, plenty, name):
    event = an_event()
    message = {"messageId": "m", "eventSource": "aws:sqs",
               "body": json.dumps(target_input(event, record={name: "$.source"}))}
    told = store.recorder().handle(batch(message, queue_message(an_event(), 2)), plenty)
    assert told == {"batchItemFailures": []}
    assert store.item(event["id"])[name] == {"S": event["source"]}


@pytest.mark.parametrize("count", [1, 10, 25, 26, 100])
def test_a_batch_of_any_size_is_stored(store, plenty, count):
    events = [an_event() for _ in range(count)]
    told = store.recorder().handle(
        batch(*(queue_message(event, number) for number, event in enumerate(events))), plenty)
    assert told == {"batchItemFailures": []}
    assert {item["id"]["S"] for item in store.items()} == {event["id"] for event in events}


@pytest.mark.parametrize("faults", [
    ["throttle half"], ["throttle half", "throttle", "throttle half", "drop after"]],
    ids="-".join)
def test_throttled_items_are_sent_again(store, plenty, fault, faults):
    fault.plan = faults
    events = [an_event() for _ in range(20)]
    told = store.recorder(AWS_ENDPOINT_URL=fault.url).handle(
        batch(*(queue_message(event, number) for number, event in enumerate(events))), plenty)
    assert told == {"batchItemFailures": []}
    assert len(store.items()) == 20


def test_what_stays_throttled_is_handed_back_to_the_queue(store, fault):
    fault.plan = ["throttle half"] * 1_000
    ends = time.monotonic() + 0.8
    told = store.recorder(AWS_ENDPOINT_URL=fault.url).handle(
        batch(*(queue_message(an_event(id=f"e{n}"), n) for n in range(25))),
        lambda: ends - time.monotonic())
    stored = {item["id"]["S"] for item in store.items()}
    failed = {one["itemIdentifier"].replace("m", "e") for one in told["batchItemFailures"]}
    assert failed
    assert stored | failed == {f"e{n}" for n in range(25)}


def test_a_batch_that_comes_too_late_is_handed_back_whole(store):
    told = store.recorder().handle(
        batch(queue_message(an_event(), 1), queue_message(an_event(), 2)), lambda: 0.1)
    assert told == {"batchItemFailures": [{"itemIdentifier": "m1"}, {"itemIdentifier": "m2"}]}
    assert store.items() == []


def test_a_refused_batch_is_handed_back_whole(store, plenty, fault):
    fault.plan = ["denied"] * 3  # the batch, and each of its items
    told = store.recorder(AWS_ENDPOINT_URL=fault.url).handle(
        batch(queue_message(an_event(), 1), queue_message(an_event(), 2)), plenty)
    assert told == {"batchItemFailures": [{"itemIdentifier": "m1"}, {"itemIdentifier": "m2"}]}


def test_poison_in_a_batch_fails_alone(store, plenty):
    good = an_event()
    told = store.recorder().handle(batch(
        {"messageId": "poison", "eventSource": "aws:sqs", "body": "{no json"},
        queue_message(good, 1),
        queue_message({"detail": {}}, 2),
        {"messageId": "deep", "eventSource": "aws:sqs", "body": "[" * 100_000},
    ), plenty)
    failed = [one["itemIdentifier"] for one in told["batchItemFailures"]]
    assert failed == ["poison", "m2", "deep"]
    assert [item["id"]["S"] for item in store.items()] == [good["id"]]


def test_the_same_event_twice_in_a_batch_is_one_item(store, plenty):
    event = an_event()
    told = store.recorder().handle(batch(queue_message(event, 1), queue_message(event, 2)), plenty)
    assert told == {"batchItemFailures": []}
    assert len(store.items()) == 1


def test_a_batch_that_fails_names_every_message_of_an_event(store, plenty, fault):
    fault.plan = ["denied"] * 2
    event = an_event()
    told = store.recorder(AWS_ENDPOINT_URL=fault.url).handle(
        batch(queue_message(event, 1), queue_message(event, 2)), plenty)
    assert len(told["batchItemFailures"]) == 2


def test_one_invalid_item_does_not_take_its_batch_along(store, plenty, fault):
    fault.plan = ["invalid"]
    told = store.recorder(AWS_ENDPOINT_URL=fault.url).handle(
        batch(queue_message(an_event(), 1), queue_message(an_event(), 2)), plenty)
    assert told == {"batchItemFailures": []}
    assert len(store.items()) == 2


def test_a_batch_too_long_for_one_request_is_sent_in_pieces(store, plenty, fault):
    fault.plan = ["too long"]
    events = [an_event() for _ in range(10)]
    told = store.recorder(AWS_ENDPOINT_URL=fault.url).handle(
        batch(*(queue_message(event, number) for number, event in enumerate(events))), plenty)
    assert told == {"batchItemFailures": []}
    assert len(store.items()) == 10


def a_giant():
    return an_event(detail={"noise": random.Random(7).randbytes(500_000).hex()})


@pytest.mark.parametrize("answer", ["denied", "gone", "key denied", "key disabled", "elsewhere"])
def test_a_bucket_that_refuses_takes_only_its_own_event_along(store, plenty, fault, answer):
    fault.bucket_plan = [answer]
    good = an_event()
    told = store.recorder(AWS_ENDPOINT_URL=fault.url).handle(
        batch(queue_message(a_giant(), 1), queue_message(good, 2)), plenty)
    assert told == {"batchItemFailures": [{"itemIdentifier": "m1"}]}
    assert [item["id"]["S"] for item in store.items()] == [good["id"]]


def test_a_bucket_that_errs_for_a_moment_is_asked_again(store, plenty, fault):
    fault.bucket_plan = ["unavailable", "error"]
    giant = a_giant()
    store.recorder(AWS_ENDPOINT_URL=fault.url).handle(target_input(giant), plenty)
    assert store.event(giant["id"]) == giant


def test_a_bare_event_from_the_rules_dead_letter_queue_finds_its_watch(store, plenty):
    event = an_event()
    arn = "arn:aws:events:eu-west-1:123456789012:rule/bus/eventbridge-notifier-my.watch-1"
    bare = {"messageId": "m", "eventSource": "aws:sqs", "body": json.dumps(event),
            "messageAttributes": {"RULE_ARN": {"stringValue": arn, "dataType": "String"}}}
    assert store.recorder().handle(batch(bare), plenty) == {"batchItemFailures": []}
    assert store.event(event["id"], "my.watch-1") == event


def test_a_failed_invokes_letter_is_opened(store, plenty):
    event = an_event()
    letter = {"version": "1.0", "requestContext": {"condition": "RetriesExhausted"},
              "requestPayload": target_input(event), "responsePayload": {"errorMessage": "no"}}
    store.recorder().handle(letter, plenty)
    store.recorder().handle(batch(
        {"messageId": "m", "eventSource": "aws:sqs", "body": json.dumps(letter)}), plenty)
    assert store.event(event["id"]) == event
