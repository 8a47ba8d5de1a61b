"""Counts that add up, and readings that say how far they came."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from eventbridge_notifier.console.records.pages import After, Page, is_behind
from eventbridge_notifier.console.records.window import Window, last
from eventbridge_notifier.console.views import view
from eventbridge_notifier.console.views.facets import FACETS
from eventbridge_notifier.console.views.people import MOST as PEOPLE
from eventbridge_notifier.console.views.repeats import Newest, Repeats
from eventbridge_notifier.console.views.tallies import (
    EventsTally,
    PeopleTally,
    RowsTally,
)
from eventbridge_notifier.console.views.timeline import BARS, Timeline
from hypothesis import given
from hypothesis import strategies as st

NOW = datetime(2026, 11, 24, 10, 0, 0, tzinfo=UTC)
HOUR = Window(NOW - timedelta(hours=1), NOW)
SPANS = st.sampled_from(["1m", "15m", "1h", "24h", "3d", "7d", "30d", "52w"])


def record(ago: float, watch: str = "w", actor: str = "alice", name: str = "Call", **more: str
           ) -> dict[str, str]:
    time = (NOW - timedelta(seconds=ago)).isoformat().replace("+00:00", "Z")
    return {"id": f"{ago}", "watch": watch, "time": time, "actor": actor, "eventName": name, **more}


def page(*records: dict[str, str]) -> Page:
    """A page behind which all is read down to its last record."""
    return Page(list(records), len(records), records[-1]["time"] if records else "")


def spoken(pages: Iterator[Page], tally: Any, clock: Any = lambda: 0.0) -> list[dict[str, Any]]:
    return [one for one in view.messages(pages, tally, clock) if one]


@given(SPANS, st.lists(st.tuples(st.floats(0, 1), st.sampled_from("abcdefghijk"))))
def test_every_event_is_in_one_bar(span: str, found: list[tuple[float, str]]) -> None:
    window = last(span, NOW)
    length = (NOW - window.since).total_seconds()
    timeline = Timeline(window, NOW)
    for share, watch in found:
        timeline.add(record(share * length, watch))
    told = timeline.as_dict()
    assert sum(sum(one["counts"]) for one in told["watches"]) == len(found)
    assert told["bars"] <= BARS + 2
    assert all(len(one["counts"]) == told["bars"] for one in told["watches"])


def test_those_who_did_most_come_first_with_what_they_did_and_what_failed() -> None:
    pages = iter([page(record(1, actor="bob", name="A", outcome="AccessDenied"),
                       record(2, actor="bob", name="B"), record(3, actor="bob", name="B"),
                       record(9, actor="eve", name="A"))])
    *_, said = spoken(pages, PeopleTally())
    first, second = said["people"]
    assert (first["who"], first["count"], first["kinds"], first["failed"]) == ("bob", 3, 2, 1)
    assert first["deeds"] == [["B", 2], ["A", 1]]
    assert (first["first"], first["latest"]) == (record(3)["time"], record(1)["time"])
    assert second["who"] == "eve"


def test_a_thousand_actors_are_told_briefly() -> None:
    pages = (page(record(number, actor=f"user-{number}")) for number in range(1000))
    assert len(spoken(pages, PeopleTally())[-1]["people"]) == PEOPLE


def test_an_event_of_several_watches_is_one_row_and_counts_once() -> None:
    """Also where its records come on two pages."""
    pages = iter([page(record(1, "a", severity="low")),
                  page(record(1, "b", severity="high"), record(2, "a"))])
    *_, rows, summary = spoken(pages, EventsTally(HOUR, NOW))
    assert [[one["watch"] for one in row["watches"]] for row in rows["rows"]] == [["a", "b"], ["a"]]
    assert rows["rows"][0]["severity"] == "high"
    assert summary["count"] == 2
    facets = {one["facet"]: one["values"] for one in summary["facets"]}
    assert facets["watch"] == [["a", 2], ["b", 1]]
    assert facets["actor"] == [["alice", 2]]
    assert facets.keys() == FACETS.keys()


def test_rows_that_say_the_same_are_one_with_how_often() -> None:
    pages = iter([page(record(1), record(2, name="Other"), record(3), record(4))])
    *_, rows, summary = spoken(pages, EventsTally(HOUR, NOW, Repeats()))
    assert [(row["eventName"], row["repeats"], row["first"]) for row in rows["rows"]] == [
        ("Call", 3, record(4)["time"]), ("Other", 1, record(2)["time"])]
    assert summary["count"] == 4


def test_rows_are_said_before_everything_is_read() -> None:
    def pages() -> Iterator[Page]:
        yield page(*(record(number) for number in range(9)))
        yield page(record(9))
        raise AssertionError("the list was to be shown by now")

    said = view.messages(pages(), EventsTally(HOUR, NOW), lambda: 0.0)
    first = next(one for one in said if one)
    assert first["kind"] == "rows"
    assert len(first["rows"]) == 8


def test_a_slow_reading_shows_what_it_has() -> None:
    ticks = iter(range(1000))
    said = spoken((page(record(n)) for n in range(5)), EventsTally(HOUR, NOW),
                  lambda: float(next(ticks)))
    assert [(one["kind"], one["done"]) for one in said[-4:]] == [
        ("rows", False), ("summary", False), ("rows", True), ("summary", True)]
    assert len(said[-2]["rows"]) == 5


@given(st.lists(st.tuples(st.integers(0, 6), st.sampled_from("ab"), st.sampled_from("xyz")),
                unique=True), st.integers(1, 4), st.integers(1, 5))
def test_a_reading_that_ends_early_goes_on_without_a_gap_and_without_counting_twice(
        found: list[tuple[int, str, str]], size: int, patience: int) -> None:
    records = sorted((record(ago, watch) | {"id": f"{ago}{id}"} for ago, id, watch in found),
                     key=lambda one: (-datetime.fromisoformat(one["time"]).timestamp(),
                                      one["id"], one["watch"]))

    def pages(after: After | None) -> Iterator[Page]:
        left = [one for one in records if is_behind(one, after)]
        for start in range(0, len(left), size):
            yield page(*left[start:start + size])

    seen: list[str] = []
    after: After | None = None
    for _ in range(len(records) + 2):
        *_, rows, done = spoken(pages(after), EventsTally(HOUR, NOW), steady(patience))
        seen += [row["id"] for row in rows["rows"]]
        if not done["next"]:
            break
        after = After(*done["next"])
    assert seen == list(dict.fromkeys(one["id"] for one in records))


def steady(patience: int) -> Any:
    """A clock by which the time for an answer is over after some pages."""
    looked = iter(range(10**6))
    return lambda: next(looked) * (view.BUDGET / (patience + 1) + 0.1)


def test_an_endless_window_is_counted_up_to_a_limit_and_says_where_it_goes_on() -> None:
    pages = (page(record(number)) for number in range(view.MOST + 5))
    done = spoken(pages, EventsTally(HOUR, NOW))[-1]
    assert done["done"]
    assert done["next"]
    assert done["count"] == view.MOST


def test_a_page_of_the_list_ends_and_says_that_more_follow() -> None:
    pages = iter([page(*(record(number) for number in range(Newest.ROWS + 2)))])
    (said,) = spoken(pages, RowsTally())
    assert len(said["rows"]) == Newest.ROWS
    assert said["more"]


def test_nothing_is_said_as_nothing() -> None:
    rows, done = spoken(iter(()), EventsTally(HOUR, NOW))
    assert rows == {"kind": "rows", "rows": [], "more": False, "done": True}
    assert done["done"]
    assert done["count"] == 0
    assert done["next"] is None
