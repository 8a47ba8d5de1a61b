"""How many records a second `backtest` reads with 1,000 watches, beside Sigma rules on SQLite and
DuckDB; and whether memory grows with the log.

`python -m bench.backtest [--records N] [--rounds N] [--before COMMIT] [--stream GB]`. The records
are JSON lines of a hundred services; one in a hundred fires. Times are those of the whole command,
less those of the same command with few records. `--before` measures the code of a commit in the
same run; `--stream` pipes so many gigabytes from a generator into the command.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from eventbridge_notifier import aws
from eventbridge_notifier.diagnostics.finding import errors
from eventbridge_notifier.pipeline.generate import compile_texts

from bench.beside import backtest_rivals as rivals
from bench.beside.before import checkout
from bench.generate import COMMAND, HOME, LAUNCHER, ROOT, Cost, best, calls, watch

WATCHES, FEW, OF_RIVALS = 1_000, 1_000, 5_000
BEFORE, SIGMA = 2, 5
"""At least so many times the records a second of the code before, and of Sigma on SQLite."""


def watches() -> dict[str, dict[str, Any]]:
    """A thousand that have no error, on as many calls."""
    several = {f"w{number:04}": watch(*call)
               for number, call in zip(range(WATCHES + 100), calls(), strict=False)}
    text = yaml.safe_dump({"version": 1, "home_region": HOME, "watches": several})
    bad = {one.watch for one in errors(compile_texts([("w.yaml", text)]).findings)}
    sound = [name for name in several if name not in bad][:WATCHES]
    return {name: several[name] for name in sound}


def lines(some: dict[str, dict[str, Any]], count: int) -> Iterator[str]:
    """Records as CloudTrail writes them, no two alike; one in a hundred fires."""
    draw = random.Random(1)
    records = [(aws.event(*one["on"].split(":"))["detail"], next(iter(one["where"])))
               for one in some.values()]
    for number in range(count):
        record, path = records[draw.randrange(len(records))]
        record = {**record, "eventID": f"{draw.getrandbits(128):032x}",
                  "sourceIPAddress": f"10.{draw.randrange(256)}.{draw.randrange(256)}.7",
                  "eventTime": f"2026-03-{1 + number * 27 // count:02}T{number % 24:02}:00:00Z"}
        if number % 100 == 0:
            outer, name = path.split(".")
            record[outer] = {**(record[outer] or {}), name: f"prod-{number}"}
        yield json.dumps(record, separators=(",", ":")) + "\n"


def rate(spec: Path, some: dict[str, dict[str, Any]], records: int, rounds: int,
         **environment: str) -> tuple[float, float, Cost]:
    """Records a second by the clock and of processor time, and what the longest run took."""
    costs = {}
    for count in (FEW, records):
        log = spec.with_name("log.jsonl")
        with log.open("w", encoding="utf-8") as file:
            file.writelines(lines(some, count))
        costs[count] = best(rounds, *COMMAND, "backtest", spec, log, cwd=ROOT, **environment)
    few, many = costs.values()
    more = records - FEW
    return more / (many.wall - few.wall), more / (many.cpu - few.cpu), many


def compare(folder: Path, options: argparse.Namespace) -> None:
    some = watches()
    spec = folder / "watches.yaml"
    spec.write_text(yaml.safe_dump({"version": 1, "home_region": HOME, "watches": some}))
    clock, processor, cost = rate(spec, some, options.records, options.rounds)
    print(f"today: {clock:,.0f} records a second by the clock, {processor:,.0f} of processor time; "
          f"{cost.peak:,.0f} MiB at the peak of the first process")
    if options.before:
        path = str(checkout(options.before))
        old, old_processor, _ = rate(spec, some, options.records, options.rounds, PYTHONPATH=path)
        print(f"{options.before}: {old:,.0f} by the clock, {old_processor:,.0f} of processor time")
        judge(f"today / {options.before}, by the clock", clock / old, BEFORE)
    log = folder / "few.jsonl"
    with log.open("w", encoding="utf-8") as file:
        file.writelines(lines(some, OF_RIVALS))
    queries = rivals.sigma_sql(some)
    for name, run in (("Sigma on SQLite", rivals.sqlite), ("DuckDB", rivals.duckdb)):
        seconds, found = run(log, queries)
        print(f"{name}: {OF_RIVALS / seconds:,.0f} of processor time ({found} matches)")
        if run is rivals.sqlite:
            judge("today / Sigma on SQLite, of processor time", processor * seconds / OF_RIVALS,
                  SIGMA)


def judge(words: str, times: float, bar: float) -> None:
    print(f"{'met' if times >= bar else 'MISSED'} {words}: {times:,.1f} times (at least {bar})")


def stream(folder: Path, gigabytes: float) -> None:
    """Pipes JSON lines into the command, which reads them as they come."""
    some = watches()
    spec = folder / "watches.yaml"
    spec.write_text(yaml.safe_dump({"version": 1, "home_region": HOME, "watches": some}))
    text = "".join(lines(some, 20_000)).encode()
    for size in (gigabytes / 10, gigabytes):
        times = max(1, round(size * 1e9 / len(text)))
        said = folder / "said"
        command = [sys.executable, "-S", "-c", LAUNCHER, said, *COMMAND, "backtest", spec, "-"]
        child = subprocess.Popen([*map(str, command)], stdin=subprocess.PIPE,
                                 stdout=subprocess.PIPE, cwd=ROOT)
        assert child.stdin
        for _ in range(times):
            child.stdin.write(text)
        child.stdin.close()
        code, wall, cpu, peak = json.loads((child.stdout or said.open("rb")).read())
        print(f"{times * len(text) / 1e9:,.2f} GB in {wall:,.0f} s ({cpu:,.0f} s of processor "
              f"time), {peak:,.0f} MiB at the peak of the first process"
              + (f"; it ended with {code}: {said.read_text()[-500:]}" if code else ""))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=400_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--before", metavar="COMMIT")
    parser.add_argument("--stream", type=float, metavar="GB")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        if options.stream:
            stream(Path(name), options.stream)
        else:
            compare(Path(name), options)


if __name__ == "__main__":
    main()
