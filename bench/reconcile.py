"""A day of ten million events for `reconcile`: whether time grows with them, and memory does not.

`python -m bench.reconcile [--events N] [--watches N]`. The events come from a generator as
files of 2,000; a table in memory holds all but one in a thousand of those that watches match. Each
size runs in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, cast

from eventbridge_notifier.console.reconcile.reasons import Reasons
from eventbridge_notifier.console.reconcile.recorded import Key, Recorded
from eventbridge_notifier.console.reconcile.run import Reconcile
from eventbridge_notifier.console.reconcile.watches import Matcher, Watched
from eventbridge_notifier.events.log_parts import Part

from bench import pattern_load

ROOT = Path(__file__).parent.parent
IN_A_FILE, DRAWN = 2_000, 4_000
MOST_MIB, MOST_GROWTH = 300, 1.3
"""Of memory at the largest size; and of seconds an event, from a tenth to the whole."""


class Table:
    """Holds every record but one in a thousand."""

    def of(self, keys: Sequence[Key]) -> set[Key]:
        return {key for key in keys if hash(key[0]) % 1_000}


class Nothing:
    """Knows no reason."""

    def of(self, watched: Watched, event: dict[str, Any]) -> str:
        return "not delivered"


def parts(count: int) -> Iterator[Part]:
    """Files of records, of which no two have the same id."""
    drawn = [json.loads(text)["detail"] for text in pattern_load.events(DRAWN, 1)]
    records = ({**drawn[number % DRAWN], "eventID": f"{number:032x}"} for number in range(count))
    for number in range(0, count, IN_A_FILE):
        yield Part(f"file {number}", partial(islice, records, IN_A_FILE), "2026-03-01")


def run(events: int, watches: int) -> dict[str, Any]:
    """Seconds of processor time, MiB at the peak, and what was found."""
    found = Matcher(Watched(name, name, "default", "ENABLED", json.dumps(pattern), "")
                    for name, pattern in pattern_load.rules(str(watches)).items())
    reconcile = Reconcile(found, cast(Recorded, Table()), cast(Reasons, Nothing()),
                          ("2000", "3000"))
    start = time.process_time()
    missing = sum(1 for _ in reconcile.run(parts(events)))
    return {"events": reconcile.read, "seconds": time.process_time() - start, "missing": missing,
            "expected": sum(one.expected for one in reconcile.tallies.values()),
            "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=10_000_000)
    parser.add_argument("--watches", type=int, default=100)
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.once:
        print(json.dumps(run(options.events, options.watches)))
        return
    results = []
    for events in (options.events // 10, options.events):
        command = [sys.executable, "-m", "bench.reconcile", "--once", "--events", str(events),
                   "--watches", str(options.watches)]
        one = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)
        print(f"{one['events']:,} events, {one['expected']:,} records expected, "
              f"{one['missing']:,} missing: {one['seconds']:,.0f} s of processor time, "
              f"{one['peak']:,.0f} MiB at the peak")
        results.append(one)
    tenth, whole = results
    growth = whole["seconds"] / whole["events"] / (tenth["seconds"] / tenth["events"])
    for words, met in ((f"memory: {whole['peak']:,.0f} MiB (at most {MOST_MIB})",
                        whole["peak"] <= MOST_MIB),
                       (f"seconds an event, whole / tenth: {growth:.2f} (at most {MOST_GROWTH})",
                        growth <= MOST_GROWTH)):
        print(f"{'met' if met else 'MISSED'} {words}")


if __name__ == "__main__":
    main()
