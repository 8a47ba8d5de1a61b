"""Debian's Chromium, driven by Playwright, and what is often done with it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking",
         "--disable-component-update", "--disable-dev-shm-usage", "--no-first-run",
         "--force-color-profile=srgb")


SLOW = 120_000  # milliseconds that the sandbox may take to answer, on a busy machine
REQUIRED = "BROWSER_REQUIRED"
"""Set where a missing browser is a failure: CI installs one."""


def installed() -> str | None:
    """The path of a browser that the page is tested in."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@contextmanager
def chromium(*flags: str) -> Iterator[Browser]:
    """A headless browser, with `flags` of the command line besides. Raises FileNotFoundError where
    none is installed."""
    found = installed()
    if not found:
        raise FileNotFoundError("the page needs Chromium: apt-get install chromium, or say where "
                                "one is in CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=[*FLAGS, *flags])
        try:
            yield browser
        finally:
            browser.close()


class context:
    """A tab that remembers every error the page made."""

    def __init__(self, browser: Browser, **options: Any) -> None:
        self._context: BrowserContext = browser.new_context(**options)

    def __enter__(self) -> Page:
        self._errors: list[str] = []
        page = self._context.new_page()
        page.set_default_timeout(SLOW)
        page.on("pageerror", lambda error: self._errors.append(str(error)))
        page.on("console", lambda said: self._errors.append(said.text)
                if said.type == "error" else None)
        return page

    def __exit__(self, kind: object, *_: object) -> None:
        self._context.close()
        assert kind or not self._errors, self._errors


def rows(page: Page) -> Any:
    return page.locator("a.row")


def opened(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("#rows")).to_have_attribute("aria-busy", "false", timeout=SLOW)
    expect(page.locator("#count")).to_have_text(re.compile(r"\d events?$"), timeout=SLOW)
