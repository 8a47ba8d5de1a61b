"""The pictures in docs/pictures: the page, the command line and messages, on a made-up company's
records.

    python -m tools.pictures [DIR]

Needs Chromium. The records are the same each time; their times end now.
"""

from __future__ import annotations

import io
import os
import pty
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from eventbridge_notifier.console.web.server import serve
from eventbridge_notifier.sandbox.app import Sandbox
from playwright.sync_api import Browser, Page
from rich.console import Console
from rich.text import Text

from tests.console import deployed
from tests.console.browser import chromium
from tests.console.events import ACCOUNT, REGION, event, events, user
from tests.console.page import tasks
from tools.message_pictures import message_pictures

PICTURES = Path(__file__).parents[1] / "docs/pictures"
COUNT = 900
WIDE: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 780}, "is_mobile": True,
                         "has_touch": True}
COLUMNS = 136
STORY = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{tasks.STORY}"
PERSON = f"arn:aws:iam::{ACCOUNT}:user/alice"
SESSION = (
    ("records", "--severity", "high", "--since", "6h", "--limit", "8"),
    ("records", "--field", "runtime=python3.8", "--show", "functionName", "--since", "3h",
     "--limit", "4"),
    ("health",),
)
# rich's own page loads a font from elsewhere; this one takes what is there.
SVG = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>.{unique_id}-matrix {{ font: {char_height}px/{line_height}px "DejaVu Sans Mono", monospace;
font-variant-east-asian: full-width; }} {styles}</style>
<defs><clipPath id="{unique_id}-clip-terminal"><rect width="{terminal_width}"
height="{terminal_height}"/></clipPath>{lines}</defs>{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}<g class="{unique_id}-matrix">{matrix}</g></g></svg>
"""


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    with demo() as (sandbox, client), chromium() as browser:
        print("pictures: the page", file=sys.stderr)
        with serve(client) as address:
            page_pictures(browser, address, folder)
        print("pictures: the command line", file=sys.stderr)
        terminal_picture(browser, sandbox, folder)
        print("pictures: messages", file=sys.stderr)
        message_pictures(browser, folder)
    for picture in sorted(folder.glob("*.png")):
        print(f"{picture.name}: {picture.stat().st_size / 1024:.0f} KB")
    return 0


@contextmanager
def demo() -> Iterator[tuple[Sandbox, Any]]:
    """A sandbox with a deployment that is well, and its records."""
    with Sandbox(region=REGION) as sandbox:
        client = lru_cache(maxsize=None)(sandbox.client)
        deployed.deploy(client)
        now = datetime.now(UTC)
        deployed.store(client, events(COUNT, now, timedelta(hours=24)), event_format="compressed")
        wanted = event("python38-functions", now - timedelta(minutes=2), random.Random(38),
                       user("alice"), functionName="report-on-python38")
        deployed.store(client, [("python38-functions", wanted)])
        deployed.store(client, tasks.records(now))
        deployed.keep_well(client)
        yield sandbox, client


def page_pictures(browser: Browser, address: str, folder: Path) -> None:
    """The list in both lights and on a phone, an event, a story, a person, and the watches."""
    for name, options in (("events", WIDE), ("events-dark", WIDE | {"color_scheme": "dark"}),
                          ("events-phone", PHONE)):
        with tab(browser, address, "a.row", options) as page:
            page.locator("#live:has-text('live')").wait_for(state="attached")
            page.locator("#count:not(:has-text('eading'))").wait_for()
            page.screenshot(path=folder / f"{name}.png")
    with tab(browser, address, "a.row", WIDE) as page:
        page.locator("a.row").first.click()
        page.locator("article h1").wait_for()
        page.screenshot(path=folder / "event.png")
    for name, about, ready in (("resource", {"resource": STORY}, "#story a"),
                               ("person", {"actor": PERSON}, "a.row")):
        with tab(browser, f"{address}{name}?{urlencode(about)}", ready, WIDE) as page:
            page.locator("#facts:has-text('reading')").wait_for(state="detached")
            page.screenshot(path=folder / f"{name}.png")
    with tab(browser, f"{address}watches", "#watches h2", WIDE) as page:
        page.screenshot(path=folder / "watches.png")


@contextmanager
def tab(browser: Browser, address: str, ready: str, options: dict[str, Any]) -> Iterator[Page]:
    context = browser.new_context(**options)
    page = context.new_page()
    page.goto(address)
    page.locator(ready).first.wait_for()
    page.locator("[aria-busy=true]").first.wait_for(state="detached")
    yield page
    context.close()


def terminal_picture(browser: Browser, sandbox: Sandbox, folder: Path) -> None:
    """A session at a terminal, as rich draws one."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO())
    for arguments in SESSION:
        console.print(f"[bold]$ eventbridge-notifier {' '.join(arguments)}[/]", highlight=False)
        console.print(Text.from_ansi(printed(sandbox, arguments).rstrip() + "\n"), soft_wrap=True)
    drawn = console.export_svg(title="eventbridge-notifier", code_format=SVG)
    page = browser.new_page(viewport={"width": 1180, "height": 780})
    page.set_content(f'<body style="margin:0">{drawn}</body>')
    page.locator("svg").first.screenshot(path=folder / "terminal.png", omit_background=True)
    page.close()


def printed(sandbox: Sandbox, arguments: tuple[str, ...]) -> str:
    """What a command prints on a terminal of that width."""
    environ = {**os.environ, **sandbox.env(), "COLUMNS": str(COLUMNS), "PAGER": "cat",
               "TERM": "xterm-256color"}
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "eventbridge_notifier", *arguments]
    with subprocess.Popen(command, env=environ, stdout=theirs, stderr=subprocess.DEVNULL):
        os.close(theirs)
        return "".join(chunks(ours)).replace("\r", "")


def chunks(terminal: int) -> Iterator[str]:
    """What arrives at a terminal until the other side hangs up, which Linux calls an error."""
    with os.fdopen(terminal, errors="replace") as reading, suppress(OSError):
        while text := reading.readline():
            yield text


if __name__ == "__main__":
    sys.exit(main())
