"""`redrive`: what waits in the failure sinks, and sending it to the recorder again."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import click

from eventbridge_notifier.cli.clients import connect, connect_all
from eventbridge_notifier.cli.errors import aws_errors
from eventbridge_notifier.cli.options import deployment_options, forwarded_from
from eventbridge_notifier.cli.plain import plain

DRY = "Nothing was sent. To send them: eventbridge-notifier redrive --yes"
FOREIGN = ("eventbridge-notifier: warning: nothing is taken from the queue {queue}: it is only "
           "called like the dead-letter queues of {name}")
STOPPED = "stopped; run it again for the rest: an event is recorded once, however often it is sent"


@click.command()
@click.option("--yes", is_flag=True, help="Send them. Without it, only say what would be sent.")
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each event.")
@forwarded_from("Also events that could not be sent home from")
@deployment_options
def redrive(yes: bool, as_json: bool, places: tuple[str, ...], name: str, home_region: str | None,
            profile: str | None) -> None:
    """Send events that failed to the recorder again: from dead-letter queues and spill bucket.

    An event leaves its queue when it is recorded. Exits with 1 when one could not be.
    """
    bad = 0
    counts: Counter[tuple[str, str, str, str]] = Counter()
    try:
        for one in _outcomes(name, home_region, profile, yes, places):
            bad += one.bad
            if as_json:
                click.echo(json.dumps(one._asdict()))
            counts[one.sink, one.watch, one.state, one.reason] += 1
    except KeyboardInterrupt:
        click.echo(f"eventbridge-notifier: {STOPPED}", err=True)
        sys.exit(130)
    if not as_json:
        click.echo(_shown(counts))
        if not yes and counts:
            click.echo("\n" + DRY)
    sys.exit(1 if bad else 0)


def _outcomes(name: str, home_region: str | None, profile: str | None, yes: bool,
              places: tuple[str, ...]) -> Iterator[Any]:
    from eventbridge_notifier.cli.progress import progress
    from eventbridge_notifier.console.clients import INVOKING, own
    from eventbridge_notifier.console.deployment import discover, queue_name
    from eventbridge_notifier.console.redrive.redrive import Redrive
    said = "sending" if yes else "reading"
    with aws_errors(), progress(said, "events") as advance:
        clients = connect(home_region, profile)
        forwarders = connect_all(places, profile).values()
        deployment = discover(name, clients)
        for url in deployment.foreign:
            click.echo(FOREIGN.format(queue=queue_name(url), name=name), err=True)
        run = Redrive(deployment, clients, not yes, forwarders, own(profile, home_region, INVOKING))
        yield from _counted(run.run(), advance)


def _counted(outcomes: Iterator[Any], advance: Callable[[], None]) -> Iterator[Any]:
    for one in outcomes:
        advance()
        yield one


def _shown(counts: Counter[tuple[str, str, str, str]]) -> str:
    from eventbridge_notifier.cli.tables import table
    if not counts:
        return "Nothing waits: every event was recorded."
    rows = [[str(count), state, plain(watch) or "-", plain(reason), sink]
            for (sink, watch, state, reason), count in sorted(counts.items())]
    return table(["events", "state", "watch", "why it failed", "where"], rows, right=(0,))
