"""`delivery` from direct to queue, back, and to queue again, with events waiting in the queue."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eventbridge_notifier.sandbox.app import Sandbox

from tests.transitions.lane import NAME, Lane, Outcome, Stream
from tests.transitions.table import Transition

ACCOUNT = "899999999999"
PATIENCE = 900.0  # seconds until all that was sent is queued, or all that was queued is taken
QUEUE, DIRECT = (Transition("", 0, {"delivery": one}) for one in ("queue", "direct"))


@dataclass
class Moves:
    """`waited`: how many events were in the queue before the move to direct, and before the move
    back. `missing`: ids of those events that were not recorded in the end."""

    outcomes: list[Outcome]
    waited: tuple[int, int]
    sent: set[str]
    missing: set[str]


def move(folder: Path, queued: int, disabled: bool = True) -> Moves:
    """Moves a stack with `queued` events in its queue. `disabled`: somebody has stopped the
    recorder from taking them, before each of the two moves."""
    with Sandbox(region="eu-west-1", clock=600.0) as sandbox:
        stack = Lane(sandbox, ACCOUNT, folder)
        with stack.terraform as terraform:
            terraform.init()
            terraform.apply()
            return _moves(stack, queued, disabled)


def _moves(stack: Lane, queued: int, disabled: bool) -> Moves:
    stream = Stream(stack.sandbox, stack.account)
    with stream.running():
        first = stack.change(QUEUE, stream)
        waited = [_fill(stack, stream, queued, disabled)]
        second = stack.change(DIRECT, stream)
        waited.append(_fill(stack, stream, 0, disabled))
        third = stack.change(QUEUE, stream)
    outcomes = [first, second, third]
    sent = stream.taken().union(*(one.sent for one in outcomes))
    _until(lambda: _waiting(stack) == 0)
    return Moves(outcomes, (waited[0], waited[1]), sent, stack.missing(sent))


def _fill(stack: Lane, stream: Stream, count: int, disabled: bool) -> int:
    """Sends `count` events more; how many wait in the queue then."""
    if disabled:
        _disable(stack)
    for _ in range(0, count, 10):
        stream.put(10)
    if disabled:
        _until(lambda: _waiting(stack) >= count)
    return _waiting(stack)


def _disable(stack: Lane) -> None:
    functions = stack.client("lambda")
    for one in functions.list_event_source_mappings(FunctionName=f"{NAME}-recorder")[
            "EventSourceMappings"]:
        functions.update_event_source_mapping(UUID=one["UUID"], Enabled=False)


def _waiting(stack: Lane) -> int:
    sqs = stack.client("sqs")
    name = "ApproximateNumberOfMessages"
    found = sqs.get_queue_attributes(
        QueueUrl=sqs.get_queue_url(QueueName=f"{NAME}-events")["QueueUrl"], AttributeNames=[name])
    return int(found["Attributes"][name])


def _until(done: Callable[[], Any]) -> None:
    end = time.monotonic() + PATIENCE
    while not done() and time.monotonic() < end:
        time.sleep(1)
