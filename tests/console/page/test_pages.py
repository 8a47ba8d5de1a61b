"""What the page's server answers, to somebody who may see everything."""

from __future__ import annotations

import json
import random
import re
import socket
import time
from datetime import UTC, datetime

import pytest
from eventbridge_notifier.console.web.guard import CONTENT_SECURITY_POLICY

from tests.console.conftest import Deployed
from tests.console.events import event
from tests.console.page.site import Serving, Site, on_this_machine, said

WATCH = "python38-functions"
SHELLS = ("", "event", "watches", "try", "health", "resources", "resource", "people", "person",
          "alerts")


@pytest.mark.parametrize("path", SHELLS)
def test_every_page_is_guarded_and_has_nothing_inline(page: Site, path: str) -> None:
    answer = page.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert answer.headers["cache-control"] == "no-store"
    assert "<script>" not in answer.text
    assert "style=" not in answer.text
    assert " on" + "click" not in answer.text


def test_a_browser_keeps_the_pages_files_and_nothing_else(page: Site) -> None:
    found = set(re.findall(r'(?:src|href)="(static/[^"]+)"', page.get().text))
    assert len(found) >= 5
    for path in found:
        answer = page.get(path)
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "private, max-age=31536000, immutable"
        assert answer.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    for path in ("static/style.css", "api/events", "static/gone.js"):
        assert page.get(path).headers["cache-control"] == "no-store"


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}])
def test_strangers_get_nothing(page: Site, headers: dict[str, str]) -> None:
    for path in (*SHELLS, "api/events", "static/style.css"):
        answer = page.get(path, headers=headers)
        assert answer.status_code == 403
        assert "watch" not in answer.text


@on_this_machine
def test_the_page_answers_on_loopback_only(page: Site) -> None:
    port = int(page.origin.rsplit(":", 1)[1])
    with socket.socket() as other:  # a second loopback address stands for any other
        other.settimeout(2)
        assert other.connect_ex(("127.0.0.2", port)) != 0


def test_what_somebody_typed_into_the_address_is_escaped(page: Site) -> None:
    nasty = '"><script>alert(1)</script>'
    answer = page.get(params={"q": nasty, "watch": nasty, "field": nasty})
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert(1)" in answer.text


def test_a_view_is_said_in_rows_and_a_summary(page: Site, here: Deployed) -> None:
    *_, rows, summary = (one for one in said(page.get("api/events")) if one["done"])
    assert len(rows["rows"]) == 100
    assert rows["more"]
    assert summary["count"] == len(here.stored)


WIDEST = "api/events?from=0001-01-01&to=9999-12-31&q=nowhere"


