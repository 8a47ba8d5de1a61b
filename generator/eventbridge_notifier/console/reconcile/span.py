"""The span of time that is reconciled. Pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

# CloudTrail delivers within 15 minutes on average (user guide, "How CloudTrail works"): the last
# half hour is incomplete.
SETTLED = timedelta(minutes=30)
TIME = "%Y-%m-%dT%H:%M:%SZ"


class Span(NamedTuple):
    """From `since` on and up to `until`, by the events' own time; in UTC."""

    since: datetime
    until: datetime

    @property
    def bounds(self) -> tuple[str, str]:
        """As CloudTrail writes times."""
        return self.since.strftime(TIME), self.until.strftime(TIME)

    @property
    def delivered(self) -> tuple[date, date]:
        """Days on which files with its events may have been delivered: one beyond its end."""
        return self.since.date(), self.until.date() + timedelta(days=1)


def settled(since: datetime, until: datetime, now: datetime) -> Span:
    """The span as far as it is complete. Raises ValueError where nothing of it is."""
    until = min(until, now - SETTLED)
    if since >= until:
        raise ValueError("the last half hour is incomplete, for CloudTrail delivers late: begin "
                         "earlier")
    return Span(since, until)
