"""`backtest --athena`: says what a query costs, asks, runs it, and reads the files it names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NoReturn

import click

from eventbridge_notifier.alerts.arrival import Arrival
from eventbridge_notifier.cli.backtest.reading import S3, Wanted, replayed
from eventbridge_notifier.cli.clients import connect
from eventbridge_notifier.cli.errors import aws_errors, refuse, refuse_without
from eventbridge_notifier.events import logs, parallel
from eventbridge_notifier.events.athena.run import Athena, dollars
from eventbridge_notifier.events.backtest import Replay
from eventbridge_notifier.events.trail_bucket import of_url

Result = tuple[Replay, list[Arrival]]


@dataclass(frozen=True)
class Asked:
    """The command's options for Athena."""

    create_table: bool
    database: str
    workgroup: str
    output: str
    yes: bool


def searched(rules: tuple[Any, ...], wanted: Wanted, profile: str | None, tell: bool,
             processes: int | None, asked: Asked) -> Result:
    """What was seen of the logs. Ends the command where Athena or S3 refuse, or nobody agrees."""
    if len(wanted.places) != 1 or not wanted.places[0].startswith(S3):
        refuse("--athena takes one LOG, a trail's bucket: s3://bucket/prefix")
    try:
        with aws_errors():
            return search_with(rules, wanted, connect(None, profile), asked, tell,
                             processes or parallel.processes())
    except logs.LogError as error:
        refuse(f"{error}{_hint(str(error))}")
    except ImportError as missing:
        refuse_without("athena", missing)


def search_with(rules: tuple[Any, ...], wanted: Wanted, clients: Any, asked: Asked, tell: bool,
              processes: int) -> Result:
    from eventbridge_notifier.events.athena.backtest import Search
    bucket = of_url(clients("s3"), wanted.places[0], wanted.accounts, wanted.regions)
    places = bucket.places()
    if not places:
        _no_trail(wanted.places[0])
    _agree(bucket.size(places, wanted.first, wanted.last), asked.yes)
    athena = Athena(clients("athena"), asked.workgroup, asked.output)
    search = Search(athena, asked.database, bucket)
    search.prepare(places, asked.create_table)
    replay, arrivals = replayed(
        rules, lambda _: search.parts(places, rules, wanted.first, wanted.last), "", tell,
        processes, None)
    replay.add(search.others)
    click.echo(f"Athena scanned {_said(athena.scanned)} and named {search.files:,} files to read",
               err=True)
    return replay, arrivals


def _agree(size: int, yes: bool) -> None:
    click.echo(f"Athena will scan {_said(size)} of logs", err=True)
    if not yes:
        click.confirm("Go on?", abort=True, err=True)


def _said(scanned: int) -> str:
    return f"{scanned / (1 << 30):,.2f} GiB, about {dollars(scanned):,.2f} USD,"


def _no_trail(place: str) -> NoReturn:
    refuse(f"{place}: holds no trail's files (AWSLogs/account/CloudTrail/region/…)")


def _hint(message: str) -> str:
    missing = "does not exist" in message or "not found" in message.lower()
    return "; --create-table creates the table" if missing else ""
