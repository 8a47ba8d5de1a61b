"""Nothing of an account, a watch or a severity that somebody may not see is in any answer."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import pytest
from eventbridge_notifier.console.hosted.function import Function
from eventbridge_notifier.console.records.access import EVERYTHING, NOTHING, Access, either
from eventbridge_notifier.console.records.filters import Filters
from eventbridge_notifier.console.records.window import last
from eventbridge_notifier.console.web.app import PAGES, routes
from eventbridge_notifier.console.web.context import Context
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from starlette.routing import Route

from tests.console.conftest import Deployed
from tests.console.events import ACCOUNT
from tests.console.hosted.conftest import OTHER, Enter, id_of
from tests.console.hosted.visitor import ADDRESS, Visitor

ONE_BY_ONE = {"suppress_health_check": [HealthCheck.function_scoped_fixture], "deadline": None}
WATCHES = ("python38-functions", "failed-sign-ins", "root-activity", "instances-launched")
VALUES: dict[str, tuple[str, ...]] = {
    "account": (ACCOUNT, OTHER), "watch": WATCHES, "severity": ("critical", "medium", "info"),
    "since": ("15m", "24h", "30d"), "q": (ACCOUNT, OTHER, "alice", "lambda"), "rows": ("1",),
    "resource": (f"arn:aws:lambda:eu-west-1:{OTHER}:function:report", "report"),
    "actor": ("alice", OTHER), "event": ("CreateFunction", "RunInstances"),
    "outcome": ("failed", "succeeded"), "field": ("runtime=python3.8",), "format": ("csv", "json")}
# Of each person: accounts and watches that they may not see.
HIDDEN = {"bob@example.com": (OTHER,),
          "carol@example.com": (ACCOUNT, "python38-functions", "root-activity", "RunInstances")}


def paths(here: Deployed) -> list[tuple[str, str]]:
    """Method and path of everything that the page answers."""
    found = routes(Context(here.client, here.name), lambda request: None)  # type: ignore[arg-type,return-value]
    return [(method, route.path) for route in found if isinstance(route, Route)
            for method in sorted(route.methods or ()) if method != "HEAD"]


@pytest.fixture(scope="module")
def every_path(here: Deployed) -> list[tuple[str, str]]:
    return paths(here)


@pytest.mark.parametrize("email", list(HIDDEN))
@settings(max_examples=25, **ONE_BY_ONE)  # type: ignore[arg-type]
@given(data=some.data())
def test_no_answer_holds_what_somebody_may_not_see(
        function: Any, here: Deployed, people: dict[str, Visitor],
        every_path: list[tuple[str, str]], email: str, data: some.DataObject) -> None:
    method, path = data.draw(some.sampled_from(every_path))
    asked = data.draw(some.fixed_dictionaries({}, optional={
        name: some.sampled_from(values) for name, values in VALUES.items()}))
    ids = [event["detail"].get("eventID", event["id"]) for _, event in here.stored]
    id = data.draw(some.sampled_from(ids))
    query = asked | {"id": id, "key": json.dumps([id, data.draw(some.sampled_from(WATCHES))])}
    visitor = people[email]
    answer = visitor.ask(method, f"{path}?{urlencode(query)}", "{}", origin=ADDRESS)
    typed = {text for value in query.values() for text in (value, *value.split(":"))}
    for hidden in HIDDEN[email]:
        assert hidden in typed or hidden not in answer.body, (path, query)


@pytest.fixture(scope="module")
def people(function: Any) -> dict[str, Visitor]:
    found = {email: Visitor(function) for email in HIDDEN}
    for email, visitor in found.items():
        assert visitor.sign_in(email).status == 302
    return found


def test_the_test_would_see_it(enter: Enter) -> None:
    everything = enter("ada@example.com").get("/api/events?since=3d").body
    assert ACCOUNT in everything
    assert OTHER in everything


def test_everybody_sees_what_is_theirs(enter: Enter, here: Deployed) -> None:
    own = [event for _, event in here.stored if event["account"] == ACCOUNT]
    messages = enter("bob@example.com").get("/api/events?since=3d").body.splitlines()
    summary = json.loads(messages[-1])
    assert summary["count"] == len(own)
    shown = enter("bob@example.com").get(f"/api/event?id={id_of(own[0])}")
    assert shown.status == 200


def test_an_event_of_another_account_is_not_there(enter: Enter, here: Deployed) -> None:
    theirs = next(event for _, event in here.stored if event["account"] == OTHER)
    address = f"/api/event?id={id_of(theirs)}"
    assert enter("ada@example.com").get(address).status == 200
    assert enter("bob@example.com").get(address).status == 404


def test_watches_are_listed_with_what_one_may_see_of_them(enter: Enter) -> None:
    listed = enter("carol@example.com").get("/api/watches").json()["watches"]
    assert [one["watch"] for one in listed] == ["failed-sign-ins"]
    assert all(one["last"]["account"] == OTHER for one in listed if one["last"])


def test_health_is_for_those_who_see_everything(enter: Enter) -> None:
    assert enter("bob@example.com").get("/api/health").status == 403
    assert enter("ada@example.com").get("/api/health").status == 200


@pytest.mark.parametrize("path", list(PAGES))
def test_every_page_opens_for_everybody(enter: Enter, path: str) -> None:
    assert enter("carol@example.com").get(path).status == 200


A, B = Access(accounts=("1",)), Access(accounts=("2",), watches=("w",))


def test_who_is_in_two_groups_sees_what_either_sees_and_no_more() -> None:
    both = either([A, B])
    assert both.accept({"account": "1", "watch": "x"})
    assert both.accept({"account": "2", "watch": "w"})
    assert not both.accept({"account": "2", "watch": "x"})
    assert not both.accept({"account": "3", "watch": "w"})
    assert both.sees("x")
    assert either([A, EVERYTHING]) == EVERYTHING
    assert either([A]) == A


def test_accounts_that_may_not_be_seen_are_masked_in_patterns() -> None:
    access = Access(accounts=(ACCOUNT,))
    text = f'["{ACCOUNT}", "{OTHER}", "arn:aws:iam::{OTHER}:root", "1{OTHER}"]'
    masked = access.without_others(text)
    assert ACCOUNT in masked
    assert f'"{OTHER}"' not in masked
    assert f"::{OTHER}" not in masked
    assert EVERYTHING.without_others(text) == text


@pytest.mark.parametrize("count", [100, 101, 400])
def test_a_reader_of_many_accounts_is_restricted_too(here: Deployed, count: int) -> None:
    """DynamoDB compares with a hundred values at most."""
    access = Access(accounts=(*(f"{number:012}" for number in range(count - 1)), OTHER))
    table = Context(here.client, here.name).table.restricted(access)
    found = list(table.records(Filters(), last("3d", here.now)))
    assert {record["account"] for record in found} == {OTHER}
    assert found


def test_views_by_name_are_for_those_who_may_see_what_they_show(enter: Enter) -> None:
    assert "Deleted there" in enter("ada@example.com").get("/").body
    assert "Deleted there" not in enter("bob@example.com").get("/").body
    assert "Root" in enter("bob@example.com").get("/").body
    assert "Root" not in enter("carol@example.com").get("/").body


def test_a_request_that_came_past_the_front_sees_nothing(
        here: Deployed, function: Function) -> None:
    """Who may see what is put into each request; where that was forgotten, nothing is shown."""
    assert function._page
    context = function.context
    assert context.of({}).table.access == NOTHING
    assert [*context.of({}).table.records(Filters(), last("7d", here.now))] == []
