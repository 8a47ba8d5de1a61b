"""Event history as a place with logs: management events of 90 days, also while a trail is stopped.

Source: CloudTrail API reference, LookupEvents: 2 requests a second for an account and region.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

from botocore.exceptions import ClientError

from eventbridge_notifier.console.deployment import Clients
from eventbridge_notifier.console.reconcile.span import Span
from eventbridge_notifier.console.reconcile.watches import Watched
from eventbridge_notifier.events.log_parts import Part

RATE = 2.0  # requests a second
DAYS = 90
SLICE = timedelta(days=7)
MOST_NAMES = 20  # event names that are looked up one by one
WORKERS = 16  # regions at once: each has a quota of its own
Lookup = Mapping[str, str]
"""LookupAttributes' key and value; empty for everything."""


class Pace:
    """Lets requests through at a rate. Safe between threads."""

    def __init__(self, rate: float = RATE, sleep: Callable[[float], None] = time.sleep) -> None:
        self._gap, self._sleep = 1 / rate, sleep
        self._lock, self._next = threading.Lock(), 0.0

    def wait(self) -> None:
        with self._lock:
            now = time.monotonic()
            start = max(now, self._next)
            self._next = start + self._gap
        if start > now:
            self._sleep(start - now)


class EventHistory:
    """`places` are clients of each region. `rate` is that of each."""

    def __init__(self, places: Mapping[str, Clients], lookups: Sequence[Lookup],
                 rate: float = RATE) -> None:
        self._places, self._lookups = places, lookups
        self._paces = {region: Pace(rate) for region in places}

    def parts(self, span: Span) -> Iterator[Part]:
        """A part for each region and week, by week."""
        with ThreadPoolExecutor(WORKERS) as pool:
            for start, end in _slices(span):
                waiting = [(region, pool.submit(self._read, region, start, end))
                           for region in self._places]
                for region, records in waiting:
                    yield Part(f"Event history of {region}", _reader(records),
                               start.date().isoformat())

    def _read(self, region: str, start: datetime, end: datetime) -> list[dict[str, Any]]:
        client = self._places[region]("cloudtrail")
        return [record for lookup in self._lookups
                for record in found(client, self._paces[region], lookup, start, end)]


def _reader(records: Future[list[dict[str, Any]]]) -> Callable[[], Iterator[dict[str, Any]]]:
    return lambda: iter(records.result())


def found(client: Any, pace: Pace, lookup: Lookup, start: datetime | None = None,
          end: datetime | None = None, pages: int = 1_000_000) -> Iterator[dict[str, Any]]:
    """The records of Event history, the newest first. Raises ClientError."""
    request: dict[str, Any] = {}
    if lookup:
        request["LookupAttributes"] = [
            {"AttributeKey": key, "AttributeValue": value} for key, value in lookup.items()]
    request |= {"StartTime": start} if start else {}
    request |= {"EndTime": end} if end else {}
    for _ in range(pages):
        pace.wait()
        answer = client.lookup_events(**request)
        yield from (json.loads(one["CloudTrailEvent"]) for one in answer["Events"])
        if not answer.get("NextToken"):
            return
        request["NextToken"] = answer["NextToken"]


def lookups(watches: Iterable[Watched]) -> list[Lookup]:
    """What finds all that the watches may match: their event names one by one where all of them
    name few, else everything."""
    names: set[str] = set()
    for one in watches:
        named = _names(one.pattern)
        if named is None:
            return [{}]
        names.update(named)
    if len(names) <= MOST_NAMES:
        return [{"EventName": name} for name in sorted(names)]
    return [{}]


def _names(pattern: str) -> list[str] | None:
    """The event names of a pattern, None where it may match others."""
    detail = json.loads(pattern).get("detail")
    names = detail.get("eventName") if isinstance(detail, Mapping) else None
    if not names or not all(isinstance(one, str) for one in names):
        return None
    return list(names)


def _slices(span: Span) -> Iterator[tuple[datetime, datetime]]:
    start = span.since
    while start < span.until:
        end = min(start + SLICE, span.until)
        yield start, end
        start = end


def regions(clients: Clients, home: str) -> list[str]:
    """The regions that are enabled in the account; those that matter most where nobody may look."""
    try:
        listed = clients("ec2").describe_regions()["Regions"]
    except ClientError:
        return sorted({home, "us-east-1"})
    return sorted(one["RegionName"] for one in listed)
