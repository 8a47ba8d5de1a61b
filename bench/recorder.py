"""Our recorder beside the recipe that people deploy: Node with aws-sdk v2 and v3, and plain boto3.

`python -m bench.recorder [--rounds 3] [--spread] [--json]`. The committed zip and each handler run
under the same Runtime API and put into the same stand-in for DynamoDB, behind TLS. The Python ones
run by awslambdaric on the system's Python, the Node ones by a loop of the same kind
(bench/recorder_node), for AWS's own client needs a native build. The recipe's handler is
bench/recorder_node/sdk2.js: it makes a connection for each put unless told otherwise, which is the
row "keep-alive", the peer to beat.

What is measured is the functions' own time: the stand-in answers at once (bench/recorder_parts), as
DynamoDB does not, and its own time is in every contestant's figures alike. So batches, which ask
DynamoDB once for 25 events where the recipe asks for each, gain more on AWS than here. A function
and what answers it share one processor: on Lambda it has one, and a hand-over to a processor that
sleeps costs a virtual machine half of what our recorder needs for a put. `--spread` leaves all
processors to them.

Write units are held against the recipe's over created functions, of which the prices speak that the
recorder's layout was held to: its compressed items take half of the recipe's units. Over other
events the bar is what a release may add to a record, one unit, all indexes included. Half of the
recipe's cannot be had there: the recipe takes 2.17 units for a real record on average, an item one
at least, and some are larger however they are compressed. Over those records the layout of release
0.1 takes 0.53 of the recipe's, today's takes 0.59, and with none of the attributes that were added
since it would still be 0.54.

Every figure is the best of the rounds, in which the contestants take turns: what else the machine
does only ever slows down. What a share of a processor is, and how it is enforced:
bench/recorder_parts/share.py. A function starts with a whole one.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Iterator
from itertools import cycle
from typing import NamedTuple

from rich.console import Console
from rich.progress import track
from rich.table import Table

from bench.recorder_parts.contestants import (
    BASE,
    KEPT_ALIVE,
    OURS,
    SCRATCH,
    ZIP,
    Contestant,
    contestants,
    environ,
    python,
)
from bench.recorder_parts.endpoint import Endpoint, endpoint
from bench.recorder_parts.events import created, varied
from bench.recorder_parts.function import Function, function
from bench.recorder_parts.share import means, on_one_processor, processors, slowed
from bench.recorder_parts.units import Units, units

MEMORIES = (128, 512)  # MB
BATCHES = (10, 100)
RATES = ("puts", "batch_10", "batch_100")  # the more the better
SECONDS = 1.0  # of each stretch of puts
WARM = 5  # invokes at a share

Figures = dict[str, float]
Verdict = tuple[str, str, str, bool]


class Bar(NamedTuple):
    """`measure` of ours divided by the peer's is at most, or at least, `limit`."""

    words: str
    measure: str
    limit: float
    most: bool
    peer: str = BASE


BARS = (
    Bar("start to second put", "start", 0.6, True),
    Bar("first invoke at 128 MB", "first_128", 0.05, True),
    Bar("warm puts per second", "puts", 6, False),
    Bar("batches of 100", "batch_100", 10, False),
    Bar("warm puts per second, beside keep-alive", "puts", 2.5, False, KEPT_ALIVE),
    Bar("batches of 100, beside keep-alive", "batch_100", 5, False, KEPT_ALIVE),
)
PRICED = "created functions"
MORE_UNITS = 1  # a record, than release 0.1 wrote
UNITS_BAR, ZIP_BAR = 0.5, 160


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--spread", action="store_true", help="on all processors, not on one")
    asked.add_argument("--json", action="store_true", help="figures for scripts")
    said = asked.parse_args()
    SCRATCH.mkdir(parents=True, exist_ok=True)
    load = os.getloadavg()[0]
    if not said.spread:
        on_one_processor()
    rivals = contestants()
    with endpoint(SCRATCH) as there:
        found = _measured(rivals, there, said.rounds)
    what, events = varied()
    stored = {PRICED: units(created(200)), f"{len(events)} {what}": units(events)}
    verdicts = list(_verdicts(found, stored))
    if said.json:
        print(json.dumps({"figures": found, "bars": verdicts, "load": load, "units": {
            over: [one._asdict() for one in rows] for over, rows in stored.items()}}, indent=2))
    else:
        _print(rivals, found, load)
        for over, rows in stored.items():
            _print_units(rows, over)
        _print_bars(verdicts)
    return 0 if all(row[3] for row in verdicts) else 1


def _measured(rivals: list[Contestant], there: Endpoint, rounds: int) -> dict[str, Figures]:
    taken: dict[str, list[Figures]] = {one.name: [] for one in rivals}
    turns = [one for _ in range(rounds) for one in rivals]
    for one in track(turns, "rounds", console=Console(stderr=True), transient=True):
        taken[one.name].append(_once(one, there))
    return {name: {measure: _best(measure, [row[measure] for row in rows]) for measure in rows[0]}
            for name, rows in taken.items()}


def _best(measure: str, values: list[float]) -> float:
    return max(values) if measure in RATES else min(values)


