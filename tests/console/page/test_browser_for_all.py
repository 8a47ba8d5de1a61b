"""The page on a phone, in the dark, and for those who do not see it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.console.browser import SLOW, context, rows
from tests.console.conftest import Deployed
from tests.console.page.site import Site

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True,
                         "is_mobile": True}


@pytest.mark.slow
@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, PHONE], ids=str)
def test_nobody_is_shut_out(browser: Browser, page: Site, here: Deployed,
                            options: dict[str, Any]) -> None:
    """axe-core finds nothing serious on any page, in any light, at any width."""
    made = here.stored[-1][1]
    id = made["detail"].get("eventID", made["id"])
    who = urlencode({"actor": "arn:aws:iam::123456789012:user/alice"})
    resource = urlencode({"resource": "arn:aws:s3:::reports-7"})
    with context(browser, **options, bypass_csp=True) as tab:
        for path, ready in (("", "a.row"), (f"event?id={id}", "article h1"), ("try", "textarea"),
                            ("watches", "#watches h2"), ("health", "[data-check]"),
                            ("?q=nobody-at-all", ".nothing"), ("resources", "a.row"),
                            (f"resource?{resource}", "#story a"), ("people", "a.row"),
                            (f"person?{who}", "a.row"), ("alerts", ".nothing")):
            tab.goto(page.address + path)
            expect(tab.locator(ready).first).to_be_visible(timeout=SLOW)
            check_accessible(tab)


def check_accessible(tab: Page) -> None:
    tab.wait_for_timeout(300)
    found = Axe().run(tab).response["violations"]
    serious = [f"{one['id']}: {one['nodes'][0]['html']}" for one in found
               if one["impact"] in ("serious", "critical")]
    assert not serious, (tab.url, serious)


@pytest.mark.slow
def test_a_phone_shows_everything_in_its_width(browser: Browser, page: Site) -> None:
    with context(browser, **PHONE) as tab:
        for path in ("", "watches", "try", "health", "resources", "people", "alerts"):
            tab.goto(page.address + path)
            tab.wait_for_timeout(2_000)
            assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        tab.goto(page.address)
        rows(tab).first.tap()
        expect(tab.locator("article h1")).to_be_visible(timeout=SLOW)
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
