"""`resources`: what the records tell of resources, all of them or one."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from eventbridge_notifier.cli.clients import connect
from eventbridge_notifier.cli.errors import aws_errors, refuse
from eventbridge_notifier.cli.options import deployment_options
from eventbridge_notifier.cli.plain import plain
from eventbridge_notifier.cli.progress import progress
from eventbridge_notifier.cli.record_options import check_names, filter_options, request

if TYPE_CHECKING:
    from eventbridge_notifier.console.records.filters import Record
    from eventbridge_notifier.console.views.resources import Resource

USUAL = "30d"
MOST = 10  # resources that a message lists


@click.command()
@click.argument("resource", metavar="RESOURCE", required=False)
@filter_options
@click.option("--limit", type=click.IntRange(min=1), help="At most this many resources.")
@click.option("--json", "as_json", is_flag=True, help="Print a line of JSON for each resource.")
@deployment_options
def resources(limit: int | None, as_json: bool, **given: Any) -> None:
    """List the resources of records, the last changed first; or show one.

    RESOURCE is an ARN or part of a name. For one resource it shows who created it, what changed it
    last, and whether it exists, as far as watches record that. By default it reads records of the
    last 30 days.
    """
    name = given.pop("resource") or ""
    given["resource"] = name
    if not (given["since"] or given["between"]):
        given["since"] = USUAL
    found = _found(given)
    if name and not as_json:
        click.echo(_one(_only(name, found)))
        return
    shown = found[:limit]
    if as_json:
        for resource in shown:
            click.echo(json.dumps(resource.as_dict()))
    elif shown:
        click.echo(_table(shown))
    else:
        click.echo("eventbridge-notifier: no record names a resource", err=True)


def _found(given: dict[str, Any]) -> list[Resource]:
    from eventbridge_notifier.console.recorded import Recorded
    from eventbridge_notifier.console.records.table import find
    from eventbridge_notifier.console.views.resources import resources as of_records
    wanted = request(given)
    with aws_errors(), progress("reading", "records") as advance:
        clients = connect(given["home_region"], given["profile"])
        table = find(clients, given["name"])
        check_names(wanted, Recorded(clients, given["name"]), table)
        records = []
        for page in table.pages(wanted.filters, wanted.window):
            advance(page.looked)
            records += table.detailed(page.records)
        return of_records(records)


def _only(name: str, found: list[Resource]) -> Resource:
    """The resource of that name, else the only one whose name holds it. Ends the command."""
    exact = [one for one in found if one.name == name]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if not found:
        refuse(f"no record is about a resource {name}; more may be found with --since 1y")
    listed = ", ".join(plain(one.name) for one in found[:MOST])
    refuse(f"{len(found)} resources have {name} in their name: {listed}"
           f"{', …' if len(found) > MOST else ''}")


def _table(shown: list[Resource]) -> str:
    from eventbridge_notifier.alerts.words import short_resource
    from eventbridge_notifier.cli.record_lines import short
    from eventbridge_notifier.cli.tables import table
    rows = []
    for one in shown:
        last = one.as_dict()["changed"] or {}
        rows.append([plain(cell) for cell in (
            short_resource(one.name), one.type.removeprefix("AWS::"), one.state,
            str(last.get("time", ""))[:19].replace("T", " "), str(last.get("event", "")),
            short(str(last.get("by", ""))), str(one.count))])
    return table(["resource", "type", "state", "last change", "event", "by", "records"], rows,
                 right=(6,))


def _one(resource: Resource) -> str:
    from eventbridge_notifier.cli import record_lines
    width = None
    if sys.stdout.isatty():
        import shutil
        width = shutil.get_terminal_size().columns
    head = [f"{plain(resource.name)}", f"{plain(resource.type or 'type unknown')}: "
            f"{resource.state}, as far as watches record it"]
    for label, record in (("created", resource.created), ("last change", resource.changed)):
        head.append(f"{label}: {_when(record)}" if record else f"{label}: not recorded")
    last = resource.changed
    ordered = sorted(resource.records, key=lambda one: (one["time"], one is last), reverse=True)
    return "\n".join([*head, "", *record_lines.table(ordered, width=width)])


def _when(record: Record) -> str:
    from eventbridge_notifier.cli.record_lines import short
    from eventbridge_notifier.console.views.timeline import name_of
    return plain(f"{record['time'][:19].replace('T', ' ')} by {short(record.get('actor', '?'))}: "
                 f"{name_of(record)} ({record['id']})")
