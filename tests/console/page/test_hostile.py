"""Records full of tricks, in every view: nothing runs, nothing leads away."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.console.browser import SLOW, context, opened, rows
from tests.console.conftest import Deployed
from tests.console.events import event, user
from tests.console.page.site import Serving

WATCH = "python38-functions"
NASTY = ("<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
         "javascript:alert(1)\u202e\u2066gpj.exe\x1b[2J{{7*7}}")
NASTY_ARN = ("arn:aws:lambda:eu-west-1:123456789012:function:<script>document.title='owned'"
             "</script><img src=x onerror=alert(1)>{{7-7}}")
# Page, what its address asks for, and what shows the tricks.
VIEWS: tuple[tuple[str, dict[str, str], str], ...] = (
    ("watches", {}, "#watches"), ("resources", {}, "#rows"),
    ("resource", {"resource": NASTY_ARN}, "#story"), ("people", {}, "#rows"),
    ("person", {"actor": NASTY}, "#rows"), ("", {"repeats": "1"}, "#rows"),
    ("", {"actor": NASTY, "not": f"region={NASTY}"}, "#chips"))


@pytest.fixture
def address(empty: Deployed, serving: Serving) -> Iterator[str]:
    """The page of a deployment with one record."""
    made = event(WATCH, datetime.now(UTC), random.Random(6), user("eve"), functionName=NASTY)
    made["detail"]["userIdentity"] |= {"arn": NASTY, "userName": NASTY}
    made["detail"] |= {"eventName": NASTY, "userAgent": NASTY, "errorCode": NASTY,
                       "sourceIPAddress": "javascript:document.title='owned'",
                       "resources": [{"ARN": NASTY_ARN, "type": "AWS::Lambda::Function"}]}
    made["region"] = NASTY
    empty.store([(WATCH, made)])
    with serving(empty) as site:
        yield site.address


def test_a_record_full_of_tricks_is_harmless(browser: Browser, address: str) -> None:
    with context(browser) as tab:
        opened(tab, address)
        expect(rows(tab)).to_contain_text("<script>document.title")
        check_harmless(tab)
        tab.locator("#rows").get_by_role("button", name="<script>").first.click()
        expect(tab.get_by_role("menuitem", name="Only this")).to_be_visible()
        check_harmless(tab)
        tab.keyboard.press("Escape")
        rows(tab).click()
        expect(tab.locator("article h1")).to_contain_text("<img src=x", timeout=SLOW)
        check_harmless(tab)
        tab.goto(f"{address}try")
        tab.get_by_label("Event").fill('{"source": "aws.lambda", "detail": {"eventName": "<img>"}}')
        tab.get_by_role("button", name="Explain").click()
        expect(tab.locator("#verdict")).to_contain_text("None of 3", timeout=SLOW)
        check_harmless(tab)


@pytest.mark.slow
def test_it_is_harmless_in_every_other_view(browser: Browser, address: str) -> None:
    with context(browser) as tab:
        for page, query, ready in VIEWS:
            tab.goto(f"{address}{page}?{urlencode(query)}")
            expect(tab.locator(ready)).to_contain_text("<script>", timeout=SLOW)
            check_harmless(tab)


def check_harmless(tab: Page) -> None:
    """Nothing ran, nothing became an element, no link leads away, nothing turns text around."""
    assert tab.title() != "owned"
    assert tab.locator("main img").count() == 0
    assert tab.evaluate("[...document.scripts].every((one) => one.src && !one.textContent)")
    assert tab.evaluate("[...document.links].every((one) => one.origin === location.origin)")
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b]", tab.content())
