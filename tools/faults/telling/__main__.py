"""Prints what became of each record under each fault. Exit 1 where the books do not balance."""

from __future__ import annotations

import sys

import click
from rich.console import Console
from rich.table import Table

from tools.faults.telling.books import Books
from tools.faults.telling.run import run
from tools.faults.telling.trials import TRIALS

COLUMNS = ("struck", "records", "alerts", "again", "quiet", "redriven", "kept", "lost", "twice",
           "unsent")


@click.command()
@click.option("--records", default=1_000, show_default=True, help="Records of a trial.")
@click.option("--seed", default=1, show_default=True, help="Another stream, other strokes.")
def main(records: int, seed: int) -> None:
    """Let the notifier tell of records while everything goes wrong, and look for every record."""
    found = {trial.name: run(trial, records, seed) for trial in TRIALS}
    table = Table("fault", *COLUMNS, title="the notifier under faults", title_justify="left")
    for name, books in found.items():
        table.add_row(name, *(str(getattr(books, column)) for column in COLUMNS))
    Console(highlight=False, width=None if sys.stdout.isatty() else 120).print(table)
    total = sum(found.values(), Books())
    print(f"faults: {total.records} records, {total.alerts} alerts, {total.again} sent again under "
          f"their id, {total.quiet} counted and told to nobody, {total.kept} unreadable and kept, "
          f"{total.lost} lost, {total.twice} counted twice")
    sys.exit(0 if total.even else 1)


if __name__ == "__main__":
    main()
