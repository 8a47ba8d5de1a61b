"""Prints records a second and the most memory at a tenth, a half and all of a day of events.

    python -m bench.reconcile            10,000,000 records, of which one in a hundred is watched
    python -m bench.reconcile 100000
"""

from __future__ import annotations

import resource
import sys
import time

from bench.reconcile.day import reconciled

EVENTS = 10_000_000


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS
    for part in (count // 10, count // 2, count):
        start = time.monotonic()
        run = reconciled(part)
        seconds = time.monotonic() - start
        held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        tally = run.tallies["root"]
        print(f"{part:>12,} records: {part / seconds:>9,.0f}/s, {held:,.0f} MB at most; "
              f"{tally.expected:,} expected, {tally.missing:,} missing", flush=True)


if __name__ == "__main__":
    main()
