"""`records`: what was recorded, newest first; `records show`: one event whole."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

import click

from eventbridge_notifier.cli.clients import connect
from eventbridge_notifier.cli.errors import aws_errors, refuse
from eventbridge_notifier.cli.options import deployment_options
from eventbridge_notifier.console.records.filters import Filters, Record

LATEST = 10  # records that --follow begins with
PAUSE = 2.0  # seconds between two looks of --follow
SCANNING = ("eventbridge-notifier: --scan reads the whole table, about {items:,} records and "
            "{units:,.0f} read units, in no order; --since and --between are not looked at")


@click.group(invoke_without_command=True)
@click.option("--watch", "watches", multiple=True, help="Of this watch; may be said again.")
@click.option("--since", default="24h", show_default=True, metavar="SPAN",
              help="So long ago at most: 90s, 15m, 24h, 7d, 2w.")
@click.option("--between", nargs=2, metavar="FROM TO",
              help="Times as 2026-11-23, 2026-11-23T10:30Z, 2h (ago) or now; UTC.")
@click.option("--actor", default="", help="Part of who did it.")
@click.option("--event", default="", help="How the call's or event's name begins.")
@click.option("--account", default="", help="The event's account.")
@click.option("--region", default="", help="The event's region.")
@click.option("--severity", default="", help="The watch's severity.")
@click.option("--field", "fields", multiple=True, metavar="NAME=VALUE",
              help="A field that the watch records, such as runtime=python3.8.")
@click.option("--show", "shown", multiple=True, metavar="NAME",
              help="Show a field that the watch records, too.")
@click.option("--limit", type=click.IntRange(min=1), help="So many at most.")
@click.option("--follow", "-f", is_flag=True, help="Go on and show what arrives.")
@click.option("--scan", is_flag=True, help="Read the whole table, whatever the time.")
@click.option("--json", "form", flag_value="json", help="A line of JSON for each record.")
@click.option("--csv", "form", flag_value="csv", help="Comma-separated, for spreadsheets.")
@click.option("--no-pager", is_flag=True, help="Do not page on a terminal.")
@deployment_options
@click.pass_context
def records(context: click.Context, /, **said: Any) -> None:
    """Show what was recorded, newest first.

    Watches and times are looked up in the table's indexes; other filters are applied to the records
    of that time, 24 hours if nothing is said.
    """
    context.obj = said
    if context.invoked_subcommand is None:
        show_records(said)


@records.command()
@click.argument("id")
@click.option("--json", "as_json", is_flag=True, help="The record and its event as JSON.")
@click.option("--event", "only_event", is_flag=True, help="The event alone, as JSON.")
@deployment_options
@click.pass_context
def show(context: click.Context, /, id: str, as_json: bool, only_event: bool, **said: Any) -> None:
    """Show the event recorded under ID whole, its important parts first."""
    from eventbridge_notifier.cli.plain import plain_lines
    from eventbridge_notifier.console.records import record_detail
    given = {key: value for key, value in said.items()
             if context.get_parameter_source(key) is not click.core.ParameterSource.DEFAULT}
    with aws_errors():
        found = record_detail.read(_table(context.obj | given), id)
    if only_event:
        click.echo(json.dumps(found.event, indent=2))
    elif as_json:
        click.echo(json.dumps(record_detail.as_dict(found), indent=2))
    else:
        for text, style in record_detail.lines(found):
            click.echo(click.style(plain_lines(text), **style))


def show_records(said: dict[str, Any]) -> None:
    filters, window = _asked(said)
    more = tuple(dict.fromkeys([*said["shown"], *(name for name, _ in filters.fields)]))
    with aws_errors():
        table = _table(said)
        if said["follow"]:
            _print(_followed(table, filters, more), said, more, flush=True)
            return
        found = _scanned(table, filters) if said["scan"] else table.records(filters, window)
        found = itertools.islice(found, said["limit"]) if said["limit"] else found
        found = table.adding_fields(found, more) if more else found
        _print(found, said, more)


def _asked(said: dict[str, Any]) -> tuple[Filters, Any]:
    from eventbridge_notifier.console.records import filters, window
    now = datetime.now(UTC)
    try:
        first, end = said["between"] or ("", "")
        span = window.between(first, end, now) if first else window.last(said["since"], now)
        return Filters(
            watches=said["watches"], fields=tuple(map(filters.field, said["fields"])),
            **{name: said[name] for name in
               ("actor", "event", "account", "region", "severity")}), span
    except ValueError as error:
        refuse(str(error))


def _table(said: dict[str, Any]) -> Any:
    from eventbridge_notifier.console.records.table import find
    return find(connect(said["home_region"], said["profile"]), said["name"])


def _scanned(table: Any, filters: Filters) -> Iterator[Record]:
    size = table.size()
    click.echo(SCANNING.format(items=size.items, units=size.bytes / 8192), err=True)
    return table.scan(filters)  # type: ignore[no-any-return]


def _followed(table: Any, filters: Filters, more: tuple[str, ...]) -> Iterator[Record]:
    from eventbridge_notifier.console.records.follow import Follower
    follower = Follower(table, filters)
    found = follower.start()[:LATEST][::-1]
    while True:
        yield from table.adding_fields(found, more) if more else found
        time.sleep(PAUSE)
        found = follower.arrived()


def _print(found: Iterable[Record], said: dict[str, Any], more: tuple[str, ...],
           flush: bool = False) -> None:
    lines, first = _lines(found, said["form"], more), None
    piped, paged = not sys.stdout.isatty(), not (said["no_pager"] or said["form"] or flush)
    with _reading(piped and not flush) as advance:
        if not flush:
            first = next(lines, None)
        if first is None and not flush:
            click.echo("eventbridge-notifier: no record matches", err=True)
        ready = lines if first is None else itertools.chain([first], lines)
        if piped or flush:
            _echo(ready, advance)
            return
    if paged:
        os.environ.setdefault("LESS", "-FRX")
        click.echo_via_pager(line + "\n" for line in ready)
    else:
        _echo(ready, advance)


def _echo(lines: Iterable[str], advance: Callable[[], None]) -> None:
    try:
        for line in lines:
            click.echo(line)
            advance()
    except KeyboardInterrupt:
        sys.exit(130)


def _lines(found: Iterable[Record], form: str | None, more: tuple[str, ...]) -> Iterator[str]:
    from eventbridge_notifier.cli import record_lines
    if form == "json":
        return record_lines.json_lines(found)
    if form == "csv":
        return record_lines.csv_lines(found, more)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    return record_lines.table(found, more, width)


def _reading(piped: bool) -> Any:
    """Says on a terminal that work goes on, where what is read goes elsewhere."""
    from contextlib import nullcontext
    if not sys.stderr.isatty():
        return nullcontext(lambda: None)
    from eventbridge_notifier.cli.progress import progress
    return progress("reading", "records")
