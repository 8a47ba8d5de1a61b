"""Records of older releases are filled in while new ones arrive: none lost, none twice."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from eventbridge_notifier.console.records.filters import Filters
from eventbridge_notifier.console.records.older import details_of
from eventbridge_notifier.console.records.reindex import (
    CHANGED,
    DRY,
    FAILED,
    FILLED,
    Reindex,
    additions,
)
from eventbridge_notifier.console.records.table import Table
from eventbridge_notifier.console.records.window import Window
from eventbridge_notifier.record_format.reserved import RESOURCE
from eventbridge_notifier.record_format.shards import shards
from eventbridge_notifier.record_format.values import decode
from recorder.item import Storage

from tests.console import deployed
from tests.console.conftest import Deployed
from tests.console.events import events
from tests.console.test_layouts import NEW, OLD, make, of_old_shape

SHARDS = "day=3,watch=2,resource=2"
COUNTS = shards(SHARDS)
NOW = datetime(2026, 11, 24, 10, 0, 0, tzinfo=UTC)
EVERYTHING = Window(NOW - timedelta(days=3), NOW)
FAST = 1_000_000  # records a second


class Migrating:
    """A table between two releases: it has the indexes of both."""

    def __init__(self, here: Deployed) -> None:
        self.client, self.name = here.client, f"moving-{uuid4().hex[:8]}"
        make(here.client, self.name, OLD | NEW)
        self.dynamodb = here.client("dynamodb")
        self.table = Table(here.client, self.name, {"SHARDS": SHARDS})
        self.keys: set[tuple[str, str]] = set()

    def store(self, count: int, old: bool, seed: int) -> None:
        """So many records; of the shape of older releases, or as the recorder writes them."""
        for watch, event in events(count, NOW, timedelta(days=3), seed=seed):
            made = deployed.an_item(watch, event, Storage("", "compressed", 0, COUNTS))
            item = deployed.typed(made.attributes)
            self.dynamodb.put_item(TableName=self.name, Item=of_old_shape(item) if old else item)
            self.keys.add(made.key)

    def reindex(self, rate: float = FAST, page: int = 0) -> Reindex:
        dynamodb = Paged(self.dynamodb, page) if page else self.dynamodb
        return Reindex(dynamodb, self.name, COUNTS, self.table.event, rate)

    def found(self) -> list[tuple[str, str]]:
        return [(one["id"], one["watch"]) for one in self.table.records(Filters(), EVERYTHING)]

    def with_resource(self) -> set[tuple[str, str]]:
        pages = self.dynamodb.get_paginator("scan").paginate(TableName=self.name)
        return {(item["id"]["S"], item["watch"]["S"])
                for page in pages for item in page["Items"] if "resource" in item}

    def by_resource(self) -> set[tuple[str, str]]:
        """What the sparse index holds."""
        found = self.dynamodb.get_paginator("scan").paginate(
            TableName=self.name, IndexName="by_resource")
        return {(item["id"]["S"], item["watch"]["S"]) for page in found for item in page["Items"]}


class Paged:
    """A client that reads the table in small pages."""

    def __init__(self, dynamodb: Any, page: int) -> None:
        self._dynamodb, self._page = dynamodb, page

    def __getattr__(self, name: str) -> Any:
        return getattr(self._dynamodb, name)

    def scan(self, **request: Any) -> Any:
        return self._dynamodb.scan(**request, Limit=self._page)


@pytest.fixture
def moving(here: Deployed) -> Migrating:
    return Migrating(here)


def states(run: Reindex, after: Any = None) -> list[str]:
    return [one.state for page in run.pages(after) for one in page.outcomes]


def test_first_it_only_counts(moving: Migrating) -> None:
    moving.store(10, old=True, seed=1)
    moving.store(5, old=False, seed=2)
    assert states(moving.reindex(rate=0)) == [DRY] * 10
    assert states(moving.reindex(rate=0)) == [DRY] * 10, "nothing was written"


def test_it_is_stopped_goes_on_and_finds_nothing_more_to_do(moving: Migrating) -> None:
    moving.store(30, old=True, seed=1)
    first = next(moving.reindex(page=8).pages())
    assert [one.state for one in first.outcomes] == [FILLED] * 8
    assert first.after is not None
    assert states(moving.reindex(page=8), first.after) == [FILLED] * 22
    assert states(moving.reindex()) == []


def test_a_record_that_is_gone_or_filled_in_meanwhile_is_let_be(moving: Migrating) -> None:
    moving.store(2, old=True, seed=1)
    scanned = moving.dynamodb.scan(TableName=moving.name)["Items"]
    moving.dynamodb.delete_item(TableName=moving.name, Key={
        "id": scanned[0]["id"], "watch": scanned[0]["watch"]})

    class Stale(Paged):
        def scan(self, **request: Any) -> Any:
            return {"Items": scanned, "ScannedCount": 2}

    run = Reindex(Stale(moving.dynamodb, 0), moving.name, COUNTS, moving.table.event, FAST)
    assert sorted(states(run)) == [CHANGED, FILLED]
    assert states(run) == [CHANGED] * 2
    assert len(moving.dynamodb.scan(TableName=moving.name)["Items"]) == 1, "none comes back"


def test_a_record_that_cannot_be_read_stops_no_other(moving: Migrating) -> None:
    moving.store(3, old=True, seed=1)
    broken = {"id": {"S": "broken"}, "watch": {"S": "w"}, "time": {"S": "2026-11-24T00:00:00Z"},
              "event": {"B": b"\xff"}}
    moving.dynamodb.put_item(TableName=moving.name, Item=broken)
    assert sorted(states(moving.reindex())) == [FAILED, FILLED, FILLED, FILLED]


def test_an_old_record_becomes_what_the_recorder_would_write_today(moving: Migrating) -> None:
    (watch, event), = events(1, NOW, timedelta(days=1), seed=4)
    today = deployed.typed(deployed.an_item(
        watch, event, Storage("", "map", 0, COUNTS)).attributes)
    added = additions(of_old_shape(today), event, COUNTS)
    whole = of_old_shape(today) | added
    assert {name: whole[name] for name in today if name not in ("resource", "resourceType",
                                                                "resourceShard", "resources")} == {
        name: value for name, value in today.items() if name not in (
            "resource", "resourceType", "resourceShard", "resources")}


def test_an_old_record_is_read_as_it_will_be_filled_in() -> None:
    """Else a filter by resource would find it only afterwards."""
    for watch, event in events(60, NOW, timedelta(days=1), seed=5):
        item = deployed.an_item(watch, event, Storage("", "map", 0, COUNTS)).attributes
        added = additions(of_old_shape(item), event, COUNTS)
        assert details_of(event) == {name: decode(value) for name, value in added.items()
                                     if name in RESOURCE and name != "summaryVersion"}


@pytest.mark.parametrize("count", [
    40, pytest.param(2_000, marks=pytest.mark.slow)])
def test_under_a_live_stream_none_is_lost_none_is_twice(moving: Migrating, count: int) -> None:
    moving.store(count, old=True, seed=1)
    over = threading.Event()

    def stream() -> None:
        for seed in range(2, 2 + count):
            if over.is_set():
                return
            moving.store(3, old=False, seed=seed)

    live = threading.Thread(target=stream)
    live.start()
    try:
        for _ in moving.reindex(page=max(20, count // 20)).pages():
            before = set(moving.keys)  # what was there when this reading began
            found = moving.found()
            assert len(found) == len(set(found)), "one was found twice"
            assert before <= set(found), "one was lost"
    finally:
        over.set()
        live.join()
    assert set(moving.found()) == moving.keys
    assert states(moving.reindex()) == [], "every record is of today's shape"
    assert moving.by_resource() == moving.with_resource()


def test_the_command_counts_fills_and_says_when_there_is_nothing_to_do(empty: Deployed) -> None:
    configuration = {"TABLE_NAME": empty.name, "SPILL_BUCKET": deployed.bucket(empty.name)}
    refused = empty.run("records", "reindex", "--name", empty.name)
    assert refused.exit_code == 1
    assert "upgrade the module first" in refused.stderr
    empty.client("lambda").update_function_configuration(
        FunctionName=f"{empty.name}-recorder",
        Environment={"Variables": configuration | {"SHARDS": SHARDS}})
    for watch, event in events(4, NOW, timedelta(days=1), seed=1):
        made = deployed.an_item(watch, event, Storage())
        empty.client("dynamodb").put_item(
            TableName=empty.name, Item=of_old_shape(deployed.typed(made.attributes)))
    dry = empty.run("records", "reindex", "--name", empty.name)
    assert "4   would fill" in dry.stdout
    assert "--yes" in dry.stdout
    told = empty.run("records", "reindex", "--name", empty.name, "--yes", "--json").stdout
    assert [json.loads(line)["state"] for line in told.splitlines()] == [FILLED] * 4
    assert "today's shape" in empty.run("records", "reindex", "--name", empty.name).stdout
