"""Event history: the management events of each region, trail or no trail; moto has none.

Source: CloudTrail API reference, LookupEvents.
"""

from __future__ import annotations

import itertools
import json
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from eventbridge_notifier.sandbox.core.interfaces import Operations
from eventbridge_notifier.sandbox.core.model import Call, Outcome
from eventbridge_notifier.sandbox.core.schedule import Clock

LONGEST = 50_000  # events that a region keeps
MOST, RATE = 50, 2.0  # events of an answer, requests a second of an account and region

Record = Mapping[str, Any]
Kept = tuple[int, Record]
"""Number in order of arrival, and record."""

# LookupAttributes' key -> its value in a record.
ATTRIBUTES: dict[str, Callable[[Record], list[str]]] = {
    "EventId": lambda record: [str(record["eventID"])],
    "EventName": lambda record: [str(record["eventName"])],
    "ReadOnly": lambda record: [str(bool(record["readOnly"])).lower()],
    "Username": lambda record: [user_name(record)],
    "ResourceType": lambda record: [str(one.get("type")) for one in record.get("resources", ())],
    "ResourceName": lambda record: [str(one.get("ARN")) for one in record.get("resources", ())],
    "EventSource": lambda record: [str(record["eventSource"])],
    "AccessKeyId": lambda record: [str(record["userIdentity"].get("accessKeyId", ""))],
}


class EventHistory:
    """Keeps management events, and answers LookupEvents at its quota by the sandbox's clock."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._number = itertools.count(1)
        self._kept: dict[tuple[str, str], deque[Kept]] = {}
        self._allowed: dict[tuple[str, str], tuple[float, float]] = {}

    def keep(self, event: Mapping[str, Any]) -> None:
        if event["detail"]["managementEvent"]:
            place = (event["account"], event["region"])
            with self._lock:
                kept = self._kept.setdefault(place, deque(maxlen=LONGEST))
                kept.append((next(self._number), event["detail"]))

    def operations(self) -> Operations:
        return {("cloudtrail", "LookupEvents"): self.lookup}

    def lookup(self, call: Call) -> Outcome:
        """A page of events, the newest first."""
        if refused := self._throttled((call.account, call.region)) or problem(call.params):
            return refused
        size = call.params.get("MaxResults") or MOST
        token = call.params.get("NextToken")
        with self._lock:
            kept = list(self._kept.get((call.account, call.region), ()))
        found = list(itertools.islice(_matching(reversed(kept), call.params,
                                                int(token) if token else None), size + 1))
        answer: dict[str, Any] = {"Events": [_answer(record) for _, record in found[:size]]}
        if len(found) > size:
            answer["NextToken"] = str(found[size - 1][0])
        return Outcome(200, answer)

    def _throttled(self, place: tuple[str, str]) -> Outcome | None:
        now = self._clock.now()
        with self._lock:
            left, at = self._allowed.get(place, (RATE, now))
            left = min(RATE, left + (now - at) * RATE)
            self._allowed[place] = (left - 1 if left >= 1 else left, now)
        return None if left >= 1 else Outcome(400, {}, "ThrottlingException", "Rate exceeded")


def problem(params: Mapping[str, Any]) -> Outcome | None:
    """What is wrong with a request."""
    wanted = params.get("LookupAttributes") or ()
    if len(wanted) > 1 or any(one.get("AttributeKey") not in ATTRIBUTES for one in wanted):
        return Outcome(400, {}, "InvalidLookupAttributesException",
                       "You can specify one valid lookup attribute.")
    if not 1 <= (params.get("MaxResults") or MOST) <= MOST:
        return Outcome(400, {}, "InvalidMaxResultsException", f"MaxResults must be 1 to {MOST}.")
    start, end = params.get("StartTime"), params.get("EndTime")
    if start and end and start > end:
        return Outcome(400, {}, "InvalidTimeRangeException", "StartTime is after EndTime.")
    token = str(params.get("NextToken") or "0")
    return None if token.isdecimal() else Outcome(
        400, {}, "InvalidNextTokenException", "The token is not valid.")


def user_name(record: Record) -> str:
    """Who CloudTrail says it was: a user's name, a session's, or `root`."""
    identity = record["userIdentity"]
    arn = str(identity.get("arn", ""))
    return str(identity.get("userName") or arn.rpartition("/")[2].rpartition(":")[2])


def _matching(kept: Iterator[Kept], params: Mapping[str, Any], below: int | None
              ) -> Iterator[Kept]:
    wanted = [(ATTRIBUTES[one["AttributeKey"]], str(one["AttributeValue"]))
              for one in params.get("LookupAttributes") or ()]
    start, end = (one and one.replace(tzinfo=UTC) for one in (
        params.get("StartTime"), params.get("EndTime")))
    for number, record in kept:
        time = _time(record)
        if (below is None or number < below) and not (start and time < start) \
                and not (end and time > end) \
                and all(value in values(record) for values, value in wanted):
            yield number, record


def _time(record: Record) -> datetime:
    return datetime.fromisoformat(str(record["eventTime"])).astimezone(UTC)


def _answer(record: Record) -> dict[str, Any]:
    return {
        "EventId": record["eventID"], "EventName": record["eventName"],
        "ReadOnly": str(bool(record["readOnly"])).lower(), "EventTime": _time(record),
        "EventSource": record["eventSource"], "Username": user_name(record),
        "AccessKeyId": record["userIdentity"].get("accessKeyId", ""),
        "Resources": [{"ResourceType": one.get("type", ""), "ResourceName": one.get("ARN", "")}
                      for one in record.get("resources", ())],
        "CloudTrailEvent": json.dumps(record)}
