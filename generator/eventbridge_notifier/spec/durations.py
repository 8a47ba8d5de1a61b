"""Spans of time and days as a spec writes them, in seconds. Pure."""

from __future__ import annotations

from datetime import UTC, datetime

UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


def seconds(text: str | None) -> int:
    """15m -> 900; 0 for None. The schema has checked the form."""
    return int(text[:-1]) * UNITS[text[-1]] if text else 0


def midnight(day: str) -> int | None:
    """The beginning of a day in UTC, in epoch seconds; None where there is no such day."""
    try:
        return int(datetime.strptime(day, "%Y-%m-%d").replace(tzinfo=UTC).timestamp())
    except ValueError:
        return None
