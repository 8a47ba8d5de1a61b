"""`health`: whether events are being recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from eventbridge_notifier.cli.answers import end_with
from eventbridge_notifier.cli.clients import connect, connect_all
from eventbridge_notifier.cli.errors import aws_errors
from eventbridge_notifier.cli.options import deployment_options, forwarded_from

if TYPE_CHECKING:
    from eventbridge_notifier.console.health.facts import Finding


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@forwarded_from("Also check the queues of events that could not be sent home from")
@deployment_options
def health(as_json: bool, places: tuple[str, ...], name: str, home_region: str | None,
           profile: str | None) -> None:
    """Check that events are being recorded: trail, rules, recorder, table, queues, alarms.

    Exits with 1 if something is wrong.
    """
    end_with(_found(name, home_region, profile, places), as_json)


def _found(name: str, home_region: str | None, profile: str | None, places: tuple[str, ...]
           ) -> list[Finding]:
    from eventbridge_notifier.cli.progress import progress
    from eventbridge_notifier.console.deployment import discover
    from eventbridge_notifier.console.health.collect import gather
    from eventbridge_notifier.console.health.judge import findings
    with aws_errors(), progress("looking at the deployment", "checks"):
        clients = connect(home_region, profile)
        forwarders = connect_all(places, profile)
        return findings(gather(discover(name, clients), clients, forwarders))
