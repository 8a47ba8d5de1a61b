"""`delivery` from queue to direct and back, with ten thousand events in the queue: none is lost."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from eventbridge_notifier.sandbox.app import Sandbox

from tests.transitions.lane import NAME, Lane, Stream
from tests.transitions.table import Transition

pytestmark = pytest.mark.slow
ACCOUNT, QUEUED = "899999999999", 10_000
DIRECT, QUEUE = Transition("", 1, {"delivery": "direct"}), Transition("", 2, {"delivery": "queue"})


def disable(stack: Lane) -> None:
    """Somebody stops the recorder from taking what is queued."""
    functions = stack.client("lambda")
    for one in functions.list_event_source_mappings(FunctionName=f"{NAME}-recorder")[
            "EventSourceMappings"]:
        functions.update_event_source_mapping(UUID=one["UUID"], Enabled=False)


def waiting(stack: Lane) -> int:
    sqs = stack.client("sqs")
    name = "ApproximateNumberOfMessages"
    found = sqs.get_queue_attributes(
        QueueUrl=sqs.get_queue_url(QueueName=f"{NAME}-events")["QueueUrl"], AttributeNames=[name])
    return int(found["Attributes"][name])


def until(done: Callable[[], Any], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        time.sleep(1)


def test_ten_thousand_queued_events_and_those_that_come_are_recorded(tmp_path: Path) -> None:
    with Sandbox(region="eu-west-1", clock=600.0) as sandbox:
        stack, stream = Lane(sandbox, ACCOUNT, tmp_path), Stream(sandbox, ACCOUNT)
        with stack.terraform as terraform:
            terraform.init()
            terraform.apply()
            sent = set()
            with stream.running():  # to the queue, while events come
                sent |= stack.change(QUEUE, stream).sent
            disable(stack)
            while len(stream.sent) < QUEUED:
                stream.put(10)
            sent |= stream.taken()
            until(lambda: waiting(stack) >= QUEUED, 120)
            assert waiting(stack) >= QUEUED
            live = Stream(sandbox, ACCOUNT)
            with live.running():  # and back, with all of them in the queue and nobody taking them
                moved = stack.change(DIRECT, live)
            until(lambda: waiting(stack) == 0, 300)
            sent |= moved.sent
            assert moved.destroyed == []
            assert moved.again == ""
            assert stack.missing(sent) == set()
            assert len(sent) > QUEUED
