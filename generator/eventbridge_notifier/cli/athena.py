"""`--athena`: says what a query costs, asks, and has Athena name the files worth reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from eventbridge_notifier.cli.errors import refuse

if TYPE_CHECKING:
    from eventbridge_notifier.events.athena.backtest import Search
    from eventbridge_notifier.events.firing import Armed
    from eventbridge_notifier.events.log_parts import Part
    from eventbridge_notifier.events.trail_bucket import TrailBucket

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True)
class Asked:
    """The command's options for Athena."""

    create_table: bool
    database: str
    workgroup: str
    output: str
    yes: bool


def athena_options(command: Command) -> Command:
    """--athena, and how; `Asked` takes all but --athena itself, and `yes`."""
    for option in reversed((
        click.option("--athena", is_flag=True,
                     help="Let Athena find the files to read; for years of an organization's "
                          "logs."),
        click.option("--create-table", is_flag=True, help="With --athena: create its table."),
        click.option("--database", default="default", show_default=True, metavar="NAME",
                     help="With --athena: the database of its table."),
        click.option("--workgroup", default="primary", show_default=True, metavar="NAME",
                     help="With --athena: the workgroup."),
        click.option("--output", default="", metavar="S3",
                     help="With --athena: the s3:// address for results, if the workgroup has "
                          "none."),
    )):
        command = option(command)
    return command


class Looked:
    """A trail's bucket through which Athena looks first. Ends the command where the bucket holds no
    trail's files, or nobody agrees to the price."""

    def __init__(self, bucket: TrailBucket, place: str, first: date, last: date,
                 clients: Callable[[str], Any], asked: Asked) -> None:
        from eventbridge_notifier.events.athena.backtest import Search
        from eventbridge_notifier.events.athena.run import Athena
        self._places = bucket.places()
        if not self._places:
            _no_trail(place)
        _agree(bucket.size(self._places, first, last), asked.yes)
        self._days = first, last
        self._athena = Athena(clients("athena"), asked.workgroup, asked.output)
        self.search: Search = Search(self._athena, asked.database, bucket)
        self.search.prepare(self._places, asked.create_table)

    def parts(self, rules: Iterable[Armed]) -> Iterator[Part]:
        """The files in which a rule may have fired. Raises LogError, and what AWS's clients raise.
        """
        return self.search.parts(self._places, rules, *self._days)

    def tell(self) -> None:
        """Says on standard error what was scanned."""
        click.echo(f"Athena scanned {_said(self._athena.scanned)} and named "
                   f"{self.search.files:,} files to read", err=True)


def hint(message: str) -> str:
    """What helps against a query's failure."""
    missing = "does not exist" in message or "not found" in message.lower()
    return "; --create-table creates the table" if missing else ""


def _agree(size: int, yes: bool) -> None:
    click.echo(f"Athena will scan {_said(size)} of logs", err=True)
    if not yes:
        click.confirm("Go on?", abort=True, err=True)


def _said(scanned: int) -> str:
    from eventbridge_notifier.events.athena.run import dollars
    return f"{scanned / (1 << 30):,.2f} GiB, about {dollars(scanned):,.2f} USD,"


def _no_trail(place: str) -> NoReturn:
    refuse(f"{place}: holds no trail's files (AWSLogs/account/CloudTrail/region/…)")