def _once(one: Contestant, there: Endpoint) -> Figures:
    """All measures of a contestant, once."""
    events = created(200)
    singles = [one.one(event) for event in events]
    around = environ(one, there.url, there.bundle)
    figures: Figures = {}
    there.forget()
    with function(one.command, one.folder, around, singles[:2]) as running:
        running.ready()
        figures["start"] = there.arrivals[1] - running.started
        figures["puts"], figures["cpu_ms"] = _rate(running, there, singles, 1)
        for size in BATCHES:
            batches = [one.batch(events[at:at + size]) for at in range(0, len(events), size)]
            figures[f"batch_{size}"], _ = _rate(running, there, batches, size)
        figures["memory"] = running.memory()
    for memory in MEMORIES:
        with function(one.command, one.folder, around) as running:
            running.ready()
            with slowed(running.pid, memory):
                first, *warm = running.run(singles[:1 + WARM])
        figures[f"first_{memory}"], figures[f"warm_{memory}"] = first, statistics.median(warm)
    return figures


def _rate(running: Function, there: Endpoint, payloads: list[bytes], size: int
          ) -> tuple[float, float]:
    """Events stored in a second, and milliseconds of a processor for each."""
    running.run(payloads[:max(2, 20 // size)])  # warm
    there.forget()
    before, began = running.cpu(), time.perf_counter()
    invokes = len(running.run(_lasting(payloads)))
    elapsed, worked = time.perf_counter() - began, running.cpu() - before
    if there.stored() != invokes * size:
        raise RuntimeError(f"{invokes * size} events went in, {there.stored()} were stored")
    return invokes * size / elapsed, worked * 1000 / (invokes * size)


def _lasting(payloads: list[bytes]) -> Iterator[bytes]:
    end = time.perf_counter() + SECONDS
    for payload in cycle(payloads):
        if time.perf_counter() > end:
            return
        yield payload


def _verdicts(found: dict[str, Figures], stored: dict[str, list[Units]]) -> Iterator[Verdict]:
    """What is asked, what was measured, the bar, and whether it is met."""
    for bar in BARS:
        ratio = found[OURS][bar.measure] / found[bar.peer][bar.measure]
        met = ratio <= bar.limit if bar.most else ratio >= bar.limit
        yield bar.words, f"{ratio:.3g}", f"at {'most' if bar.most else 'least'} {bar.limit:g}", met
    recipe, *_, compressed = stored[PRICED]
    ratio = compressed.table / recipe.table
    yield (f"write units, compressed: {PRICED}", f"{ratio:.2f}", f"at most {UNITS_BAR:g}",
           ratio <= UNITS_BAR)
    for over, (_, *ours) in stored.items():
        for before, now in zip(ours[::2], ours[1::2], strict=True):
            more = now.table + now.indexes - before.table - before.indexes
            yield (f"more write units, {now.name}: {over}", f"{more:+.2f}",
                   f"at most {MORE_UNITS:g}", more <= MORE_UNITS)
    size = ZIP.stat().st_size / 1024
    yield "zip", f"{size:.0f} KB", f"at most {ZIP_BAR} KB", size <= ZIP_BAR


COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("start to\n2nd put, s", "start", ".2f"),
    ("first invoke,\n128 MB, s", "first_128", ".3f"), ("warm,\n128 MB, s", "warm_128", ".3f"),
    ("first invoke,\n512 MB, s", "first_512", ".3f"), ("warm,\n512 MB, s", "warm_512", ".3f"),
    ("puts/s", "puts", ",.0f"), ("CPU ms\na put", "cpu_ms", ".2f"),
    ("events/s in\ntens", "batch_10", ",.0f"), ("events/s in\nhundreds", "batch_100", ",.0f"),
    ("memory,\nMB", "memory", ".0f"))


def _print(rivals: list[Contestant], found: dict[str, Figures], load: float) -> None:
    title = (f"recorder: {processors()}, {python()}, load {load:.1f} before; shares "
             f"by {means()}")
    table = Table("", *(words for words, _, _ in COLUMNS), "zip, KB", title=title,
                  title_justify="left")
    for one in rivals:
        table.add_row(one.name, *(f"{found[one.name][measure]:{form}}" for _, measure, form in
                                  COLUMNS), f"{one.zipped() / 1024:,.0f}")
    _console().print(table)


def _print_units(stored: list[Units], what: str) -> None:
    table = Table("", "write units,\nthe table's", "with all\nindexes",
                  "USD for a\nmillion events", title_justify="left",
                  title=f"write units over {what}")
    for one in stored:
        table.add_row(one.name, f"{one.table:.2f}", f"{one.table + one.indexes:.2f}",
                      f"{one.dollars:.2f}")
    _console().print(table)


def _print_bars(verdicts: list[Verdict]) -> None:
    table = Table("", "measured", "bar", "", title=f"{OURS} beside {BASE}", title_justify="left")
    for words, measured, bar, met in verdicts:
        table.add_row(words, measured, bar, "met" if met else "MISSED")
    _console().print(table)


def _console() -> Console:
    return Console(highlight=False, width=None if sys.stdout.isatty() else 150)


if __name__ == "__main__":
    sys.exit(main())
