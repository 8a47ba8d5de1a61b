"""What `collect` finds of a deployment, and what `judge` makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from eventbridge_notifier.console.alerts.overview import Snooze
from eventbridge_notifier.console.health.bus_policy import Senders
from eventbridge_notifier.console.health.trails import TrailFacts

OK, WARNING, BAD = "ok", "warning", "bad"


class RuleFacts(NamedTuple):
    """`has_target` is whether the recorder is among its targets; `on_purpose`, whether the module
    itself has disabled it; `topics` are those that it tells."""

    name: str
    state: str
    has_target: bool
    bus: str = "default"
    on_purpose: bool = False
    pattern: str = ""
    topics: tuple[str, ...] = ()


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
    """`state` is CloudWatch's: OK, ALARM, INSUFFICIENT_DATA. `topics` are among its actions."""

    name: str
    state: str
    has_action: bool
    topics: tuple[str, ...] = ()


class KeyFacts(NamedTuple):
    """`lacking` are services that the key's policy does not let use it, though they have to."""

    arn: str
    lacking: tuple[str, ...] = ()


class Staged(NamedTuple):
    """A watch that is being tried out: how many messages it would have sent; `ends`, epoch seconds.
    """

    watch: str
    messages: int
    ends: float


class NotifierFacts(NamedTuple):
    """`age` is how far behind the stream it was in the last quarter of an hour, in milliseconds;
    `errors` are of the last day, `untold` batches that it gave up. None: could not be read."""

    state: str
    age: float | None
    errors: float | None
    untold: int | None
    snoozes: tuple[Snooze, ...] | None
    staged: tuple[Staged, ...] | None


NOBODY_TOLD = NotifierFacts("", 0, 0, 0, (), ())
"""Of a stack in which nothing notifies."""


class HeartbeatFacts(NamedTuple):
    """`minutes` between two beats, 0 where there is no heartbeat. `silent` are places whose beats
    have not come home; `beats` counts places; `slowest` is how many seconds the slowest of the last
    beats took, or None."""

    minutes: int
    beats: int = 0
    silent: tuple[str, ...] = ()
    slowest: float | None = None


NO_HEARTBEAT = HeartbeatFacts(0)


class Facts(NamedTuple):
    """What was found. Counts are of the last day; a field that could not be read is None."""

    function_state: str | None
    reserved_concurrency: int | None
    table_state: str | None
    region: str
    trails: list[TrailFacts] | None
    rules: list[RuleFacts] | None
    queues: list[QueueFacts] | None
    foreign_queues: tuple[str, ...]  # called like the deployment's, and not its own
    undelivered: list[QueueFacts] | None  # of what topics and further targets did not take
    failed_invokes: int | None
    alarms: list[AlarmFacts] | None
    subscribers: Mapping[str, int] | None  # topic's ARN -> confirmed subscriptions
    key: KeyFacts | None
    failed_deliveries: int | None
    looped: int | None  # events that EventBridge held back, lest a rule sets off itself
    dropped: int | None
    silent: list[str] | None  # watches that have no record
    senders: Senders | None  # who else may put events on the bus at home
    forwarded: list[ForwardFacts]  # of the places that were asked for
    notifier: NotifierFacts | None = NOBODY_TOLD
    heartbeat: HeartbeatFacts | None = NO_HEARTBEAT


class Finding(NamedTuple):
    """One line of the answer; `level` is ok, warning or bad."""

    check: str
    level: str
    message: str
