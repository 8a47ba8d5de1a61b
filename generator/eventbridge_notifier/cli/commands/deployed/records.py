"""`records`: what was recorded, newest first; `records show`: one event whole."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from eventbridge_notifier.cli.clients import connect
from eventbridge_notifier.cli.errors import aws_errors
from eventbridge_notifier.cli.options import deployment_options
from eventbridge_notifier.cli.plain import coloured, plain_lines
from eventbridge_notifier.cli.progress import progress
from eventbridge_notifier.cli.record_options import (
    RESOURCE,
    Request,
    check_names,
    filter_options,
    request,
)
from eventbridge_notifier.cli.record_reindexing import reindex
from eventbridge_notifier.console.records.filters import Record

if TYPE_CHECKING:
    from eventbridge_notifier.cli.record_reading import Reading
    from eventbridge_notifier.console.records.table import Table

NOTHING = "eventbridge-notifier: no record matches; {looked:,} looked at, back to {reached}"


@click.group(invoke_without_command=True)
@RESOURCE
@filter_options
@click.option("--limit", type=click.IntRange(min=1), help="At most this many.")
@click.option("--follow", "-f", is_flag=True, help="Keep running and show new records.")
@click.option("--scan", is_flag=True, help="Read the whole table, regardless of time.")
@click.option("--json", "form", flag_value="json",
              help="Print a line of JSON for each record, with all recorded fields.")
@click.option("--csv", "form", flag_value="csv", help="Print CSV, with all recorded fields.")
@click.option("--ocsf", "form", flag_value="ocsf",
              help="Print OCSF 1.1.0 events (API Activity), one a line; reads the whole events.")
@click.option("--no-pager", is_flag=True, help="Do not use a pager on a terminal.")
@deployment_options
@click.pass_context
def records(context: click.Context, /, **given: Any) -> None:
    """Show what was recorded, newest first.

    Watches and times are looked up in the table's indexes; other filters apply to the records of
    that time, by default the last 24 hours.
    """
    context.obj = given
    if context.invoked_subcommand is None:
        _list(given)


@records.command()
@click.argument("id")
@click.option("--json", "as_json", is_flag=True, help="Print the record and its event as JSON.")
@click.option("--event", "only_event", is_flag=True, help="Print only the event, as JSON.")
@deployment_options
@click.pass_context
def show(context: click.Context, /, id: str, as_json: bool, only_event: bool, **given: Any) -> None:
    """Show the whole event recorded under ID, its important parts first.

    For records of the last 30 days, the first characters of ID are enough.
    """
    from eventbridge_notifier.console.records import record_detail
    default = click.core.ParameterSource.DEFAULT
    own = {key: value for key, value in given.items()
           if context.get_parameter_source(key) is not default}
    with aws_errors(), _reading():
        table = _table(context.obj | own)
        found = record_detail.read(table, record_detail.full_id(table, id))
    if only_event:
        click.echo(json.dumps(found.event, indent=2))
    elif as_json:
        click.echo(json.dumps(record_detail.as_dict(found), indent=2))
    else:
        for text, style in record_detail.lines(found):
            click.echo(coloured(plain_lines(text), **style))


records.add_command(reindex)


def _list(given: dict[str, Any]) -> None:
    from eventbridge_notifier.cli.record_reading import Reading
    from eventbridge_notifier.console.recorded import Recorded
    wanted, form = request(given), given["form"]
    with aws_errors():
        clients = connect(given["home_region"], given["profile"])
        table, recorded = _table(given, clients), Recorded(clients, given["name"])
        check_names(wanted, recorded, table)
        reading = Reading(table, wanted, given)
        found = itertools.islice(reading.records(), given["limit"])
        columns = wanted.shown if form != "csv" else _columns(recorded, wanted)
        _print(reading.completed(found), given, columns, reading)


def _table(given: dict[str, Any], clients: Any = None) -> Table:
    from eventbridge_notifier.console.records.table import find
    clients = clients or connect(given["home_region"], given["profile"])
    return find(clients, given["name"])


def _columns(recorded: Any, wanted: Request) -> tuple[str, ...]:
    """Of a CSV file, whose head comes before all records: every field that the watches record."""
    from botocore.exceptions import ClientError
    try:
        known = recorded.fields(wanted.filters.watches)
    except ClientError:  # nobody may list the rules
        known = []
    return tuple(dict.fromkeys([*wanted.shown, *known]))


def _print(found: Iterable[Record], given: dict[str, Any], more: tuple[str, ...],
           reading: Reading) -> None:
    lines = _lines(found, given["form"], more, given["follow"])
    if given["follow"]:
        printed = _echo(lines, lambda: None)
    elif sys.stdout.isatty():
        with _reading():
            first = list(itertools.islice(lines, 1))
        printed = len(first)
        _page(itertools.chain(first, lines), bool(given["no_pager"] or given["form"]))
    else:
        with _reading() as advance:
            printed = _echo(lines, advance)
    if not printed:
        click.echo(NOTHING.format(looked=reading.looked, reached=reading.reached or "now"),
                   err=True)


def _echo(lines: Iterable[str], advance: Callable[[], None]) -> int:
    """Prints lines as they come; how many."""
    printed = 0
    try:
        for line in lines:
            click.echo(line)
            advance()
            printed += 1
    except KeyboardInterrupt:
        sys.exit(130)
    return printed


def _page(lines: Iterator[str], unpaged: bool) -> None:
    if unpaged:
        _echo(lines, lambda: None)
        return
    os.environ.setdefault("LESS", "-FRX")
    click.echo_via_pager(line + "\n" for line in lines)


def _lines(found: Iterable[Record], form: str | None, more: tuple[str, ...], live: bool
           ) -> Iterator[str]:
    from eventbridge_notifier.cli import record_lines
    from eventbridge_notifier.console.views import export
    if form == "json":
        return export.json_lines(found)
    if form == "ocsf":
        return export.ocsf_lines(found)
    if form == "csv":
        return export.csv_lines(found, more)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    return record_lines.table(found, more, width, live)


@contextmanager
def _reading() -> Iterator[Callable[[], None]]:
    """Shows on a terminal that work goes on."""
    with progress("reading", "records") as advance:
        yield advance
