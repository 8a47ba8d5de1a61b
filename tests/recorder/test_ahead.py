"""Records of a batch are made while DynamoDB stores those before them: nothing is lost by it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.recorder.builders import an_event, target_input
from tests.recorder.conftest import Store
from tests.recorder.faults import Faulty, faulty

Plenty = Callable[[], float]


class Message(dict[str, Any]):
    """A message of the queue that does something once its body is looked at."""

    looked_at: Callable[[], None]

    def __getitem__(self, name: str) -> Any:
        if name == "body":
            self.looked_at()
        return super().__getitem__(name)


@pytest.fixture
def fault(store: Store):
    with faulty(store.environ["AWS_ENDPOINT_URL"]) as server:
        yield server


def messages(events: list[dict[str, Any]], looked_at: Callable[[int], None]) -> dict[str, Any]:
    """A batch; `looked_at` is told the number of each message."""
    made = []
    for number, event in enumerate(events):
        made.append(Message(messageId=f"m{number}", eventSource="aws:sqs",
                            body=json.dumps(target_input(event))))
        made[-1].looked_at = lambda number=number: looked_at(number)
    return {"Records": made}


def ids(store: Store) -> set[str]:
    return {item["id"]["S"] for item in store.items()}


def test_the_next_are_made_while_dynamodb_stores_those_before(
        store: Store, plenty: Plenty, fault: Faulty) -> None:
    fault.plan = ["slow"]
    events = [an_event() for _ in range(50)]

    def look(number: int) -> None:
        if number == 25:
            assert fault.arrived.wait(5), "nothing was sent yet"
        assert ids(store) == set(), "it was waited for"

    told = store.recorder(AWS_ENDPOINT_URL=fault.url).handle(messages(events, look), plenty)
    assert told == {"batchItemFailures": []}
    assert ids(store) == {event["id"] for event in events}


@pytest.mark.parametrize("faults", [
    ["drop"], ["drop after"], ["hang up after"], ["throttle"], ["denied"],
    ["", "drop after", "", "throttle half", "drop", "", "error", "denied"],
    ["throttle half", "hang up after", "throttle half", "invalid", "drop after"]], ids="-".join)
def test_a_request_that_fails_meanwhile_takes_no_record_along(
        store: Store, plenty: Plenty, fault: Faulty, faults: list[str]) -> None:
    fault.plan = faults
    events = [an_event(detail={"number": number}) for number in range(100)]
    told = store.recorder(AWS_ENDPOINT_URL=fault.url).handle(
        messages(events, lambda number: None), plenty)
    assert told == {"batchItemFailures": []}
    assert ids(store) == {event["id"] for event in events}
    assert [store.event(one["id"]) for one in events[::11]] == events[::11]


def test_what_is_refused_for_good_is_handed_back_and_nothing_else(
        store: Store, plenty: Plenty, fault: Faulty) -> None:
    fault.plan = ["", "key denied"]  # the second request
    events = [an_event() for _ in range(70)]
    told = store.recorder(AWS_ENDPOINT_URL=fault.url).handle(
        messages(events, lambda number: None), plenty)
    failed = [one["itemIdentifier"] for one in told["batchItemFailures"]]
    assert failed == [f"m{number}" for number in range(25, 50)]
    assert ids(store) == {event["id"] for event in (*events[:25], *events[50:])}


def test_a_message_that_cannot_be_read_fails_alone_in_the_middle(
        store: Store, plenty: Plenty, fault: Faulty) -> None:
    events = [an_event() for _ in range(60)]

    def look(number: int) -> None:
        if number in (0, 30, 59):
            raise ValueError("poison")

    told = store.recorder(AWS_ENDPOINT_URL=fault.url).handle(messages(events, look), plenty)
    assert [one["itemIdentifier"] for one in told["batchItemFailures"]] == ["m0", "m30", "m59"]
    assert len(ids(store)) == 57


def test_an_event_that_comes_again_in_a_later_request_fails_with_the_first(
        store: Store, plenty: Plenty, fault: Faulty) -> None:
    fault.plan = ["key denied"]
    events = [an_event() for _ in range(30)]
    told = store.recorder(AWS_ENDPOINT_URL=fault.url).handle(
        messages([*events, events[0]], lambda number: None), plenty)
    failed = {one["itemIdentifier"] for one in told["batchItemFailures"]}
    assert failed == {*(f"m{number}" for number in range(25)), "m30"}


def test_an_error_that_ends_the_invoke_leaves_no_answer_for_the_next_one(
        store: Store, plenty: Plenty, fault: Faulty) -> None:
    recorder = store.recorder(AWS_ENDPOINT_URL=fault.url)
    events = [an_event() for _ in range(40)]

    def look(number: int) -> None:
        if number == 30:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        recorder.handle(messages(events, look), plenty)
    told = recorder.handle(messages(events, lambda number: None), plenty)
    assert told == {"batchItemFailures": []}
    assert ids(store) == {event["id"] for event in events}
