"""`redrive`: events that failed, and sending them to the recorder again."""

from __future__ import annotations

import json
import signal
import sys
from collections import Counter
from typing import TYPE_CHECKING

import click

from eventbridge_notifier.cli.clients import connect, connect_all
from eventbridge_notifier.cli.errors import aws_errors
from eventbridge_notifier.cli.options import deployment_options, forwarded_from
from eventbridge_notifier.cli.plain import plain
from eventbridge_notifier.cli.progress import progress

if TYPE_CHECKING:
    from eventbridge_notifier.console.redrive.redrive import Redrive

BAD = ("failed", "unreadable")

DRY = "Nothing was sent. To send them: eventbridge-notifier redrive --yes"
FOREIGN = ("eventbridge-notifier: warning: the queue {queue} is left alone: it is not a "
           "dead-letter queue of {name}, its name is only similar")
HIDDEN = ("eventbridge-notifier: warning: {count} more in {queue} are hidden: another redrive is "
          "running, or one was killed in the last ten minutes; they are visible again after that")
STOPPED = "stopped; run it again for the rest: an event is recorded once, however often it is sent"
Counts = Counter[tuple[str, str, str, str]]


@click.command()
@click.option("--yes", is_flag=True, help="Send them. Without it, only list them.")
@click.option("--json", "as_json", is_flag=True, help="Print a line of JSON for each event.")
@forwarded_from("Also send events that could not be sent home from")
@deployment_options
def redrive(yes: bool, as_json: bool, places: tuple[str, ...], name: str, home_region: str | None,
            profile: str | None) -> None:
    """Send failed events from dead-letter queues and spill bucket to the recorder again.

    An event is removed from its queue once it is recorded. Exits with 1 if one could not be
    recorded.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # what is held is given back
    try:
        with aws_errors():
            run = _run(name, home_region, profile, yes, places)
            counts = _counted(run, as_json, "sending" if yes else "reading")
    except KeyboardInterrupt:
        click.echo(f"eventbridge-notifier: {STOPPED}", err=True)
        sys.exit(130)
    for queue, count in run.hidden.items():
        click.echo(HIDDEN.format(count=count, queue=queue), err=True)
    if not as_json:
        click.echo(_table(counts) if counts else _nothing(run))
        if not yes and counts:
            click.echo("\n" + DRY)
    sys.exit(1 if any(state in BAD for _, _, state, _ in counts) else 0)


def _run(name: str, home_region: str | None, profile: str | None, yes: bool,
         places: tuple[str, ...]) -> Redrive:
    from eventbridge_notifier.console.clients import INVOKING, own_clients
    from eventbridge_notifier.console.deployment import discover, queue_name
    from eventbridge_notifier.console.redrive.redrive import Redrive
    clients = connect(home_region, profile)
    deployment = discover(name, clients)
    for url in deployment.foreign:
        click.echo(FOREIGN.format(queue=queue_name(url), name=name), err=True)
    return Redrive(deployment, clients, not yes, connect_all(places, profile).values(),
                   own_clients(profile, home_region, INVOKING))


def _counted(run: Redrive, as_json: bool, doing: str) -> Counts:
    counts: Counts = Counter()
    with progress(doing, "events") as advance:
        for outcome in run.run():
            advance()
            if as_json:
                click.echo(json.dumps(outcome._asdict()))
            counts[outcome.source, outcome.watch, outcome.state, outcome.reason] += 1
    return counts


def _nothing(run: Redrive) -> str:
    return "Nothing else waits." if run.hidden else "Nothing waits: every event was recorded."


def _table(counts: Counts) -> str:
    from eventbridge_notifier.cli.tables import table
    rows = [[str(count), state, plain(watch) or "-", plain(reason), source]
            for (source, watch, state, reason), count in sorted(counts.items())]
    return table(["events", "state", "watch", "why it failed", "where"], rows, right=(0,))
