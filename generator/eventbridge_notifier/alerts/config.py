"""The notifier's configuration: one JSON object, written by the module from the watches.

    {"stack", "region", "page", "accounts": {id: name}, "quiet": [...],
     "channels": {name: {"kind", "topic_arn"}}, "policies": {watch: {...}}}
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from eventbridge_notifier.alerts.arrival import digest
from eventbridge_notifier.alerts.decide import Alert
from eventbridge_notifier.alerts.message import Message, Surroundings, utc
from eventbridge_notifier.alerts.policy import Policy, Quiet, policy, quiet
from eventbridge_notifier.alerts.store import Store

SNOOZES = "snoozes"
"""The key of the state's item that holds what was made quiet from the command line."""


class Destination(NamedTuple):
    """Where a channel leads. `topic_arn` is of those that the notifier publishes to itself;
    `field` is the key of a text.
    """

    kind: str
    topic_arn: str = ""
    field: str = ""


class Given(NamedTuple):
    """The configuration, read."""

    policies: Mapping[str, Policy]
    quiet: tuple[Quiet, ...]
    channels: Mapping[str, Destination]
    around: Surroundings


def given(read: Mapping[str, Any]) -> Given:
    """The configuration of its JSON form."""
    channels = {name: Destination(one["kind"], one.get("topic_arn") or "", one.get("field") or "")
                for name, one in read.get("channels", {}).items()}
    around = Surroundings(read["stack"], read["region"], read.get("accounts") or {},
                          read.get("page") or "")
    return Given({name: policy(name, one) for name, one in read.get("policies", {}).items()},
                 tuple(quiet(one) for one in read.get("quiet") or ()), channels, around)


def snoozed(store: Store) -> tuple[Quiet, ...]:
    """What was made quiet from the command line, and still is or was."""
    item, _ = store.get(SNOOZES)
    return tuple(quiet(one) for one in item.get("entries", ()))


def detail(channel: str, made: Message, body: Mapping[str, Any]) -> dict[str, Any]:
    """The detail of the alert's event: facts for whoever hangs a target on it, and the body."""
    alert = made.alert
    return {
        "id": alert.id,
        "alert": alert.id.partition("-")[0],
        "channel": channel,
        "kind": alert.kind,
        "severity": alert.severity,
        "watches": list(alert.watches),
        "title": made.title,
        "count": alert.total,
        "checksum": alert.checksum,
        "records": [{"id": one.id, "watch": one.watch} for one in alert.records],
        "time": made.time,
        "body": dict(body),
    }


def test_message(channel: str, read: Given, now: float) -> Message:
    """A message by which somebody sees that a channel works."""
    alert = Alert(digest("test", channel, str(now)), channel, "test", ("test",), "info",
                  first=now, last=now)
    title = f"[TEST] {read.around.stack}: this channel works"
    return Message(alert, title, "Sent by: eventbridge-notifier alerts test", (
        ("Channel", channel), ("Stack", read.around.stack), ("When", utc(now))), (), "", utc(now))


def resolved(alert: str, channel: str, watch: str, now: float) -> Message:
    """The message that an alert is over."""
    over = Alert(alert, channel, "resolved", (watch,), "info", first=now, last=now, about=watch)
    return Message(over, f"[RESOLVED] {watch}", "", (), (), "", utc(now), resolved=True)
