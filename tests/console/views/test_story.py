"""What changed between the calls about a resource, and the events next to one."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from eventbridge_notifier.console.records.access import Access
from eventbridge_notifier.console.records.filters import Filters, excluded
from eventbridge_notifier.console.records.table import Table, find
from eventbridge_notifier.console.records.window import last
from eventbridge_notifier.console.views.neighbours import neighbours
from eventbridge_notifier.console.views.parameters import parameter_changes
from eventbridge_notifier.console.views.story import story

from tests.console.conftest import Deployed
from tests.console.events import event

WATCH = "python38-functions"
ARN = "arn:aws:lambda:eu-west-1:123456789012:function:report"


def call(minute: int, change: str, outcome: str = "succeeded", **parameters: Any
         ) -> tuple[dict[str, Any], dict[str, Any]]:
    row = {"id": f"e-{minute}", "time": f"2026-11-24T10:{minute:02}:00Z", "change": change,
           "outcome": outcome}
    return row, {"detail": {"requestParameters": parameters}}


def changes(*calls: tuple[dict[str, Any], dict[str, Any]]) -> dict[str, list[tuple[Any, ...]]]:
    newest_first = [row for row, _ in reversed(calls)]
    found = parameter_changes(newest_first, {row["id"]: made for row, made in calls})
    return {id: [(one["parameter"], one["before"], one["after"]) for one in lines]
            for id, lines in found.items()}


def test_a_call_shows_what_it_changed_of_what_earlier_ones_said() -> None:
    assert changes(call(1, "created", name="a", memory=128, tags=[{"k": "x"}]),
                   call(2, "changed", name="a", memory=256, tags=[{"k": "y"}])) == {
        "e-1": [("name", None, "a"), ("memory", None, "128"), ("tags[0].k", None, "x")],
        "e-2": [("memory", "128", "256"), ("tags[0].k", "x", "y")]}


def test_what_failed_or_only_reads_changes_nothing() -> None:
    assert changes(call(1, "created", memory=128), call(2, "changed", "AccessDenied", memory=9),
                   call(3, "read", memory=7), call(4, "changed", memory=256)) == {
        "e-1": [("memory", None, "128")], "e-4": [("memory", "128", "256")]}


def test_a_resource_that_is_made_again_begins_anew() -> None:
    assert changes(call(1, "created", memory=128), call(2, "deleted", name="a"),
                   call(3, "created", memory=128))["e-3"] == [("memory", None, "128")]


def stored(empty: Deployed) -> list[str]:
    """Three events about a function, oldest first; their ids."""
    made = [event(WATCH, empty.now - timedelta(hours=ago), random.Random(ago),
                  functionName="report", memorySize=256 + ago) for ago in (5, 3, 1)]
    for one in made[1:]:
        one["detail"]["eventName"] = "UpdateFunctionConfiguration20150331v2"
    empty.store([(WATCH, one) for one in made])
    empty.store([("root-activity", made[1])])
    return [one["detail"]["eventID"] for one in made]


def test_the_story_of_a_resource_is_told_to_those_who_may_hear_it(empty: Deployed) -> None:
    ids, window = stored(empty), last("24h", datetime.now(UTC))
    table = find(empty.client, empty.name)
    told = story(table, ARN, window)
    assert [row["id"] for row in told["rows"]] == ids[::-1]
    assert (told["state"], told["created"]["id"], told["records"]) == ("exists", ids[0], 3)
    assert [one["watch"] for one in told["rows"][1]["watches"]] == [WATCH, "root-activity"]
    assert {"parameter": "memorySize", "before": "261", "after": "259"} in told["changes"][ids[1]]
    nobody = story(table.restricted(Access(accounts=("210987654321",))), ARN, window)
    assert (nobody["rows"], nobody["changes"], nobody["records"]) == ([], {}, 0)
    assert not table.restricted(Access(watches=("key-deletion",))).recorded(
        [{"id": ids[0], "watch": WATCH}])
    assert table.recorded([{"id": ids[0], "watch": WATCH}])[ids[0]]["functionName"] == "report"


def test_the_next_and_the_previous_event_are_those_of_the_list(empty: Deployed) -> None:
    ids = stored(empty)
    table, window = find(empty.client, empty.name), last("24h", datetime.now(UTC))

    def next_to(number: int, filters: Filters) -> dict[str, str | None]:
        (item, *_) = table.items(ids[number])
        return neighbours(table, filters, window, ids[number], item["time"]["S"])

    assert next_to(1, Filters()) == {"newer": ids[2], "older": ids[0]}
    assert next_to(2, Filters()) == {"newer": None, "older": ids[1]}
    assert next_to(0, Filters(watches=("root-activity",))) == {"newer": ids[1], "older": None}


def test_what_is_left_out_is_left_out_by_the_table_and_by_the_test_alike(empty: Deployed) -> None:
    stored(empty)
    table: Table = find(empty.client, empty.name)
    window = last("24h", datetime.now(UTC))
    everything = list(table.records(Filters(), window))
    for text, left in (("watch=root-activity", 3), ("region=us-east-1", 4), ("event=Update", 1),
                       ("event==Update", 4), (f"resource={ARN}", 0), ("outcome=failed", 4),
                       ("outcome=succeeded", 0), ("type=AWS::Lambda::Function", 0)):
        filters = Filters(excluded=(excluded(text),))
        found = list(table.records(filters, window))
        assert len(found) == left, text
        assert found == [one for one in everything if filters.accept(one)]
