"""How quickly records are found among many: the command, the page, and requests to the table.

`python -m bench.records [--records 100000] [--json]`. The records are made by the recorder's own
code and lie in a stand-in for DynamoDB (bench/records/table.py) that answers in milliseconds; own
time is what passes less what that stand-in takes. The page is opened in Chromium. As many records a
day lie in a table that goes back ten times as far: the same windows take the same requests.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache, partial
from typing import Any

import boto3
from eventbridge_notifier.console.records.filters import Filters
from eventbridge_notifier.console.records.table import Table
from eventbridge_notifier.console.records.window import last
from eventbridge_notifier.console.web.server import serve
from eventbridge_notifier.record_format.shards import shards
from recorder.item import Item, Storage
from rich.console import Console
from rich.progress import track
from rich.table import Table as Shown

from bench.records.table import Stored, serving
from tests.console.browser import chromium
from tests.console.deployed import NAME, an_item
from tests.console.events import REGION, events

DENSITY = 3_333  # records a day
WATCH = "open-security-groups"
SHARDS = "day=12,watch=12,resource=4"  # the module's defaults
WINDOWS = ("15m", "1h", "6h", "24h", "2d")
ROUNDS = 5
# The command line, which says at its end how many kilobytes it had at most.
MEASURED = """
import atexit, re, sys
from pathlib import Path
atexit.register(lambda: print(re.search(
    r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1], file=sys.stderr))