@on_this_machine
def test_abandoned_requests_of_the_widest_window_cost_nobody_anything(page: Site) -> None:
    """A link elsewhere may open as many as it likes."""
    host, port = page.origin.removeprefix("http://").split(":")
    for _ in range(100):
        with socket.create_connection((host, int(port)), timeout=10) as abandoned:
            abandoned.sendall(f"GET /{WIDEST} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
    took = []
    for _ in range(5):
        start = time.monotonic()
        assert page.get().status_code == 200
        took.append(time.monotonic() - start)
    assert min(took) < 0.3


@pytest.mark.parametrize("query", [
    "from=0001-01-01", "from=0001-01-01T00:00:00%2B14:00", "to=9999-12-31", "since=999999w",
    "from=9998-01-01&to=9999-01-01", "from=&to=0001-01-01", "from=2026-11-31", "since=1y",
    "after=" + "[" * 4, "after=" + "[" * 5_000, "after=7", "after={}", "field=x", "outcome=failed"])
def test_any_window_is_answered_in_words(page: Site, query: str) -> None:
    with page.get(f"api/events?watch=key-deletion&{query}") as answer:
        assert answer.status_code in (200, 400)
        assert all("kind" in one or "what" in one for one in said(answer))
        assert not any(one.get("kind") == "error" for one in said(answer))


def test_an_event_with_half_a_surrogate_pair_is_shown(empty: Deployed, serving: Serving) -> None:
    odd = event(WATCH, datetime.now(UTC), random.Random(3), functionName="half \ud83d a pair")
    empty.store([(WATCH, odd)], "compressed")
    with serving(empty) as site:
        told = site.get("api/event", params={"id": odd["detail"]["eventID"]})
        tried = site.post("api/try", data=json.dumps(odd), headers={"Origin": site.origin})
    assert json.loads(told.json()["json"]) == odd
    assert tried.status_code == 200
    assert any(one["matched"] for one in tried.json()["reasons"])


def test_a_number_of_a_megabyte_is_refused_at_once(page: Site) -> None:
    start = time.monotonic()
    answer = page.post("api/try", data='{"n": ' + "7" * 900_000 + "}",
                       headers={"Origin": page.origin})
    assert answer.status_code == 400
    assert "900,000 digits" in answer.json()["what"]
    assert time.monotonic() - start < 2


def test_an_event_shows_every_watch_that_recorded_it(empty: Deployed, serving: Serving) -> None:
    """DynamoDB answers a megabyte at a time."""
    large = event(WATCH, datetime.now(UTC), random.Random(4), functionName="x" * 380_000)
    watches = [f"watch-{number}" for number in range(6)]
    empty.store([(watch, large) for watch in watches])
    with serving(empty) as site:
        told = site.get("api/event", params={"id": large["detail"]["eventID"]}).json()
    assert sorted(one["watch"] for one in told["recorded"]) == watches
    shown = empty.run("records", "show", large["detail"]["eventID"], "--json", "--name", empty.name)
    assert sorted(one["watch"] for one in json.loads(shown.stdout)["records"]) == watches


def test_a_further_page_of_the_list_goes_on(page: Site) -> None:
    whole = said(page.get("api/events"))
    first = next(one["rows"] for one in whole if one["kind"] == "rows" and one["done"])
    after = json.dumps([first[-1][key] for key in ("time", "id", "watch")])
    *_, rows = said(page.get("api/events", params={"after": after, "rows": "1"}))
    assert rows["rows"]
    assert not {one["id"] for one in rows["rows"]} & {one["id"] for one in first}
    assert rows["rows"][0]["time"] <= first[-1]["time"]


@pytest.mark.parametrize("params", [
    {"since": "yesterday"}, {"from": "x"}, {"field": "runtime"}, {"after": "{}"},
    {"from": "2026-01-02", "to": "2026-01-01"}])
def test_an_address_that_makes_no_sense_is_said(page: Site, params: dict[str, str]) -> None:
    answer = page.get("api/events", params=params)
    assert answer.status_code == 400
    assert answer.json()["what"]


def test_an_event_is_told_whole_with_why_it_was_recorded(page: Site, here: Deployed) -> None:
    wanted = next(one for name, one in here.stored if name == WATCH)
    id = wanted["detail"]["eventID"]
    told = page.get("api/event", params={"id": id}).json()
    assert json.loads(told["json"]) == wanted
    assert told["recorded"][0]["fields"]["runtime"] == "python3.8"
    (why,) = told["why"]["reasons"]
    assert (why["watch"], why["matched"]) == (WATCH, True)


def test_what_is_not_recorded_is_said(page: Site) -> None:
    answer = page.get("api/event", params={"id": "nothing"})
    assert answer.status_code == 404
    assert "nothing is recorded" in answer.json()["what"]


def test_an_event_is_tried_against_every_watch(page: Site, here: Deployed) -> None:
    made = json.dumps(event(WATCH, here.now, random.Random(1)))
    origin = {"Origin": page.origin}
    answer = page.post("api/try", data=made, headers=origin).json()
    assert [one["watch"] for one in answer["reasons"] if one["matched"]] == [WATCH]
    for text in ("", "{", "[]"):
        refused = page.post("api/try", data=text, headers=origin)
        assert refused.status_code == 400
    assert page.post("api/try", data=made).status_code == 403
    large = page.post("api/try", data=" " * 1_200_000, headers=origin)
    assert large.status_code == 413


def test_a_reader_sees_watches_and_health(page: Site) -> None:
    watches = page.get("api/watches").json()["watches"]
    assert {one["status"] for one in watches} == {"armed", "armed, never fired"}
    found = page.get("api/health").json()["findings"]
    assert not [one for one in found if "could not be read" in one["message"]]


def test_an_arrival_is_said_once_it_is_there(empty: Deployed, serving: Serving) -> None:
    with serving(empty) as site:
        heard = site.heard(watch=WATCH)
        assert next(heard) == {"kind": "ready"}
        now = datetime.now(UTC)
        other = event("root-activity", now, random.Random(3))
        wanted = event(WATCH, now, random.Random(4))
        empty.store([("root-activity", other), (WATCH, wanted)])
        assert next(heard)["record"]["id"] == wanted["detail"]["eventID"]
        heard.close()


@on_this_machine
def test_a_taken_port_is_said(here: Deployed, page: Site) -> None:
    port = page.origin.rsplit(":", 1)[1]
    result = here.run("console", "--port", port)
    assert result.exit_code == 2
    assert "--port" in result.stderr
