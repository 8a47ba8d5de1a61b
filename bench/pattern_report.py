"""What bench/patterns.py found, as tables, and beside it the bars that it must meet."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.table import Table

BARS = [
    ("1", False, "ministack", 1),
    ("100", False, "ministack", 15),
    ("100", False, "moto", 250),
    ("100 hard", False, "ministack", 25),
    ("1000", False, "ministack", 50),
    *((rules, False, "before", 1) for rules in ("1", "100", "100 hard", "1000")),
    ("1000", True, "before", 1.5),
]
"""At least so many times as fast as a peer, or as the code before."""

TEXT_BAR = 40_000
"""Events a second from text, with 1,000 rules, on a quiet machine."""


def _rules(kind: str) -> str:
    return "1 rule" if kind == "1" else f"{kind} rules"


def rate(results: list[dict[str, Any]], rules: str, text: bool, engine: str) -> float:
    return next((row["engines"][engine]["rate"] for row in results
                 if (row["rules"], row["text"]) == (rules, text) and engine in row["engines"]), 0.0)


def bars(results: list[dict[str, Any]]) -> Iterator[tuple[str, bool]]:
    """Each bar in words, and whether it is met."""
    for rules, text, peer, factor in BARS:
        if theirs := rate(results, rules, text, peer):
            times = rate(results, rules, text, "ours") / theirs
            what = f"{_rules(rules)}{', text in' if text else ''}"
            yield f"{what}: {times:,.1f} times {peer} (at least {factor})", times >= factor
    ours = rate(results, "1000", True, "ours")
    yield f"1000 rules, text: {ours:,.0f} events/s (at least {TEXT_BAR:,})", ours >= TEXT_BAR


def show(console: Console, whose: str, judged: dict[str, dict[str, int]],
         results: list[dict[str, Any]]) -> None:
    table = Table("events/s", *judged, title="Events per second of one core")
    table.add_row(f"right, of {whose}", *(f"{one['right']:,} of {one['total']:,}"
                                          for one in judged.values()))
    table.add_row("crashed", *(f"{one['crashed']:,}" for one in judged.values()))
    for row in results:
        name = f"{_rules(row['rules'])}{', text in' if row['text'] else ''}"
        table.add_row(name, *(f"{row['engines'][engine]['rate']:,.0f}" for engine in judged))
    console.print(table)
    for words, met in bars(results):
        console.print(f"{'[green]met' if met else '[red]missed'}[/] {words}")
    console.print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores",
                  style="dim", highlight=False)


def show_monsters(console: Console, results: list[dict[str, Any]]) -> None:
    table = Table("input", "matches", "twice the size", "explain", "twice the size",
                  title="Inputs made to hurt: seconds")
    for row in results:
        seconds = row["matches"] + row["explain"]
        table.add_row(row["name"], *(f"{one:.2f}" for one in seconds))
    console.print(table)
