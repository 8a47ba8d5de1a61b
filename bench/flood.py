"""A flood: 5,000 events a second for five minutes, in the module's ways and in the one before.

`python -m bench.flood [--rate 5000] [--seconds 300] [--json]`. What is simulated, and by which
limits: bench/flood_parts/model.py. `--sandbox` holds it against the sandbox at a hundredth of
the load, with its limits switched on. Exits with 1 where a bar is missed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace

from rich.console import Console
from rich.table import Table

from bench.flood_parts.model import COLD_UNITS, Flood, Layout, Model, Result

WARM_UNITS = 12_000
# Pre-warming is charged once: the units above the 4,000 that a table starts with, at the price of
# as many provisioned for an hour (DynamoDB developer guide, "warm throughput"; price: third-party
# pages of 2026). The table, and each of its three indexes.
USD_A_UNIT = 0.00065
TABLES = 4

BY_QUEUE = Layout("queue, warm table", by_queue=True, warm_units=WARM_UNITS)
LAYOUTS = (
    BY_QUEUE,
    replace(BY_QUEUE, name="queue, cold table", warm_units=COLD_UNITS),
    replace(BY_QUEUE, name="queue, account of 10", account=10, others=4.0),
    replace(BY_QUEUE, name="queue, 750 deliveries/s (af-south-1)", quota=750.0),
    replace(BY_QUEUE, name="direct, warm table", by_queue=False),
    replace(BY_QUEUE, name="direct, cold table", by_queue=False, warm_units=COLD_UNITS),
    replace(BY_QUEUE, name="before: direct, one key a day", by_queue=False, patience=29.5, keys=1,
            warm_units=COLD_UNITS),
    replace(BY_QUEUE, name="before: queue, unbounded", keys=1, warm_units=COLD_UNITS,
            concurrency=1_000, batch=25),
)


def warm_cost(units: int = WARM_UNITS) -> float:
    """USD, once."""
    return (units - COLD_UNITS) * USD_A_UNIT * TABLES


def verdicts(layout: Layout, result: Result) -> Iterator[tuple[str, bool]]:
    """The bars of a row of the module's defaults in words, and whether each is met. The backlog's
    is for a warm table; the others' time is only shown beside it."""
    if layout.name.startswith(("before", "direct")):
        return
    yield (f"{layout.name}: 0 lost, 0 dead letters, at most 50 executions",
           not result.waiting and not result.sinks and result.most <= 50)
    if layout is BY_QUEUE:
        yield f"{layout.name}: backlog gone within 10 minutes", result.gone <= 600


def shown(rows: list[tuple[Layout, Result]], flood: Flood) -> Table:
    table = Table(title=f"{flood.rate:,.0f} events a second for {flood.seconds:,.0f} s")
    for name in ("layout", "recorded", "in sinks", "lost", "executions", "refused receives",
                 "backlog gone after"):
        table.add_column(name, justify="left" if name == "layout" else "right")
    for layout, one in rows:
        table.add_row(layout.name, f"{one.recorded:,}", f"{one.sinks:,}", f"{one.waiting:,}",
                      f"{one.most:,}", f"{one.refused:,}", f"{one.gone / 60:.1f} min")
    return table


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.flood", description=__doc__)
    parser.add_argument("--rate", type=float, default=Flood.rate)
    parser.add_argument("--seconds", type=float, default=Flood.seconds)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--sandbox", action="store_true")
    given = parser.parse_args(arguments)
    if given.sandbox:
        from bench.flood_parts.sandbox import compare
        return compare()
    flood = Flood(given.rate, given.seconds)
    rows = [(layout, Model(layout, flood).run()) for layout in LAYOUTS]
    bars = [one for layout, result in rows for one in verdicts(layout, result)]
    if given.json:
        print(json.dumps([{"layout": asdict(layout), **{
            name: value for name, value in asdict(result).items() if name != "delays"}}
            for layout, result in rows], indent=2))
    else:
        console = Console(width=110)
        console.print(shown(rows, flood))
        console.print(f"A warm table takes {WARM_UNITS:,} write units a second from the start, for "
                      f"{warm_cost():.2f} USD once; a cold one {COLD_UNITS:,}.")
    for words, met in bars:
        print(f"{'met   ' if met else 'MISSED'}  {words}", file=sys.stderr)
    return 0 if all(met for _, met in bars) else 1


if __name__ == "__main__":
    sys.exit(main())
