"""Records of the old shape are filled in while new ones arrive and all of them are looked for.

`python -m bench.reindex [--records 20000] [--rate 200] [--json]`. So many records as older releases
wrote them lie in a table (bench/reindex_parts/table.py). One thread fills them in as `records
reindex` does, `rate` a second; one stores what the recorder makes of new events; meanwhile records
are read by every option in turns, until the last one is filled in. Whatever was stored when a
reading began must be in it, once, and nothing else but what came meanwhile. A reading by an
option is of six hours: where old records cannot answer, their events are read.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from itertools import count, cycle
from typing import Any

from eventbridge_notifier.console.records.filters import ARN, Filters
from eventbridge_notifier.console.records.reindex import FILLED
from eventbridge_notifier.console.records.window import Window
from rich.console import Console
from rich.progress import Progress
from rich.table import Table as Shown

from bench.reindex_parts.moving import EVERYTHING, NOW, SPAN, Moving
from tests.console.events import REGION, events

SHORT = timedelta(hours=6)
ARRIVING = 20  # new records a second

# What one may look by, as options of `records`; a whole ARN comes to them.
OPTIONS = {
    "": Filters(),
    "--id": Filters(id="a"),
    "--watch": Filters(watches=("python38-functions", "failed-sign-ins")),
    "--actor": Filters(actor="alice"),
    "--event": Filters(event="Create"),
    "--account": Filters(account="123456789012"),
    "--region": Filters(region=REGION),
    "--severity": Filters(severity="high"),
    "--resource, a part": Filters(resource=":function"),
    "--change": Filters(change="created"),
    "--outcome": Filters(outcome="failed"),
    "--type": Filters(type="AWS::Lambda::Function"),
    "--ip": Filters(ip="203.0.113.7"),
    "--text": Filters(text="python3.8 createFUNCTION"),
    "--field": Filters(fields=(("runtime", "python3.8"),)),
    "--not": Filters(excluded=(("change", "created"),)),
}


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--records", type=int, default=20_000)
    asked.add_argument("--rate", type=float, default=200, help="records filled in a second")
    asked.add_argument("--json", action="store_true", help="figures for scripts")
    said = asked.parse_args()
    moving, began = Moving(), time.monotonic()
    with Progress(console=Console(stderr=True), transient=True) as progress:
        moving.store(progress.track(events(said.records, NOW, SPAN, seed=1), said.records,
                                    description="records of the old shape"), old=True)
        options = _options(moving)
        filled = _filled_in_under_a_stream(moving, options, said.records, said.rate, progress)
    for option, filters in options.items():
        moving.look(option, filters, EVERYTHING)
    _settled(moving)
    figures = {"records": said.records, "filled": filled,
               "arrived": len(moving.books.stored) - said.records,
               "readings": moving.books.readings, "found": moving.books.found,
               "wrong": moving.books.wrong, "seconds": round(time.monotonic() - began)}
    print(json.dumps(figures, indent=2)) if said.json else _print(figures)
    return 0 if not moving.books.wrong and filled == said.records else 1


def _options(moving: Moving) -> dict[str, Filters]:
    """OPTIONS, and one by the resource of which there are most records."""
    named = Counter(record["resource"] for record in moving.books.stored.values()
                    if record.get("resource", "").startswith(ARN))
    return OPTIONS | {"--resource, whole": Filters(resource=named.most_common(1)[0][0])}


def _filled_in_under_a_stream(moving: Moving, options: dict[str, Filters], records: int,
                              rate: float, progress: Progress) -> int:
    """How many records were filled in."""
    task = progress.add_task("filled in", total=records)

    def fill() -> int:
        filled = 0
        for page in moving.reindex(rate).pages():
            filled += sum(one.state == FILLED for one in page.outcomes)
            progress.update(task, completed=filled)
        return filled

    dice = random.Random(1)
    with _stream(moving), ThreadPoolExecutor(1) as pool:
        filling = pool.submit(fill)
        for option, filters in cycle(options.items()):
            if filling.done():
                return filling.result()
            end = NOW - (SPAN - SHORT) * dice.random()
            moving.look(option, filters, Window(end - SHORT, end) if option else EVERYTHING)
    raise AssertionError("there are options")


@contextmanager
def _stream(moving: Moving) -> Iterator[None]:
    """New records arrive meanwhile."""
    over = threading.Event()

    def arrive() -> None:
        for seed in count(2):
            moving.store(events(1, NOW, SPAN, seed=seed), old=False)
            if over.wait(1 / ARRIVING):
                return

    with ThreadPoolExecutor(1) as pool:
        arriving = pool.submit(arrive)
        try:
            yield
        finally:
            over.set()
        arriving.result()


def _settled(moving: Moving) -> None:
    """Afterwards nothing is left to do, and the sparse index has all that it should."""
    wrong = moving.books.wrong
    if left := [one for page in moving.reindex(1e6).pages() for one in page.outcomes]:
        wrong.append(f"{len(left)} are not of today's shape: {left[0]}")
    if differ := moving.dynamodb.entries("by_resource") ^ moving.dynamodb.having("resource"):
        wrong.append(f"{len(differ)} differ in the index by resource: {min(differ)}")


def _print(figures: dict[str, Any]) -> None:
    shown = Shown("option", "readings", "records found", title_justify="left", title=(
        f"{figures['filled']:,} of {figures['records']:,} records filled in while "
        f"{figures['arrived']:,} arrived; {figures['seconds']} s"))
    for option, readings in figures["readings"].items():
        shown.add_row(option or "none", f"{readings:,}", f"{figures['found'][option]:,}")
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 120)
    console.print(shown)
    console.print("\n".join(figures["wrong"][:20]) or "none lost, none twice, none not asked for")


if __name__ == "__main__":
    sys.exit(main())
