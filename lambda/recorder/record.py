"""Message -> Record: what the table holds about an event beside the event itself."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any, NamedTuple

from eventbridge_notifier.record_format.identity import identity, storable
from eventbridge_notifier.record_format.paths import find, text
from eventbridge_notifier.record_format.reserved import RESERVED
from eventbridge_notifier.record_format.summary import summary_of

from recorder.messages import Message, Unreadable

# eventTime is when the call was made; the envelope's time may be later.
TIMES = ("eventTime", "$.time")
SECONDS = "seconds"  # of a beat: from the call to the recorder
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)")


class Record(NamedTuple):
    """`summary` and `promoted` hold attribute -> JSON value; `moment` is the event's time.
    `beat_days`: see Message."""

    id: str
    watch: str
    moment: datetime
    summary: dict[str, Any]
    promoted: dict[str, Any]
    event: dict[str, Any]
    beat_days: int = 0


def record(message: Message, received: datetime) -> Record:
    """The record of a message. `received` dates an event that does not say its own time.

    Raises Unreadable for an event without an id.
    """
    event = message.event
    id = identity(event)
    if id is None:
        raise Unreadable("the event has no id")
    moment = _moment(event) or received
    promoted = _promoted(message)
    if message.beat_days:
        promoted[SECONDS] = round((received - moment).total_seconds(), 3)
    return Record(
        id=id,
        watch=storable(message.watch),
        moment=moment,
        summary=summary_of(event, message.severity, message.resources),
        promoted=promoted,
        event=event,
        beat_days=message.beat_days,
    )


def _promoted(message: Message) -> dict[str, Any]:
    """The fields that the watch asked for, as far as the event has them."""
    return {
        name: value for name, path in message.record.items()
        if _nameable(name) and isinstance(path, str)
        and (value := find(message.event, path)) is not None
    }


def _nameable(name: str) -> bool:
    return bool(name) and name.isprintable() and name not in RESERVED


def _moment(event: dict[str, Any]) -> datetime | None:
    for path in TIMES:
        time = text(event, path)
        if time and RFC3339.fullmatch(time):
            try:
                return datetime.fromisoformat(time).astimezone(UTC)
            except (ValueError, OverflowError):  # the 31st of February, the year 0
                continue
    return None
