"""How long `--help` of each command takes: what people wait for most, and shells complete by.

`python -m bench.help [--rounds 5] [--json]`. Best of the rounds, from the start of the process to
its end; `processor` is what of it was spent in this process, and depends less on what else the
machine does.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from typing import NamedTuple

from eventbridge_notifier.cli.main import COMMANDS
from rich.console import Console
from rich.progress import track
from rich.table import Table

LIMIT = 200  # milliseconds


class Spent(NamedTuple):
    """Milliseconds of a run."""

    wall: float
    processor: float


def run(command: str) -> Spent:
    """One start of the command with `--help`."""
    words = [sys.executable, "-m", "eventbridge_notifier", *command.split(), "--help"]
    before, start = _processor(), time.perf_counter()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    return Spent((time.perf_counter() - start) * 1000, (_processor() - before) * 1000)


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measured(rounds: int) -> dict[str, Spent]:
    """Command -> the best of its rounds; "" is the program itself."""
    found: dict[str, list[Spent]] = {}
    commands = ["", *COMMANDS] * rounds
    for command in track(commands, "starting", transient=True, console=Console(stderr=True)):
        found.setdefault(command, []).append(run(command))
    return {command: Spent(min(one.wall for one in runs), min(one.processor for one in runs))
            for command, runs in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = measured(given.rounds)
    if given.json:
        print(json.dumps({command: spent._asdict() for command, spent in found.items()}))
        return
    table = Table("command", "wall, ms", "processor, ms", title=f"--help, at most {LIMIT} ms")
    for command, spent in found.items():
        mark = "" if spent.wall <= LIMIT else "[red]"
        table.add_row(command or "(none)", f"{mark}{spent.wall:.0f}", f"{spent.processor:.0f}")
    Console().print(table)


if __name__ == "__main__":
    main()
