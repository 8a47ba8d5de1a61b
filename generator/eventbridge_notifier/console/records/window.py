"""Spans of time: as people write them, and as in the table's keys. Pure.

A record's `time` is text, `2026-11-23T10:00:00Z` or with a fraction before the Z, and sorts as
such. Bounds are written without the Z: they sort before both forms of their second.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800, "y": 31_536_000}
SPAN = re.compile(r"(\d{1,6})\s*([smhdwy])")
EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
# Clocks differ: events that are a little ahead of this machine's belong to now.
AHEAD = timedelta(minutes=5)


class Window(NamedTuple):
    """From `since` on, up to `until` and not with it; both in UTC."""

    since: datetime
    until: datetime

    @property
    def bounds(self) -> tuple[str, str]:
        return _bound(self.since), _bound(self.until)

    def days(self) -> Iterator[str]:
        """The days that it touches, newest first, as the table's `day` has them."""
        day = (self.until - timedelta(microseconds=1)).date()
        while day >= self.since.date():
            yield day.isoformat()
            day -= timedelta(days=1)


def last(span: str, now: datetime) -> Window:
    """The window that ends now and is `span` long: 90s, 15m, 24h, 7d, 2w, 1y. Raises ValueError."""
    return Window(_ago(span, now), now + AHEAD)


def between(first: str, end: str, now: datetime) -> Window:
    """The window from one moment to another, as far as it lies between 1970 and now.

    Raises ValueError.
    """
    since, until = moment(first, now), moment(end, now)
    if since >= until:
        raise ValueError(f"{first} is not before {end}")
    since, until = max(since, EARLIEST), min(until, now + AHEAD)
    if since >= until:
        raise ValueError(f"nothing is recorded from {first} to {end}: the time must lie between "
                         "1970 and now")
    return Window(since, until)


def moment(said: str, now: datetime) -> datetime:
    """`2026-11-23`, `2026-11-23T10:30`, `...Z`, `now`, or how long ago: `2h`. UTC unless it says.

    Raises ValueError.
    """
    if said == "now":
        return now + AHEAD
    if SPAN.fullmatch(said):
        return _ago(said, now)
    try:
        found = datetime.fromisoformat(said)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"{said!r} is not a time; write 2026-11-23, 2026-11-23T10:30Z, "
                         "or how long ago: 2h") from None


def _ago(span: str, now: datetime) -> datetime:
    return now - min(_span(span), now - EARLIEST)


def _span(said: str) -> timedelta:
    found = SPAN.fullmatch(said.strip())
    if not found:
        raise ValueError(f"{said!r} is not a span of time; write 90s, 15m, 24h, 7d, 2w or 1y")
    return timedelta(seconds=int(found[1]) * SECONDS[found[2]])


def _bound(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S")
