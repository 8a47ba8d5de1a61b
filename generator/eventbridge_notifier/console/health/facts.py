"""What is known of a deployment, which `facts` makes, and what `health` says of it."""

from __future__ import annotations

from typing import NamedTuple

from eventbridge_notifier.console.health.bus_policy import Senders

OK, WARNING, BAD = "ok", "warning", "bad"


class RuleFacts(NamedTuple):
    """`has_target` is whether the rule's targets include the recorder."""

    name: str
    state: str
    has_target: bool
    bus: str = "default"


class QueueFacts(NamedTuple):
    """`age` is the oldest message's, in seconds, or None when unknown."""

    name: str
    depth: int
    age: float | None


class ForwardFacts(NamedTuple):
    """The queue of a place from which events are sent home; None when `absent` or unreadable.

    `trouble` says why it could not be read.
    """

    place: str
    queue: QueueFacts | None
    absent: bool = False
    trouble: str = ""


class AlarmFacts(NamedTuple):
    """`state` is CloudWatch's: OK, ALARM, INSUFFICIENT_DATA."""

    name: str
    state: str
    has_action: bool


class Facts(NamedTuple):
    """What was found. Counts are of the last day; a field that could not be read is None."""

    function_state: str | None
    reserved_concurrency: int | None
    table_state: str | None
    trails: dict[str, bool] | None  # name -> is logging
    rules: list[RuleFacts] | None
    queues: list[QueueFacts] | None
    failed_invokes: int | None
    alarms: list[AlarmFacts] | None
    failed_deliveries: int | None
    dropped: int | None
    silent: list[str] | None  # watches that have no record
    senders: Senders | None  # who else may put events on the bus at home
    forwarded: list[ForwardFacts]  # of the places that were asked for


class Finding(NamedTuple):
    """One line of the answer; `level` is ok, warning or bad."""

    check: str
    level: str
    message: str
