"""Records are found by every option whatever their shape: old, new, and both at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import islice
from typing import Any

import pytest
from eventbridge_notifier.console.records.access import Access
from eventbridge_notifier.console.records.filters import Filters
from eventbridge_notifier.console.records.layout import layout
from eventbridge_notifier.console.records.older import details_of
from eventbridge_notifier.console.records.pages import After
from eventbridge_notifier.console.records.table import NoSuchRecord, Table
from eventbridge_notifier.console.records.window import Window
from eventbridge_notifier.record_format.codec import event_of, pack
from eventbridge_notifier.record_format.reserved import SHARDS
from eventbridge_notifier.record_format.shards import shard_key
from eventbridge_notifier.record_format.values import encode
from recorder.item import Storage

from tests.console import deployed
from tests.console.conftest import Client, Deployed
from tests.console.events import Event, events

NOW = datetime(2026, 11, 24, 10, 0, 0, tzinfo=UTC)
EVERYTHING = Window(NOW - timedelta(days=3), NOW)
COUNT = 60
COUNTS = {"day": 4, "watch": 2, "resource": 2}
ENVIRON = {"SHARDS": "day=2,watch=1,resource=2", "READ_SHARDS": "day=4,watch=2"}
OLD = {"by_day": "day", "by_watch": "watch"}
NEW = {"by_day_shard": "dayShard", "by_watch_shard": "watchShard", "by_resource": "resourceShard"}
PROJECTED = [*deployed.SUMMARY, "resource", "resourceType", "change", "outcome", "sourceIp",
             "summaryVersion"]


def make(client: Client, name: str, indexes: dict[str, str]) -> None:
    names = dict.fromkeys(("id", "watch", "time", *indexes.values()))
    client("dynamodb").create_table(
        TableName=name, BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": one, "AttributeType": "S"} for one in names],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"},
                   {"AttributeName": "watch", "KeyType": "RANGE"}],
        GlobalSecondaryIndexes=[{
            "IndexName": index,
            "KeySchema": [{"AttributeName": key, "KeyType": "HASH"},
                          {"AttributeName": "time", "KeyType": "RANGE"}],
            "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": (
                PROJECTED if index in NEW else deployed.SUMMARY)},
        } for index, key in indexes.items()])


def of_new_shape(item: dict[str, Any], event: Event) -> dict[str, Any]:
    said = {name: encode(value) for name, value in details_of(event).items()}
    key = item["id"]["S"]
    keys = {"dayShard": shard_key(item["day"]["S"], key, COUNTS["day"]),
            "watchShard": shard_key(item["watch"]["S"], key, COUNTS["watch"])}
    if "resource" in said:
        keys["resourceShard"] = shard_key(said["resource"]["S"], key, COUNTS["resource"])
    return item | said | {"summaryVersion": {"N": "2"}} | {
        name: {"S": value} for name, value in keys.items()}


def of_old_shape(item: dict[str, Any]) -> dict[str, Any]:
    lacking = {*SHARDS, *PROJECTED, "resources"} - set(deployed.SUMMARY)
    old = {name: value for name, value in item.items() if name not in lacking}
    return old | ({"event": {"B": pack(event_of(item, no_bucket))}} if "B" in item["event"] else {})


def no_bucket(location: str) -> bytes:
    raise AssertionError(f"nothing lies at {location}")


@pytest.fixture(scope="module", params=["old", "new", "both"])
def table(request: pytest.FixtureRequest, here: Deployed) -> Iterator[Table]:
    name = f"shape-{request.param}"
    make(here.client, name, {"old": OLD, "new": NEW, "both": OLD | NEW}[request.param])
    pairs = list(events(COUNT, NOW, timedelta(days=3), seed=5))
    for number, (watch, event) in enumerate(pairs):
        if number % 3 == 0 and event["detail-type"].endswith("CloudTrail"):
            event["detail"]["resources"] = [{"ARN": f"arn:aws:s3:::bucket-{number % 2}"}]
        item = deployed.typed(deployed.an_item(
            watch, event, Storage(deployed.bucket(name), "compressed")).attributes)
        is_new = request.param == "new" or (request.param == "both" and number % 2)
        here.client("dynamodb").put_item(
            TableName=name, Item=of_new_shape(item, event) if is_new else of_old_shape(item))
    yield Table(here.client, name, ENVIRON)
    here.client("dynamodb").delete_table(TableName=name)


def keys(records: Any) -> list[tuple[str, str]]:
    return [(record["id"], record["watch"]) for record in records]


@cache
def whole(table: Table) -> list[dict[str, Any]]:
    return list(table.whole(table.scan(Filters())))


@pytest.mark.parametrize("filters", [
    Filters(),
    Filters(watches=("python38-functions", "failed-sign-ins")),
    Filters(actor="alice", region="eu-west-1"),
    Filters(outcome="succeeded"), Filters(outcome="failed"), Filters(outcome="denied"),
    Filters(change="created"), Filters(change="deleted"), Filters(resource=":function"),
    Filters(outcome="failed", watches=("failed-sign-ins",)),
    Filters(text="ALICE"), Filters(text="python3.8 createFUNCTION"), Filters(text="no such word"),
    Filters(text="java17"), Filters(fields=(("runtime", "python3.8"),), change="created"),
], ids=str)
def test_records_of_every_shape_are_found_by_every_option(table: Table, filters: Filters) -> None:
    found = list(table.records(filters, EVERYTHING))
    wanted = [one for one in whole(table) if filters.accept(one)]
    assert sorted(keys(found)) == sorted(keys(wanted))
    assert [one["time"] for one in found] == sorted((one["time"] for one in found), reverse=True)
    assert len(set(keys(found))) == len(found)


def test_a_resources_records_are_found_by_its_whole_name(table: Table) -> None:
    named = [one["resource"] for one in whole(table) if str(one.get("resource")).startswith("arn:")]
    filters = Filters(resource=named[0])
    wanted = [one for one in whole(table) if one.get("resource") == named[0]]
    assert sorted(keys(table.records(filters, EVERYTHING))) == sorted(keys(wanted))


def test_a_reading_goes_on_where_it_was_left(table: Table) -> None:
    records = list(table.records(Filters(), EVERYTHING))
    for place in (0, 20, len(records) - 1):
        last = records[place]
        rest = table.records(Filters(), EVERYTHING, After(last["time"], last["id"], last["watch"]))
        assert keys(rest) == keys(records)[place + 1:]


def test_pages_say_how_far_the_reading_came(table: Table) -> None:
    pages = list(table.pages(Filters(text="no such word"), EVERYTHING))
    assert sum(page.looked for page in pages) == COUNT
    assert pages[-1].reached == EVERYTHING.bounds[0]
    assert not any(page.records for page in pages)


@pytest.mark.parametrize("table", ["both"], indirect=True)
@pytest.mark.parametrize("access", [
    Access(accounts=("123456789012",)), Access(accounts=()), Access(severities=("high",)),
    Access(watches=("python38-functions",)), Access(watches=("root-activity",),
                                                    severities=("high",)), Access(watches=())],
    ids=str)
@pytest.mark.parametrize("filters", [
    Filters(text="alice"), Filters(outcome="failed", watches=("python38-functions",))], ids=str)
def test_a_restricted_reader_sees_what_may_be_seen_and_nothing_else(
        table: Table, here: Deployed, access: Access, filters: Filters) -> None:
    restricted = Table(here.client, table.name, ENVIRON, access)
    wanted = [one for one in whole(table) if filters.accept(one) and access.accept(one)]
    assert sorted(keys(restricted.records(filters, EVERYTHING))) == sorted(keys(wanted))
    assert sorted(keys(restricted.scan(filters))) == sorted(keys(wanted))
    hidden = [one for one in whole(table) if not access.accept(one)]
    for one in islice(hidden, 2):
        with pytest.raises(NoSuchRecord):
            restricted.items(one["id"])
        last = restricted.last(one["watch"])
        assert last is None or access.accept(last)


def test_shards_are_the_most_that_writers_or_readers_are_told() -> None:
    found = layout(ENVIRON, NEW)
    assert dict(found.shards) == {"day": 4, "watch": 2, "resource": 2}
    assert dict(layout({}, NEW).shards) == {"day": 1, "watch": 1, "resource": 1}
    assert min(layout(None, NEW).shards.values()) >= 16
