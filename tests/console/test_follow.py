"""Arrivals: each once, late ones too."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from eventbridge_notifier.console.records.filters import Filters
from eventbridge_notifier.console.records.follow import FAR_EVERY, Follower
from eventbridge_notifier.console.records.table import Table

from tests.console.conftest import Deployed
from tests.console.events import event

NOW = datetime(2026, 11, 24, 10, 0, 0, tzinfo=UTC)
WATCH = "python38-functions"


def arrive(empty: Deployed, ago: float, **parameters: str) -> str:
    """Stores an event that happened `ago` minutes before NOW; gives its id."""
    made = event(WATCH, NOW - timedelta(minutes=ago), random.Random(ago), **parameters)
    empty.store([(WATCH, made)])
    return str(made["detail"]["eventID"])


def ids(records: list[dict[str, str]]) -> list[str]:
    return [record["id"] for record in records]


def test_what_is_there_is_told_once_and_what_arrives_too(empty: Deployed) -> None:
    there = [arrive(empty, 30), arrive(empty, 2)]
    follower = Follower(Table(empty.client, empty.name), Filters(), lambda: NOW)
    assert ids(follower.start()) == there[::-1]
    assert follower.arrived() == []
    late, new = arrive(empty, 4), arrive(empty, 0.5)
    assert ids(follower.arrived()) == [late, new]
    assert follower.arrived() == []


def test_what_aws_hands_over_much_later_is_told_within_a_while(empty: Deployed) -> None:
    follower = Follower(Table(empty.client, empty.name), Filters(), lambda: NOW)
    follower.start()
    late = arrive(empty, 45)
    told = [one for _ in range(FAR_EVERY) for one in ids(follower.arrived())]
    assert told == [late]


def test_filters_hold_for_arrivals(empty: Deployed) -> None:
    filters = Filters(fields=(("functionName", "mine"),))
    follower = Follower(Table(empty.client, empty.name), filters, lambda: NOW)
    follower.start()
    mine = arrive(empty, 1, functionName="mine")
    arrive(empty, 2, functionName="yours")
    assert ids(follower.arrived()) == [mine]
