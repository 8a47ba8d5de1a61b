"""How many records a second `backtest` reads with a hundred watches, and whether memory grows.

`python -m bench.backtest [--records N] [--rounds N]`. The records are JSON lines of a hundred
services, of which some fire; times are those of the whole command, started cold.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from eventbridge_notifier import aws

from bench.generate import COMMAND, ROOT, best, calls, spec

WATCHES, BAR = 100, 40_000


def lines() -> list[str]:
    """A thousand records as CloudTrail writes them."""
    several = [one for one, _ in zip(calls(), range(1_000), strict=False)]
    return [json.dumps(aws.event(service, name)["detail"]) for service, name, _ in several]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "watches.yaml").write_text(spec(WATCHES))
        some = lines()
        costs = {}
        for count in (1_000, options.records):
            log = folder / "log.jsonl"
            log.write_text("".join(f"{one}\n" for one in some) * (count // 1_000))
            costs[count] = best(options.rounds, *COMMAND, "backtest", folder / "watches.yaml", log,
                                cwd=ROOT)
    few, many = costs.values()
    more = options.records - 1_000
    print(f"{more / (many.wall - few.wall):,.0f} records a second by the clock, "
          f"{more / (many.cpu - few.cpu):,.0f} of processor time ({WATCHES} watches, "
          f"{sum(map(len, some)) // len(some):,} bytes a record); bar {BAR:,}")
    print(f"{few.peak:,.0f} MiB at the peak for 1,000 records, {many.peak:,.0f} MiB for "
          f"{options.records:,}")


if __name__ == "__main__":
    main()
