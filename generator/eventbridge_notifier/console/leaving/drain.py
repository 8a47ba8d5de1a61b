"""Draining: no new events, and what waits is recorded before its queues go."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from botocore.exceptions import ClientError

from eventbridge_notifier.console.deployment import Clients, queue_name
from eventbridge_notifier.console.leaving.plan import Found

# SQS API reference, GetQueueAttributes.
WAITING = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible",
           "ApproximateNumberOfMessagesDelayed")
EMPTY_LOOKS = 2  # in a row, for the counts are approximate

In = Callable[[str], Clients]
"""Region to clients there."""


class Queue(NamedTuple):
    """A queue and how many messages it has; None where it is gone already."""

    name: str
    region: str
    waiting: int | None


def waiting(queues: Iterable[Found], clients_in: In) -> list[Queue]:
    return [Queue(queue_name(found.id), found.region,
                  _count(clients_in(found.region)("sqs"), found.id)) for found in queues]


def stop(rules: Iterable[Found], clients_in: In) -> Iterator[str]:
    """Disables each rule that is still there; its name."""
    for found in rules:
        bus, name = found.id.rsplit("/", 1)
        try:
            clients_in(found.region)("events").disable_rule(Name=name, EventBusName=bus)
        except ClientError as error:
            if error.response["Error"]["Code"] != "ResourceNotFoundException":
                raise
        yield name


def emptied(sqs: Any, url: str, seconds: float, pause: float = 2.0) -> bool:
    """Whether the recorder took all that waits in the queue before it, within `seconds`."""
    end, looks = time.monotonic() + seconds, 0
    while True:
        looks = looks + 1 if not _count(sqs, url) else 0
        if looks >= EMPTY_LOOKS or time.monotonic() >= end:
            return looks >= EMPTY_LOOKS
        time.sleep(pause)


def _count(sqs: Any, url: str) -> int | None:
    try:
        found = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=list(WAITING))["Attributes"]
    except ClientError as error:
        if "NonExistentQueue" not in error.response["Error"]["Code"]:
            raise
        return None
    return sum(int(found[name]) for name in WAITING)
