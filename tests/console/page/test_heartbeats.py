"""Where heartbeats come from, on the page of somebody with just the printed policy."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from eventbridge_notifier.console.deployment import discover
from eventbridge_notifier.console.health.collect import gather
from eventbridge_notifier.console.health.facts import NotifierFacts
from playwright.sync_api import Browser, expect

from tests.console import deployed
from tests.console.browser import SLOW, context
from tests.console.conftest import Deployed, reader_of
from tests.console.events import ACCOUNT, Event, event
from tests.console.page.site import Serving

HERE, GONE, NEVER = (f"{ACCOUNT}/{region}" for region in ("eu-west-1", "us-east-1", "sa-east-1"))


@pytest.fixture
def beating(empty: Deployed) -> Deployed:
    """With a heartbeat of two places, one of them silent, and a third that is expected."""
    a_function(empty, "heartbeat", {"PERIOD": "900", "WINDOW": "86400",
                                    "PLACES": f"{HERE},{NEVER}"})
    now = datetime.now(UTC)
    empty.store([("heartbeat", beat(now - timedelta(minutes=20), "eu-west-1")),
                 ("heartbeat", beat(now - timedelta(seconds=30), "eu-west-1")),
                 ("heartbeat", beat(now - timedelta(hours=3), "us-east-1"))])
    return empty


def a_function(of: Deployed, part: str, environ: Mapping[str, str]) -> None:
    """Nobody calls it: its configuration is read."""
    functions, archive = of.client("lambda"), io.BytesIO()
    role = functions.get_function_configuration(FunctionName=f"{of.name}-recorder")["Role"]
    with zipfile.ZipFile(archive, "w") as code:
        code.writestr("part.py", "")
    functions.create_function(
        FunctionName=f"{of.name}-{part}", Runtime="python3.13", Role=role, Handler="part.handle",
        Code={"ZipFile": archive.getvalue()}, Environment={"Variables": environ})


def a_notifier(of: Deployed) -> None:
    """Its function, its configuration and its state, as far as they are read."""
    bucket = deployed.bucket(of.name)
    a_function(of, "notifier", {"BUCKET": bucket, "CONFIG_KEY": "notifier/config.json"})
    of.client("s3").put_object(Bucket=bucket, Key="notifier/config.json", Body=b"{}")
    of.client("dynamodb").create_table(
        TableName=f"{of.name}-alert-state", BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "key", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "key", "KeyType": "HASH"}])


def beat(at: datetime, region: str) -> Event:
    made = event("key-deletion", at, random.Random(str(at)))
    made["region"] = made["detail"]["awsRegion"] = region
    return made


def test_each_place_is_told_with_its_last_beat(beating: Deployed, serving: Serving) -> None:
    with serving(beating) as site:
        told = site.get("api/heartbeats").json()
    assert told["minutes"] == 15
    places = {one["place"]: one for one in told["places"]}
    assert {name: one["silent"] for name, one in places.items()} == {
        HERE: False, GONE: True, NEVER: True}
    assert 30 <= places[HERE]["seconds"] < 600
    assert (places[NEVER]["last"], places[NEVER]["seconds"]) == ("", None)


def test_a_stack_without_a_heartbeat_has_no_places(empty: Deployed, serving: Serving) -> None:
    with serving(empty) as site:
        assert site.get("api/heartbeats").json() == {"minutes": 0, "places": []}


def test_a_reader_may_read_what_health_says_of_heartbeat_and_notifier(beating: Deployed) -> None:
    a_notifier(beating)
    facts = gather(discover(beating.name, beating.client), reader_of(beating))
    assert facts.heartbeat is not None
    assert facts.heartbeat.silent == (NEVER, GONE)
    assert facts.notifier == NotifierFacts("Active", age=0, errors=0, untold=0, snoozes=(),
                                           staged=())


@pytest.mark.slow
def test_the_page_lists_silent_places_first(browser: Browser, beating: Deployed, serving: Serving
                                            ) -> None:
    with serving(beating) as site, context(browser) as tab:
        tab.goto(f"{site.address}alerts")
        listed = tab.locator("#beats-rows tr")
        expect(listed).to_have_count(3, timeout=SLOW)
        assert [text.split("\t")[:2] for text in listed.all_inner_texts()] == [
            [NEVER, "silent"], [GONE, "silent"], [HERE, "beats"]]
        expect(tab.locator("#beats-said")).to_contain_text("every 15 minutes")
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
