"""What the page's server answers, to a reader with just the printed policy."""

from __future__ import annotations

import json
import random
import socket
import time
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import Any

import boto3
import pytest
import requests
from botocore.exceptions import ClientError
from eventbridge_notifier.console.deployment import discover
from eventbridge_notifier.console.health.collect import gather
from eventbridge_notifier.console.policy import place, policy
from eventbridge_notifier.console.web.server import serve

from tests.console import deployed
from tests.console.conftest import Client, Deployed, allow, reader_of
from tests.console.events import REGION, event, user

WATCH = "python38-functions"
SHELLS = ("", "event", "watches", "try", "health", "resources", "resource", "people", "person",
          "alerts")


def said(answer: requests.Response) -> list[dict[str, Any]]:
    return [json.loads(line) for line in answer.text.splitlines()]


@pytest.mark.parametrize("path", SHELLS)
def test_every_page_is_guarded_and_has_nothing_inline(page: str, path: str) -> None:
    answer = requests.get(page + path, timeout=10)
    assert answer.status_code == 200
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    assert "<script>" not in answer.text
    assert "style=" not in answer.text
    assert " on" + "click" not in answer.text


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}])
def test_strangers_get_nothing(page: str, headers: dict[str, str]) -> None:
    for path in (*SHELLS, "api/events", "static/style.css"):
        answer = requests.get(page + path, headers=headers, timeout=10)
        assert answer.status_code == 403
        assert "watch" not in answer.text


def test_the_page_answers_on_loopback_only(page: str) -> None:
    port = int(page.rstrip("/").rsplit(":", 1)[1])
    with socket.socket() as other:  # a second loopback address stands for any other
        other.settimeout(2)
        assert other.connect_ex(("127.0.0.2", port)) != 0


def test_what_somebody_typed_into_the_address_is_escaped(page: str) -> None:
    nasty = '"><script>alert(1)</script>'
    answer = requests.get(page, params={"q": nasty, "watch": nasty, "field": nasty}, timeout=10)
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert(1)" in answer.text


def test_a_view_is_said_in_rows_and_a_summary(page: str, here: Deployed) -> None:
    *_, rows, summary = (one for one in said(requests.get(f"{page}api/events", timeout=30))
                         if one["done"])
    assert len(rows["rows"]) == 100
    assert rows["more"]
    assert summary["count"] == len(here.stored)


WIDEST = "api/events?from=0001-01-01&to=9999-12-31&q=nowhere"


