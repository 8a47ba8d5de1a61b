"""The pattern engine beside its peers: how many answers are right, and how many events a second.

`make bench`, or `python -m bench.patterns [--rounds N] [--json] [--only moto,ministack] [--before
COMMIT]`. Makes an environment for each peer under .bench/ (a minute or two, once). All engines are
measured in turns, in one run, and the best of all rounds counts; figures are events per second of
one core's time, so that other work on the machine disturbs little. What the events are:
bench/pattern_load.py. Last come inputs made to hurt, and how time grows with their size:
bench/pattern_monsters.py.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import venv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bench import pattern_monsters, pattern_report
from bench.beside.before import checkout

ROOT = Path(__file__).parent.parent
ENVIRONMENTS = ROOT / ".bench"
VECTORS = ROOT.parent / "shared" / "patterns" / "vectors.jsonl"

PEERS = {
    "moto": "moto[events]==5.2.5",
    "localstack": "localstack-core[base-runtime]==2026.3",
    "ministack": "ministack==1.5.33",
}
SCENARIOS = [("1", False), ("100", False), ("100 hard", False), ("1000", False), ("1000", True)]
"""Which rules, and whether the event is handed over as text."""

EVENTS = {"ours": 20_000, "before": 20_000, "ministack": 5_000}
FEW_EVENTS = 200


class Engine:
    """A process that answers requests; see pattern_engines.py."""

    def __init__(self, name: str, python: Path, **environment: str) -> None:
        self.name = name
        ENVIRONMENTS.mkdir(exist_ok=True)
        self.log = ENVIRONMENTS / f"{name}.log"
        with self.log.open("w") as errors:
            self.process = subprocess.Popen([str(python), "-m", "bench.pattern_engines", name],
                                            cwd=ROOT, text=True, stdin=subprocess.PIPE,
                                            env={**os.environ, **environment},
                                            stdout=subprocess.PIPE, stderr=errors)

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            sys.exit(f"bench: {self.name} has ended; see {self.log.relative_to(ROOT)}")
        result: dict[str, Any] = json.loads(answer)
        return result

    def close(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


def environment(peer: str) -> Path:
    """The peer's own Python, made when it is missing."""
    home = ENVIRONMENTS / peer
    python, ready = home / "bin" / "python", home / ".ready"
    if not ready.exists() or ready.read_text() != PEERS[peer]:
        venv.create(home, with_pip=True, clear=True)
        install = [python, "-m", "pip", "install", "--disable-pip-version-check", PEERS[peer]]
        done = subprocess.run(install, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"bench: {PEERS[peer]} cannot be installed:\n{done.stderr}")
        ready.write_text(PEERS[peer])
    return python


def cases() -> tuple[Path, str]:
    """A file of cases that every engine judges, and whose they are."""
    path = ENVIRONMENTS / "cases.jsonl"
    found, whose = (_vectors(), "vectors") if VECTORS.exists() else (_own(), "the project's cases")
    path.write_text("".join(json.dumps(case) + "\n" for case in found), encoding="utf-8")
    return path, whose


def _vectors() -> Iterator[list[Any]]:
    for line in VECTORS.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        if one["expect"] != "lenient":
            yield [one["pattern_text"] if one.get("raw") else json.dumps(one["pattern"]),
                   one["event_text"] if one.get("raw") else json.dumps(one["event"]),
                   one["expect"]]


def _own() -> Iterator[list[Any]]:
    from tests.patterns.cases import every
    for case in every():
        yield [case.pattern_text, case.event_text, case.expect]


def compare(engines: Iterable[Engine], rounds: int, progress: Progress) -> list[dict[str, Any]]:
    """The best rate of each engine in each scenario."""
    task = progress.add_task("", total=None)
    best: dict[tuple[str, bool], dict[str, dict[str, float]]] = {}
    for number in range(rounds):
        for rules, text in SCENARIOS:
            for engine in engines:
                progress.update(task, description=f"round {number + 1} of {rounds}: {rules} rules"
                                                  f"{', text' if text else ''}: {engine.name}")
                got = engine.ask({"rules": rules, "text": text, "seed": number,
                                  "events": EVENTS.get(engine.name, FEW_EVENTS)})
                row = best.setdefault((rules, text), {})
                if got["rate"] > row.get(engine.name, got)["rate"] or engine.name not in row:
                    row[engine.name] = got
    return [{"rules": rules, "text": text, "engines": row} for (rules, text), row in best.items()]


def contestants(before: str | None, peers: str, progress: Progress) -> list[Engine]:
    """Ours, ours of an older commit where one is named, and the peers."""
    engines = [Engine("ours", Path(sys.executable))]
    if before:
        engines.append(Engine("before", Path(sys.executable), PYTHONPATH=str(checkout(before))))
    for peer in filter(None, peers.split(",")):
        task = progress.add_task(f"making .bench/{peer}", total=None)
        engines.append(Engine(peer, environment(peer)))
        progress.remove_task(task)
    return engines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default=",".join(PEERS), help="the peers to compare with")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--before", metavar="COMMIT", help="the engine of this commit as well")
    options = parser.parse_args()
    columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        engines = contestants(options.before, options.only, progress)
        path, whose = cases()
        judged = {}
        for engine in engines:
            task = progress.add_task(f"judging cases: {engine.name}", total=None)
            judged[engine.name] = engine.ask({"cases": str(path)})
            progress.remove_task(task)
        results = compare(engines, options.rounds, progress)
        progress.add_task("inputs made to hurt", total=None)
        monsters = pattern_monsters.measure()
    for engine in engines:
        engine.close()
    if options.json:
        print(json.dumps({"cases": whose, "judged": judged, "results": results,
                          "monsters": monsters}, indent=2))
    else:
        pattern_report.show(Console(), whose, judged, results)
        pattern_report.show_monsters(Console(), monsters)


if __name__ == "__main__":
    main()
