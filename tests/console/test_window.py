"""Times as people write them become bounds that hold what they should."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from eventbridge_notifier.console.records.window import Window, between, last, moment
from hypothesis import given
from hypothesis import strategies as st

NOW = datetime(2026, 11, 24, 10, 0, 0, tzinfo=UTC)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))


def stored(at: datetime) -> str:
    """As lambda/recorder/item.py writes it."""
    return at.isoformat().replace("+00:00", "Z")


@pytest.mark.parametrize(("said", "ago"), [
    ("90s", timedelta(seconds=90)), ("15m", timedelta(minutes=15)), ("24h", timedelta(hours=24)),
    ("7d", timedelta(days=7)), ("2w", timedelta(days=14)), ("1y", timedelta(days=365))])
def test_a_span_reaches_back_from_now(said: str, ago: timedelta) -> None:
    window = last(said, NOW)
    assert window.since == NOW - ago
    assert window.until > NOW


def test_a_span_longer_than_history_begins_with_it() -> None:
    assert last("999999w", NOW).since.year == 1970


@pytest.mark.parametrize("said", ["", "24", "h", "1x", "-1h", "1.5h"])
def test_what_is_no_span_is_refused_in_words(said: str) -> None:
    with pytest.raises(ValueError, match="24h"):
        last(said, NOW)


@pytest.mark.parametrize(("said", "meant"), [
    ("2026-11-23", "2026-11-23T00:00:00Z"), ("2026-11-23T10:30", "2026-11-23T10:30:00Z"),
    ("2026-11-23T10:30:05Z", "2026-11-23T10:30:05Z"),
    ("2026-11-23T10:30+02:00", "2026-11-23T08:30:00Z"), ("2h", "2026-11-24T08:00:00Z")])
def test_moments_are_read_in_utc_unless_they_say(said: str, meant: str) -> None:
    assert stored(moment(said, NOW)) == meant


def test_the_end_must_follow_the_beginning() -> None:
    with pytest.raises(ValueError, match="not before"):
        between("1h", "2h", NOW)


@given(MOMENTS, st.timedeltas(timedelta(seconds=1), timedelta(days=40)), MOMENTS)
def test_bounds_hold_what_is_stored_in_the_window(since: datetime, length: timedelta,
                                                  at: datetime) -> None:
    window = Window(since.replace(microsecond=0), (since + length).replace(microsecond=0))
    low, high = window.bounds
    time = stored(at)
    inside = window.since <= at < window.until
    assert (low <= time <= high) == inside
    assert not inside or time[:10] in list(window.days())


def test_days_come_newest_first_and_touch_only_the_window() -> None:
    window = Window(datetime(2026, 11, 22, 23, tzinfo=UTC), datetime(2026, 11, 24, tzinfo=UTC))
    assert list(window.days()) == ["2026-11-23", "2026-11-22"]