def test_abandoned_requests_of_the_widest_window_cost_nobody_anything(page: str) -> None:
    """A link elsewhere may open as many as it likes."""
    host, port = page.removeprefix("http://").rstrip("/").split(":")
    for _ in range(100):
        with socket.create_connection((host, int(port)), timeout=10) as abandoned:
            abandoned.sendall(f"GET /{WIDEST} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
    took = []
    for _ in range(5):
        start = time.monotonic()
        assert requests.get(page, timeout=10).status_code == 200
        took.append(time.monotonic() - start)
    assert min(took) < 0.3


@pytest.mark.parametrize("query", [
    "from=0001-01-01", "from=0001-01-01T00:00:00%2B14:00", "to=9999-12-31", "since=999999w",
    "from=9998-01-01&to=9999-01-01", "from=&to=0001-01-01", "from=2026-11-31", "since=1y",
    "after=" + "[" * 4, "after=" + "[" * 5_000, "after=7", "after={}", "field=x", "outcome=failed"])
def test_any_window_is_answered_in_words(page: str, query: str) -> None:
    with requests.get(f"{page}api/events?watch=key-deletion&{query}", timeout=20) as answer:
        assert answer.status_code in (200, 400)
        assert all("kind" in one or "what" in one for one in said(answer))
        assert not any(one.get("kind") == "error" for one in said(answer))


def test_an_event_with_half_a_surrogate_pair_is_shown(empty: Deployed) -> None:
    odd = event(WATCH, datetime.now(UTC), random.Random(3), functionName="half \ud83d a pair")
    empty.store([(WATCH, odd)], "compressed")
    with serve(empty.client, empty.name) as address:
        told = requests.get(f"{address}api/event", params={"id": odd["detail"]["eventID"]},
                            timeout=20)
        tried = requests.post(f"{address}api/try", data=json.dumps(odd), timeout=20,
                              headers={"Origin": address.rstrip("/")})
    assert json.loads(told.json()["json"]) == odd
    assert tried.status_code == 200
    assert any(one["matched"] for one in tried.json()["reasons"])


def test_a_number_of_a_megabyte_is_refused_at_once(page: str) -> None:
    start = time.monotonic()
    answer = requests.post(f"{page}api/try", data='{"n": ' + "7" * 900_000 + "}", timeout=20,
                           headers={"Origin": page.rstrip("/")})
    assert answer.status_code == 400
    assert "900,000 digits" in answer.json()["what"]
    assert time.monotonic() - start < 2


def test_an_event_shows_every_watch_that_recorded_it(empty: Deployed) -> None:
    """DynamoDB answers a megabyte at a time."""
    large = event(WATCH, datetime.now(UTC), random.Random(4), functionName="x" * 380_000)
    watches = [f"watch-{number}" for number in range(6)]
    empty.store([(watch, large) for watch in watches])
    with serve(empty.client, empty.name) as address:
        told = requests.get(f"{address}api/event", params={"id": large["detail"]["eventID"]},
                            timeout=20).json()
    assert sorted(one["watch"] for one in told["recorded"]) == watches
    shown = empty.run("records", "show", large["detail"]["eventID"], "--json", "--name", empty.name)
    assert sorted(one["watch"] for one in json.loads(shown.stdout)["records"]) == watches


def test_a_further_page_of_the_list_goes_on(page: str) -> None:
    whole = said(requests.get(f"{page}api/events", timeout=30))
    first = next(one["rows"] for one in whole if one["kind"] == "rows" and one["done"])
    after = json.dumps([first[-1][key] for key in ("time", "id", "watch")])
    *_, rows = said(requests.get(f"{page}api/events", params={"after": after, "rows": "1"},
                                 timeout=30))
    assert rows["rows"]
    assert not {one["id"] for one in rows["rows"]} & {one["id"] for one in first}
    assert rows["rows"][0]["time"] <= first[-1]["time"]


@pytest.mark.parametrize("params", [
    {"since": "yesterday"}, {"from": "x"}, {"field": "runtime"}, {"after": "{}"},
    {"from": "2026-01-02", "to": "2026-01-01"}])
def test_an_address_that_makes_no_sense_is_said(page: str, params: dict[str, str]) -> None:
    answer = requests.get(f"{page}api/events", params=params, timeout=10)
    assert answer.status_code == 400
    assert answer.json()["what"]


def test_an_event_is_told_whole_with_why_it_was_recorded(page: str, here: Deployed) -> None:
    wanted = next(one for name, one in here.stored if name == WATCH)
    id = wanted["detail"]["eventID"]
    told = requests.get(f"{page}api/event", params={"id": id}, timeout=10).json()
    assert json.loads(told["json"]) == wanted
    assert told["recorded"][0]["fields"]["runtime"] == "python3.8"
    (why,) = told["why"]["reasons"]
    assert (why["watch"], why["matched"]) == (WATCH, True)


def test_what_is_not_recorded_is_said(page: str) -> None:
    answer = requests.get(f"{page}api/event", params={"id": "nothing"}, timeout=10)
    assert answer.status_code == 404
    assert "nothing is recorded" in answer.json()["what"]


def test_an_event_is_tried_against_every_watch(page: str, here: Deployed) -> None:
    made = json.dumps(event(WATCH, here.now, random.Random(1)))
    origin = {"Origin": page.rstrip("/")}
    answer = requests.post(f"{page}api/try", data=made, headers=origin, timeout=10).json()
    assert [one["watch"] for one in answer["reasons"] if one["matched"]] == [WATCH]
    for text in ("", "{", "[]"):
        refused = requests.post(f"{page}api/try", data=text, headers=origin, timeout=10)
        assert refused.status_code == 400
    assert requests.post(f"{page}api/try", data=made, timeout=10).status_code == 403
    large = requests.post(f"{page}api/try", data=" " * 1_200_000, headers=origin, timeout=10)
    assert large.status_code == 413


def test_a_reader_sees_watches_and_health(page: str) -> None:
    watches = requests.get(f"{page}api/watches", timeout=30).json()["watches"]
    assert {one["status"] for one in watches} == {"armed", "armed, never fired"}
    found = requests.get(f"{page}api/health", timeout=30).json()["findings"]
    assert not [one for one in found if "could not be read" in one["message"]]


def test_a_reader_sees_what_waits_in_other_regions(empty: Deployed) -> None:
    there = empty.sandbox.client("sqs", "us-east-1")
    url = there.create_queue(QueueName=f"{empty.name}-dead-letter-forward")["QueueUrl"]
    reader: Any = reader_of(empty)
    places = {"us-east-1": partial(reader, region_name="us-east-1")}
    (found,) = gather(discover(empty.name, empty.client), reader, places).forwarded
    assert (found.trouble, found.queue and found.queue.depth) == ("", 0)
    there.delete_queue(QueueUrl=url)


def test_a_reader_can_change_nothing(empty: Deployed) -> None:
    reader = reader_of(empty)
    for act in (
            lambda: reader("dynamodb").put_item(TableName=empty.name, Item={"id": {"S": "x"}}),
            lambda: reader("dynamodb").scan(TableName=empty.name),
            lambda: reader("lambda").invoke(FunctionName=f"{empty.name}-recorder"),
            lambda: reader("events").disable_rule(Name=f"{empty.name}-{WATCH}")):
        with pytest.raises(ClientError, match="AccessDenied"):
            act()


def test_what_a_user_may_not_read_is_said(empty: Deployed) -> None:
    """Without any policy each part says what it may not do, and nothing breaks."""
    iam = empty.client("iam")
    iam.create_user(UserName=f"{empty.name}-nobody")
    key = iam.create_access_key(UserName=f"{empty.name}-nobody")["AccessKey"]
    client = lru_cache(maxsize=None)(partial(
        boto3.client, region_name=REGION, endpoint_url=empty.sandbox.url,
        aws_access_key_id=key["AccessKeyId"], aws_secret_access_key=key["SecretAccessKey"]))
    with serve(client, empty.name) as address:
        for path in ("watches", "event?id=x", "health"):
            answer = requests.get(f"{address}api/{path}", timeout=30)
            assert answer.status_code == 502
            assert "--print-policy" in answer.json()["hint"]
        (error,) = said(requests.get(f"{address}api/events", timeout=30))
        assert error["kind"] == "error"
        assert "--print-policy" in error["hint"]


def test_an_arrival_is_said_once_it_is_there(empty: Deployed) -> None:
    with serve(reader_of(empty), empty.name) as address, requests.get(
            f"{address}api/live", params={"watch": WATCH}, stream=True, timeout=20) as answer:
        lines = (json.loads(line[6:]) for line in answer.iter_lines(chunk_size=1)
                 if line.startswith(b"data: "))
        assert next(lines) == {"kind": "ready"}
        now = datetime.now(UTC)
        other = event("root-activity", now, random.Random(3))
        wanted = event(WATCH, now, random.Random(4))
        empty.store([("root-activity", other), (WATCH, wanted)])
        assert next(lines)["record"]["id"] == wanted["detail"]["eventID"]


def test_a_taken_port_is_said(here: Deployed, page: str) -> None:
    port = page.rstrip("/").rsplit(":", 1)[1]
    result = here.run("console", "--port", port)
    assert result.exit_code == 2
    assert "--port" in result.stderr


@pytest.mark.slow
def test_every_part_of_the_policy_is_needed(empty: Deployed) -> None:
    """Without any one statement, something cannot be read."""
    whole = policy(place(discover(empty.name, empty.client), empty.client))
    large = event(WATCH, empty.now, random.Random(7), user("alice"))
    large["detail"]["requestParameters"]["noise"] = "".join(
        random.Random(1).choices("abcdefghijklmnop", k=900_000))
    empty.store([(WATCH, large)])
    deployed.a_trail(empty.client, empty.name)
    sns = empty.client("sns")
    topic = sns.create_topic(Name=f"{empty.name}-ops")["TopicArn"]
    only_events = {"Version": "2012-10-17", "Statement": [{  # as the module has it
        "Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"},
        "Action": "sns:Publish", "Resource": topic}]}
    sns.set_topic_attributes(TopicArn=topic, AttributeName="Policy",
                             AttributeValue=json.dumps(only_events))
    empty.client("events").put_targets(
        Rule=f"{empty.name}-{WATCH}", Targets=[{"Id": "ops", "Arn": topic}])
    reader = reader_of(empty)
    assert not unread(reader, empty, large)
    for statement in whole["Statement"]:
        fewer = [one for one in whole["Statement"] if one is not statement]
        allow(empty.client, f"{empty.name}-reader", whole | {"Statement": fewer})
        assert unread(reader, empty, large), statement["Sid"]
    empty.client("cloudtrail").delete_trail(Name=empty.name)


def unread(reader: Client, of: Deployed, large: dict[str, Any]) -> list[str]:
    """What a reader does not get of everything that the page shows."""
    with serve(reader, of.name, table=of.name) as address:
        answers = {path: requests.get(f"{address}api/{path}", timeout=60) for path in (
            "events", f"event?id={large['detail']['eventID']}", "watches", "health", "alerts")}
    found = [path for path, answer in answers.items()
             if answer.status_code != 200 or '"kind": "error"' in answer.text]
    if answers["health"].status_code == 200:
        found += [one["check"] for one in answers["health"].json()["findings"]
                  if "could not be read" in one["message"]]
    return found
