"""Reading by keys and indexes: all that is asked for, newest first, and nothing by a scan."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from eventbridge_notifier.console.records.filters import Filters, Record
from eventbridge_notifier.console.records.pages import After
from eventbridge_notifier.console.records.table import NoSuchRecord, Table, find
from eventbridge_notifier.console.records.window import Window, last

from tests.console import deployed
from tests.console.conftest import Client, Deployed
from tests.console.events import events

NOW = datetime(2026, 11, 24, 10, 0, 0, tzinfo=UTC)
SPAN = timedelta(days=2)
EVERYTHING = Window(NOW - SPAN, NOW)
NAME = "small"
TIED = "2026-11-23T12:00:00Z"


class Asked(list[str]):
    """The operations that DynamoDB was asked for while it was watched."""

    @contextmanager
    def of(self, client: Client) -> Iterator[Asked]:
        def note(model: Any, **_: Any) -> None:
            self.append(model.name)

        emitter = client("dynamodb").meta.events
        emitter.register("before-call.dynamodb.*", note)
        yield self
        emitter.unregister("before-call.dynamodb.*", note)


@pytest.fixture(scope="module")
def stored(here: Deployed) -> list[tuple[str, Any]]:
    """Two days of records, some with fractions of a second, some at the same moment."""
    pairs = list(events(90, NOW, SPAN, seed=3))
    for number, (_, event) in enumerate(pairs):
        said = event["detail"] if "eventTime" in event["detail"] else event
        key = "eventTime" if said is event["detail"] else "time"
        if number % 5 == 0:
            said[key] = said[key].replace("Z", ".25Z")
        if number % 7 == 0:
            said[key] = TIED
    deployed.table(here.client, NAME)
    deployed.store(here.client, pairs, NAME, "compressed")
    return pairs


@pytest.fixture
def table(here: Deployed, stored: object) -> Table:
    return Table(here.client, NAME)


def keys(records: Any) -> list[tuple[str, str]]:
    return [(record["id"], record["watch"]) for record in records]


def all_of(table: Table) -> list[Record]:
    """By a scan, which the tests may use and the code may not."""
    return list(table.scan(Filters()))


@pytest.mark.parametrize("filters", [
    Filters(),
    Filters(watches=("python38-functions",)),
    Filters(watches=("python38-functions", "failed-sign-ins", "no-such-watch")),
    Filters(actor="alice"),
    Filters(actor="ALICE"),
    Filters(event="AuthorizeSecurity"),
    Filters(event="EBS Snapshot"),
    Filters(account="123456789012", region="eu-west-1", severity="high"),
    Filters(region="us-east-1"),
    Filters(text="gitlab"),
    Filters(text="Lambda", watches=("python38-functions",)),
    Filters(fields=(("runtime", "python3.8"),)),
    Filters(fields=(("runtime", "java17"),)),
    Filters(actor="bob", fields=(("runtime", "python3.8"),)),
], ids=str)
def test_a_query_gives_what_the_test_for_arrivals_lets_pass(table: Table, here: Deployed,
                                                            filters: Filters) -> None:
    with Asked().of(here.client) as operations:
        found = list(table.records(filters, EVERYTHING))
    assert set(operations) <= {"DescribeTable", "Query", "BatchGetItem"}
    stored = table.with_fields(all_of(table), [name for name, _ in filters.fields])
    assert sorted(keys(found)) == sorted(keys(filter(filters.accept, stored)))
    times = [record["time"] for record in found]
    assert times == sorted(times, reverse=True)


@pytest.mark.parametrize("filters", [Filters(), Filters(watches=("instances-launched",))], ids=str)
def test_a_window_holds_what_lies_in_it(table: Table, filters: Filters) -> None:
    window = Window(NOW - timedelta(hours=40), NOW - timedelta(hours=10))
    low, high = window.bounds
    wanted = [one for one in all_of(table)
              if filters.accept(one) and low <= one["time"] < high]
    assert sorted(keys(table.records(filters, window))) == sorted(keys(wanted))
    assert wanted


@pytest.mark.parametrize("filters", [
    Filters(), Filters(watches=("instances-launched", "open-security-groups"))], ids=str)
def test_a_reading_goes_on_where_it_was_left(table: Table, filters: Filters) -> None:
    whole = keys(table.records(filters, EVERYTHING))
    records = list(table.records(filters, EVERYTHING))
    tied = [place for place, one in enumerate(records) if one["time"] == TIED]
    for place in (0, tied[0], tied[2], len(records) - 1):
        last = records[place]
        rest = table.records(filters, EVERYTHING, After(last["time"], last["id"], last["watch"]))
        assert keys(rest) == whole[place + 1:]


def test_a_reading_goes_on_where_its_last_record_has_expired(table: Table) -> None:
    whole = keys(table.records(Filters(), EVERYTHING))
    assert keys(table.records(Filters(), EVERYTHING, After("2026-11-24T10:00:00Z", "x", "y"))) == (
        whole)


def test_requests_grow_with_the_window_and_not_with_what_is_stored(here: Deployed) -> None:
    table = find(here.client, deployed.NAME)

    def requests(span: str) -> int:
        with Asked().of(here.client) as operations:
            list(table.records(Filters(watches=("instances-launched",)), last(span, here.now)))
        return operations.count("Query")

    assert requests("15m") == 1
    assert requests("24h") <= 1 + len(here.stored) // 1000


def test_a_view_begins_after_one_request(here: Deployed) -> None:
    table = find(here.client, deployed.NAME)
    with Asked().of(here.client) as operations:
        found = table.records(Filters(), Window(here.now - timedelta(hours=23), here.now))
        next(found)
    assert operations.count("Query") <= 2  # today's may still be empty just after midnight


def test_the_newest_record_of_a_watch(table: Table) -> None:
    newest = max(one["time"] for one in all_of(table) if one["watch"] == "failed-sign-ins")
    found = table.last("failed-sign-ins")
    assert found is not None
    assert found["time"] == newest
    assert table.last("trail-tampering") is None


@pytest.mark.parametrize(("event_format", "size"), [
    ("map", 10), ("compressed", 10), ("map", 900_000)])
def test_an_event_is_read_whole_from_wherever_it_is(empty: Deployed, event_format: str, size: int
                                                    ) -> None:
    noise = "".join(random.Random(1).choices("abcdefghijklmnop\u0416\u202e<", k=size))
    (watch, event), = events(1, NOW, SPAN)
    event["detail"]["requestParameters"] = {"noise": noise, "number": 1.25, "none": None}
    empty.store([(watch, event)], event_format)
    table = Table(empty.client, empty.name)
    (record,) = table.scan(Filters())
    (item,) = table.items(record["id"])
    assert table.event(item) == event


def test_what_is_not_recorded_is_said(table: Table) -> None:
    for id in ("", "no-such-id"):
        with pytest.raises(NoSuchRecord):
            table.items(id)


def test_the_table_is_found_by_the_function_where_it_has_a_name_of_its_own(here: Deployed) -> None:
    assert find(here.client, deployed.NAME).name == deployed.NAME
    assert find(here.client, "nobody-deployed-this").name == "nobody-deployed-this"
