"""Counts that add up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from eventbridge_notifier.console.records.pages import Page
from eventbridge_notifier.console.records.window import Window, last
from eventbridge_notifier.console.views import view
from eventbridge_notifier.console.views.summary import BARS, PEOPLE, Summary
from hypothesis import given
from hypothesis import strategies as st

NOW = datetime(2026, 11, 24, 10, 0, 0, tzinfo=UTC)
SPANS = st.sampled_from(["1m", "15m", "1h", "24h", "3d", "7d", "30d", "52w"])


def record(ago: float, watch: str = "w", actor: str = "alice", name: str = "Call"
           ) -> dict[str, str]:
    time = (NOW - timedelta(seconds=ago)).isoformat().replace("+00:00", "Z")
    return {"id": f"{ago}{watch}", "watch": watch, "time": time, "actor": actor, "eventName": name}


@given(SPANS, st.lists(st.tuples(st.floats(0, 1), st.sampled_from("abcdefghijk"))))
def test_every_record_is_in_one_bar(span: str, found: list[tuple[float, str]]) -> None:
    window = last(span, NOW)
    length = (NOW - window.since).total_seconds()
    summary = Summary(window, NOW)
    for share, watch in found:
        summary.add(record(share * length, watch))
    told = summary.as_dict()["timeline"]
    assert sum(sum(one["counts"]) for one in told["watches"]) == len(found)
    assert told["bars"] <= BARS + 2
    assert all(len(one["counts"]) == told["bars"] for one in told["watches"])


def test_those_who_did_most_come_first_with_what_they_did_most() -> None:
    summary = Summary(last("1h", NOW), NOW)
    for ago, actor, name in ((1, "bob", "A"), (2, "bob", "B"), (3, "bob", "B"), (9, "eve", "A")):
        summary.add(record(ago, actor=actor, name=name))
    first, second = summary.as_dict()["people"]
    assert (first["who"], first["count"], first["kinds"]) == ("bob", 3, 2)
    assert first["deeds"] == [["B", 2], ["A", 1]]
    assert first["latest"] == record(1)["time"]
    assert second["who"] == "eve"


def test_a_thousand_actors_are_told_briefly() -> None:
    summary = Summary(last("1h", NOW), NOW)
    for number in range(1000):
        summary.add(record(1, actor=f"user-{number}"))
    assert len(summary.as_dict()["people"]) == PEOPLE


def page(ago: float) -> Page:
    """A page of one record."""
    one = record(ago)
    return Page([one], 1, str(one["time"]))


def test_rows_are_said_before_everything_is_read() -> None:
    def pages():  # type: ignore[no-untyped-def]
        for number in range(view.ROWS + 1):
            yield page(number)
        raise AssertionError("the list was to be shown by now")

    said = view.messages(pages(), Window(NOW - timedelta(hours=1), NOW), NOW, lambda: 0.0)
    first = next(one for one in said if one)
    assert first["kind"] == "rows"
    assert len(first["rows"]) == view.ROWS
    assert first["more"]


def test_a_slow_reading_shows_what_it_has() -> None:
    ticks = iter(range(1000))
    said = [one for one in view.messages((page(n) for n in range(5)), last("1h", NOW), NOW,
                                         lambda: float(next(ticks))) if one]
    assert [(one["kind"], one["done"]) for one in said[-4:]] == [
        ("rows", False), ("summary", False), ("rows", True), ("summary", True)]
    assert len(said[-2]["rows"]) == 5


def test_an_endless_window_is_counted_up_to_a_limit_and_says_so() -> None:
    pages = (page(1) for _ in range(view.MOST + 5))
    *_, done = view.messages(pages, last("1h", NOW), NOW)
    assert done["capped"]
    assert done["count"] == view.MOST


def test_nothing_is_said_as_nothing() -> None:
    rows, done = view.messages(iter(()), last("1h", NOW), NOW)
    assert rows == {"kind": "rows", "rows": [], "more": False, "done": True}
    assert done["done"]
    assert done["count"] == 0
