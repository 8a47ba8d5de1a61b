"""Prints the table of faults, and the books' last line. Exit 1 where they do not balance."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from eventbridge_notifier.sandbox.terraform.runner import TerraformError
from rich.console import Console
from rich.table import Table

from tools.faults.lanes import BEFORE, Line
from tools.faults.outcome import outcome
from tools.faults.proof import EVENTS as BEFORE_EVENTS
from tools.faults.proof import Proof
from tools.faults.stage import MODULES
from tools.faults.trials import LANES

COLUMNS = ("struck", "events", "recorded", "redriven", "lost", "duplicated", "changed", "seconds")
EVENTS = 140  # of a usual trial; 9,000 and more in all, with those before the rule


@click.command()
@click.option("--events", default=EVENTS, show_default=True, help="Events of a trial.")
@click.option("--modules", type=click.Path(path_type=Path), default=MODULES,
              help="The folder of modules to apply, when not this checkout's.")
@click.option("--only", multiple=True, type=click.Choice(
    [*(trial.name for lane in LANES for trial in lane.trials), BEFORE]),
    help="Trials to run, when not all.")
@click.option("--before", default=BEFORE_EVENTS, show_default=True,
              help="Events of the trial before the rule.")
def main(events: int, modules: Path, only: tuple[str, ...], before: int) -> None:
    """Stream events while everything goes wrong, redrive, and look for every event."""
    try:
        found = outcome(modules, events, only, before)
    except (TerraformError, TimeoutError) as error:
        print(f"faults: {error}", file=sys.stderr)
        sys.exit(2)
    if found.lines:
        show(found.lines)
    for action, resource in () if only else found.unused:
        print(f"faults: the recorder's role may {action} on {resource}, and never did")
    if found.proof:
        tell(found.proof)
    print("faults: the rules' dead-letter queue took 1 MiB, as with queue_message_bytes = 1048576 "
          "and provider 6.8")
    total = found.total
    print(f"faults: {total.sent} events, {total.recorded} recorded, {total.redriven} dead-lettered "
          f"and redriven, {total.lost} lost, {total.duplicated} duplicated")
    sys.exit(0 if total.even and (found.proof is None or found.proof.even) else 1)


def tell(found: Proof) -> None:
    """What was missing before the rule and why, and what became of it."""
    rows = Table("why", "events", title=BEFORE, title_justify="left")
    for reason, count in found.missing.most_common():
        rows.add_row(reason, str(count))
    Console(highlight=False, width=None if sys.stdout.isatty() else 120).print(rows)
    rang = "never rang" if found.silence is None else f"rang after {found.silence:.0f} minutes"
    print(f"faults: before the rule: {found.events} events, {found.expected} not recorded, "
          f"{found.missing.total()} named and {found.recorded} recorded by reconcile, "
          f"{found.absent} missing, {found.doubled} doubled; the heartbeat's alarm {rang} of "
          f"silence; {found.seconds:.0f} s")


def show(lines: list[Line]) -> None:
    """One line a fault."""
    table = Table("fault", *COLUMNS, title="faults", title_justify="left")
    for line in lines:
        books = line.books
        table.add_row(line.name, *map(str, (
            line.struck or "-", books.sent, books.recorded, books.redriven, books.lost,
            books.duplicated, books.changed, f"{line.seconds:.1f}")))
    Console(highlight=False, width=None if sys.stdout.isatty() else 120).print(table)


if __name__ == "__main__":
    main()
