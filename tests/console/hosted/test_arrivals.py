"""What arrives, asked for again and again: nothing is told twice, nothing is remembered here."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from eventbridge_notifier.console.hosted.arrivals import LATEST, SOONEST, heard_before
from eventbridge_notifier.console.hosted.function import Function
from eventbridge_notifier.console.hosted.settings import Settings

from tests.console.conftest import Deployed
from tests.console.events import event
from tests.console.hosted.conftest import Enter, in_another_account
from tests.console.hosted.visitor import Visitor

WATCH = "python38-functions"


def heard(visitor: Visitor, id: str = "") -> tuple[list[dict[str, Any]], str, float]:
    """Messages, the next id, and the seconds until the next look."""
    answer = visitor.get("/api/live?watch=python38-functions", last_event_id=id)
    assert answer.headers["content-type"].startswith("text/event-stream")
    lines = answer.body.splitlines()
    messages = [json.loads(line[6:]) for line in lines if line.startswith("data: ")]
    next_id = next((line[4:] for line in lines if line.startswith("id: ")), "")
    pause = next(int(line[7:]) / 1000 for line in lines if line.startswith("retry: "))
    return [one for one in messages if one["kind"] != "pause"], next_id, pause


def test_only_what_is_new_and_may_be_seen_arrives(enter: Enter, here: Deployed) -> None:
    visitor = enter("bob@example.com")
    messages, id, pause = heard(visitor)
    assert [one["kind"] for one in messages] == ["ready"]
    assert heard(visitor, id)[0] == []
    made = (WATCH, event(WATCH, datetime.now(UTC) - timedelta(seconds=5), random.Random()))
    here.store([made])
    here.store(in_another_account([made]))
    messages, later, pause = heard(visitor, id)
    assert [one["record"]["id"] for one in messages] == [made[1]["detail"]["eventID"]]
    assert pause == SOONEST
    assert heard(visitor, later)[0] == []


def test_an_open_page_asks_the_table_alone(here: Deployed, settings: Settings) -> None:
    """As the page on this machine: nothing that a trail of management events records."""
    asked: list[str] = []

    @cache
    def noted(service: str) -> Any:
        client = here.sandbox.client(service)
        client.meta.events.register(
            "before-call", lambda model, **_: asked.append(f"{service}:{model.name}"))
        return client

    visitor = Visitor(Function(settings, noted))
    assert visitor.sign_in("ada@example.com").status == 302
    _, id, _ = heard(visitor)
    asked.clear()
    here.store([(WATCH, event(WATCH, datetime.now(UTC), random.Random()))])
    assert heard(visitor, id)[0]
    assert set(asked) == {"dynamodb:Query"}


def test_it_is_asked_less_often_while_nothing_comes(enter: Enter) -> None:
    visitor, id, pauses = enter("bob@example.com"), "", []
    for _ in range(12):
        _, id, pause = heard(visitor, id)
        pauses.append(pause)
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (SOONEST, LATEST)


def test_an_id_that_is_none_of_ours_is_the_beginning() -> None:
    for id in ("", "x", "-", "2000", "a-b", "1e9-AAAA", "ä-ä", "2000-A"):
        found = heard_before(id)
        assert found is None or found.seen <= {b""}, id
