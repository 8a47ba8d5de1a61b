"""Prints the table of faults, and the books' last line. Exit 1 where they do not balance."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from sandbox.progress import step
from sandbox.terraform import TerraformError
from tools.faults.books import Balance, balance
from tools.faults.privileges import excess
from tools.faults.run import Run, trials
from tools.faults.stage import MODULES, staged

COLUMNS = ("struck", "events", "recorded", "redriven", "lost", "duplicated", "changed", "seconds")
EVENTS = 295  # of a usual trial; 5,000 and more in all


@click.command()
@click.option("--events", default=EVENTS, show_default=True, help="Events of a trial.")
@click.option("--modules", type=click.Path(path_type=Path), default=MODULES,
              help="The folder of modules to apply, when not this checkout's.")
@click.option("--only", default="", help="A part of the names of the trials to run.")
def main(events: int, modules: Path, only: str) -> None:
    """Stream events while everything goes wrong, redrive, and look for every event."""
    try:
        with staged(modules) as stage:
            runs = list(trials(stage, events, lambda trial: only in trial.name))
            with step("balancing the books"):
                books = balance(stage, [(run.sent, run.missing) for run in runs])
            unused = excess(stage)
    except TerraformError as error:
        print(f"faults: {error}", file=sys.stderr)
        sys.exit(2)
    show(runs, books)
    for action, resource in unused:
        print(f"faults: the recorder's role may {action} on {resource}, and never did")
    total = sum(books, Balance())
    print(f"faults: {total.sent} events, {total.recorded} recorded, {total.redriven} dead-lettered "
          f"and redriven, {total.lost} lost, {total.duplicated} duplicated")
    sys.exit(0 if total.even else 1)


def show(runs: list[Run], books: list[Balance]) -> None:
    """One line a fault."""
    table = Table("fault", *COLUMNS, title="faults", title_justify="left")
    for run, book in zip(runs, books, strict=True):
        table.add_row(run.trial.name, *map(str, (
            run.struck or "-", book.sent, book.recorded, book.redriven, book.lost,
            book.duplicated, book.changed, f"{run.seconds:.1f}")))
    Console(highlight=False, width=None if sys.stdout.isatty() else 120).print(table)


if __name__ == "__main__":
    main()
