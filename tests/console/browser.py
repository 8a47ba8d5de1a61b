"""Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking",
         "--disable-component-update", "--disable-dev-shm-usage", "--no-first-run",
         "--force-color-profile=srgb")


REQUIRED = "BROWSER_REQUIRED"
"""Set where a missing browser is a failure: CI installs one."""


def installed() -> str | None:
    """The path of a browser that the page is tested in."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless browser. Raises FileNotFoundError where none is installed."""
    found = installed()
    if not found:
        raise FileNotFoundError("the page needs Chromium: apt-get install chromium, or say where "
                                "one is in CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()