from eventbridge_notifier.cli.main import main
main()
"""
# When a mark of the page was first made, in seconds since the click; waits for the next frame.
MARKED = """(mark) => new Promise((tell) => requestAnimationFrame(() =>
  tell(performance.getEntriesByName(mark)[0].startTime / 1000)))"""
# What the bars are: seconds, megabytes, seconds.
OWN_TIME, MEMORY, FIRST_VIEW, FACETS, SEARCH = 1.5, 150, 0.5, 1.0, 1.5
WORDS = "python3.8 report"  # that no list shows and a watch records: each item must be read
ENVIRON = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_REGION": REGION,
           "AWS_DEFAULT_REGION": REGION, "AWS_EC2_METADATA_DISABLED": "true"}


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--records", type=int, default=100_000)
    asked.add_argument("--json", action="store_true", help="figures for scripts")
    said = asked.parse_args()
    now = datetime.now(UTC)
    sizes = (said.records // 10, said.records)
    since = last("25h", now).bounds[0]
    tables = {size: Stored(_items(size, now), SHARDS, since) for size in sizes}
    figures = {"records": said.records, **_command(tables[said.records]),
               **_search(tables[said.records], now),
               **_page(tables[said.records]),
               "requests": {size: _requests(stored, now) for size, stored in tables.items()}}
    if said.json:
        print(json.dumps(figures, indent=2))
    else:
        _print(figures)
    return 0 if all(figures[name] < bar for name, (bar, _) in BARS.items()) else 1


def _items(count: int, now: datetime) -> Iterator[Item]:
    made = events(count, now, timedelta(days=count / DENSITY))
    for watch, event in track(made, f"{count:,} records", total=count,
                              console=Console(stderr=True), transient=True):
        yield an_item(watch, event, Storage(shards=shards(SHARDS)))


def _command(stored: Stored) -> dict[str, Any]:
    """`records --watch x --since 1h` as a process of its own; the median of some rounds."""
    own, memory, found = [], 0, 0
    with serving(stored) as url:
        for _ in range(ROUNDS):
            stored.reset()
            began = time.perf_counter()
            done = subprocess.run(
                [sys.executable, "-c", MEASURED, "records", "--watch", WATCH, "--since", "1h"],
                env={**os.environ, **ENVIRON, "AWS_ENDPOINT_URL": url}, capture_output=True,
                text=True, check=True)
            own.append(time.perf_counter() - began - stored.busy)
            memory = max(memory, int(done.stderr.split()[-1]))
            found = len(done.stdout.splitlines()) - 1
    return {"found": found, "own_time_s": round(statistics.median(own), 3),
            "memory_mb": round(memory / 1024, 1)}


def _page(stored: Stored) -> dict[str, Any]:
    """Seconds from the arrival of the data to the list on the screen, and from the click on."""
    after, counted, whole = [], [], []
    with serving(stored) as url, chromium() as browser:
        client = lru_cache(maxsize=None)(partial(
            boto3.client, region_name=REGION, endpoint_url=url, aws_access_key_id="key",
            aws_secret_access_key="secret"))
        with serve(client, NAME, table=NAME) as address:
            for _ in range(ROUNDS):
                tab = browser.new_page()
                tab.goto(address)
                tab.locator("a.row").first.wait_for()
                tab.locator("#count:not(:has-text('eading'))").wait_for()
                data, shown, facets = (tab.evaluate(MARKED, mark)
                                       for mark in ("data", "shown", "counted"))
                after.append(shown - data)
                counted.append(facets - data)
                whole.append(shown)
                tab.close()
    return {"first_view_s": round(statistics.median(after), 3),
            "facets_s": round(statistics.median(counted), 3),
            "first_view_since_click_s": round(statistics.median(whole), 3)}


def _search(stored: Stored, now: datetime) -> dict[str, Any]:
    """Words that only items hold, over 24 hours: own time, as that of a command."""
    own, found = [], 0
    with serving(stored) as url:
        client = partial(boto3.client, region_name=REGION, endpoint_url=url,
                         aws_access_key_id="key", aws_secret_access_key="secret")
        for _ in range(ROUNDS):
            table = Table(client, NAME, {"SHARDS": SHARDS})
            stored.reset()
            began = time.perf_counter()
            found = sum(1 for _ in table.records(Filters(text=WORDS), last("24h", now)))
            own.append(time.perf_counter() - began - stored.busy)
    return {"searched_found": found, "search_s": round(statistics.median(own), 3)}


def _requests(stored: Stored, now: datetime) -> dict[str, dict[str, int]]:
    """Requests and records for each window, of one watch and of all."""
    found: dict[str, dict[str, int]] = {}
    with serving(stored) as url:
        client = partial(boto3.client, region_name=REGION, endpoint_url=url,
                         aws_access_key_id="key", aws_secret_access_key="secret")
        table = Table(client, NAME, {"SHARDS": SHARDS})
        for window in WINDOWS:
            row = found[window] = {}
            for name, filters in (("watch", Filters(watches=(WATCH,))), ("all", Filters())):
                stored.reset()
                row[f"{name}_records"] = sum(1 for _ in table.records(filters, last(window, now)))
                row[f"{name}_requests"] = stored.requests
    return found


BARS = {"own_time_s": (OWN_TIME, "s, the command's own time"),
        "memory_mb": (MEMORY, "MB, the command's memory"),
        "first_view_s": (FIRST_VIEW, "s, the page's first rows after the data arrived"),
        "facets_s": (FACETS, "s, the page's first facets after it"),
        "search_s": (SEARCH, "s, own time of a search for words over 24 hours")}


def _print(figures: dict[str, Any]) -> None:
    console = Console(highlight=False)
    bars = Shown("", "measured", "bar", title=f"{figures['records']:,} records, "
                 f"{figures['found']} of the watch in the last hour", title_justify="left")
    for name, (bar, words) in BARS.items():
        verdict = "met" if figures[name] < bar else "MISSED"
        bars.add_row(words, str(figures[name]), f"< {bar}: {verdict}")
    bars.add_row("s, the first view since the click", str(figures["first_view_since_click_s"]), "")
    console.print(bars)
    for size, windows in figures["requests"].items():
        shown = Shown("window", "records of a watch", "requests", "records of all", "requests",
                      title=f"requests with {size:,} records stored", title_justify="left")
        for window, row in windows.items():
            shown.add_row(window, *(f"{row[name]:,}" for name in (
                "watch_records", "watch_requests", "all_records", "all_requests")))
        console.print(shown)


if __name__ == "__main__":
    sys.exit(main())
