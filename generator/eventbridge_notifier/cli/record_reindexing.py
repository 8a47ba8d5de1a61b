"""`records reindex`: records of older releases get what new ones have."""

from __future__ import annotations

import json
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from eventbridge_notifier.cli.clients import connect
from eventbridge_notifier.cli.errors import aws_errors
from eventbridge_notifier.cli.options import deployment_options
from eventbridge_notifier.cli.plain import plain
from eventbridge_notifier.cli.progress import progress

if TYPE_CHECKING:
    from eventbridge_notifier.console.records.reindex import Page, Reindex

RATE = 200  # records a second
DONE = "Every record is of today's shape."
DRY = "Nothing was written. To fill them in: eventbridge-notifier records reindex --yes"
STOPPED = ("eventbridge-notifier: stopped; to go on: "
           "eventbridge-notifier records reindex --yes --after {after}")


class Place(click.ParamType[dict[str, Any]]):
    """ID/WATCH, behind which to go on."""

    name = "ID/WATCH"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None
                ) -> dict[str, Any]:
        id, slash, watch = str(value).rpartition("/")
        if not (id and slash and watch):
            self.fail("say the id and the watch of a record, as a run that was stopped does",
                      param, ctx)
        return {"id": {"S": id}, "watch": {"S": watch}}


@click.command()
@click.option("--yes", is_flag=True, help="Change the records. Without it, only count them.")
@click.option("--rate", type=click.IntRange(min=1), default=RATE, show_default=True,
              help="At most this many records a second. Each takes about four write units.")
@click.option("--after", type=Place(), help="Continue after this record.")
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each record.")
@deployment_options
def reindex(yes: bool, rate: int, after: dict[str, Any] | None, as_json: bool, name: str,
            home_region: str | None, profile: str | None) -> None:
    """Add resource, change, outcome and the new indexes to records of older releases.

    It reads the whole table, and can be stopped and run again at any time: finished records are
    skipped. Exits with 1 if a record could not be changed.
    """
    counts: Counter[str] = Counter()
    place = after
    try:
        with aws_errors(), progress("filling in" if yes else "reading", "records") as advance:
            for page in _run(name, home_region, profile, rate if yes else 0).pages(after):
                place = page.after
                _tell(page, counts, as_json)
                advance(page.looked)
    except KeyboardInterrupt:
        if place:
            click.echo(STOPPED.format(after=f"{place['id']['S']}/{place['watch']['S']}"), err=True)
        sys.exit(130)
    if not as_json:
        click.echo(_table(counts) if counts else DONE)
        if counts and not yes:
            click.echo("\n" + DRY)
    sys.exit(1 if counts["failed"] else 0)


def _run(name: str, home_region: str | None, profile: str | None, rate: int) -> Reindex:
    from eventbridge_notifier.console.records.reindex import Reindex
    from eventbridge_notifier.console.records.table import find
    from eventbridge_notifier.record_format.shards import shards
    clients = connect(home_region, profile)
    configuration = clients("lambda").get_function_configuration(FunctionName=f"{name}-recorder")
    environ = configuration.get("Environment", {}).get("Variables", {})
    if "SHARDS" not in environ:
        raise click.ClickException("the deployed recorder is of an older release and makes no "
                                   "sharded indexes; upgrade the module first")
    table = find(clients, name)
    return Reindex(clients("dynamodb"), table.name, shards(environ["SHARDS"]), table.event, rate)


def _tell(page: Page, counts: Counter[str], as_json: bool) -> None:
    for outcome in page.outcomes:
        counts[outcome.state] += 1
        if as_json:
            click.echo(json.dumps(outcome._asdict()))
        elif outcome.state == "failed":
            click.echo(f"eventbridge-notifier: {plain(outcome.id)}, {plain(outcome.watch)}: "
                       f"{plain(outcome.reason)}", err=True)


def _table(counts: Counter[str]) -> str:
    from eventbridge_notifier.cli.tables import table
    return table(["records", "state"], [[f"{count:,}", state] for state, count in
                                        sorted(counts.items())], right=(0,))
