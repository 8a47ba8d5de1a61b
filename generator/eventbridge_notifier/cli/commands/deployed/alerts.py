"""`alerts`: what people are being told of, and keeping quiet for a while."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from eventbridge_notifier.cli.clients import connect
from eventbridge_notifier.cli.errors import aws_errors, refuse
from eventbridge_notifier.cli.options import deployment_options
from eventbridge_notifier.cli.plain import plain
from eventbridge_notifier.cli.progress import progress

if TYPE_CHECKING:
    from eventbridge_notifier.console.alerts.overview import Overview
    from eventbridge_notifier.console.alerts.state import Alerts

SPAN = r"[1-9][0-9]{0,3}[smhd]"


@click.group()
def alerts() -> None:
    """List open alerts, snooze, acknowledge or close them."""


@alerts.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@deployment_options
def list_(as_json: bool, name: str, home_region: str | None, profile: str | None) -> None:
    """List open groups, snoozes, and the messages that were held back and why."""
    from eventbridge_notifier.console.alerts.overview import overview
    with aws_errors(), progress("reading", "items") as advance:
        found = []
        for _, item in _alerts(name, home_region, profile).items():
            advance()
            found.append(item)
    shown = overview(found, time.time())
    click.echo(json.dumps(_data(shown)) if as_json else _text(shown))


@alerts.command()
@click.argument("alert", required=False)
@click.option("--watch", "watches", multiple=True,
              help="Records of watches with this name; * is a wildcard.")
@click.option("--actor", "actors", multiple=True, help="Records of this user, role or session.")
@click.option("--for", "span", required=True, metavar="SPAN", help="How long, such as 4h or 2d.")
@click.option("--because", default="", help="The reason, which `alerts list` shows.")
@deployment_options
def snooze(alert: str | None, watches: tuple[str, ...], actors: tuple[str, ...], span: str,
           because: str, name: str, home_region: str | None, profile: str | None) -> None:
    """Send no messages for ALERT's watch, for watches or for actors for a while.

    Their records are kept. The same again with a shorter --for ends it sooner.
    """
    until = time.time() + _seconds(span)
    with aws_errors():
        state = _alerts(name, home_region, profile)
        _check(watches, name, home_region, profile)
        if alert:
            _, item = state.group(alert)
            watches = (*watches, item["watch"])
        if not watches and not actors:
            refuse("say an alert, --watch or --actor")
        entry = {"name": f"snooze {', '.join([*watches, *actors])}", "until": until,
                 "since": time.time(), "because": because, "watches": list(watches),
                 "actors": list(actors)}
        state.snooze(entry)
    click.echo(f"{plain(entry['name'])}: quiet until {_time(until)}")


@alerts.command()
@click.argument("alert")
@deployment_options
def ack(alert: str, name: str, home_region: str | None, profile: str | None) -> None:
    """Send no more digests for ALERT until its group was without records for a while."""
    with aws_errors():
        state = _alerts(name, home_region, profile)
        key, item = state.group(alert)
        state.acknowledge(key)
    click.echo(f"{item['alert']}: acknowledged")


@alerts.command()
@click.argument("alert")
@deployment_options
def resolve(alert: str, name: str, home_region: str | None, profile: str | None) -> None:
    """Close ALERT, also in PagerDuty; the next record starts a new alert."""
    with aws_errors():
        state = _alerts(name, home_region, profile)
        key, item = state.group(alert)
        state.resolve(key)
        state.ask({"resolve": item["alert"], "watch": item["watch"]})
    click.echo(f"{item['alert']}: resolved")


@alerts.command("test")
@click.argument("channel")
@deployment_options
def test_(channel: str, name: str, home_region: str | None, profile: str | None) -> None:
    """Send a test message through CHANNEL."""
    with aws_errors():
        _alerts(name, home_region, profile).ask({"test": channel})
    click.echo(f"{channel}: sent; it should be there in a few seconds")


def _alerts(name: str, home_region: str | None, profile: str | None) -> Alerts:
    from eventbridge_notifier.console.alerts.state import Alerts
    return Alerts(name, connect(home_region, profile))


def _check(watches: tuple[str, ...], name: str, home_region: str | None, profile: str | None
           ) -> None:
    """Ends the command at a watch that the deployment does not know."""
    from botocore.exceptions import ClientError

    from eventbridge_notifier.console.recorded import Recorded
    from eventbridge_notifier.console.records.names import unknown
    try:
        known = Recorded(connect(home_region, profile), name).watches() if watches else []
    except ClientError:  # nobody may list the rules
        return
    for one in watches:
        if "*" not in one and one not in known:
            refuse(unknown("watch", one, known))


def _seconds(span: str) -> int:
    import re

    from eventbridge_notifier.spec.durations import seconds
    if not re.fullmatch(SPAN, span):
        refuse(f"--for {span}: must be a number and s, m, h or d, such as 4h")
    return seconds(span)


def _text(shown: Overview) -> str:
    from eventbridge_notifier.cli.tables import table
    rows = [[one.alert, plain(one.watch), plain(", ".join(filter(None, one.values))),
             str(one.told), str(one.held), "acknowledged" if one.acknowledged else _time(one.until)]
            for one in shown.groups]
    held = [[plain(one.watch), str(one.records), plain(one.why)] for one in shown.held_back]
    parts = [table(["alert", "watch", "group", "told", "held", "next digest"], rows)
             if rows else "No alert is open."]
    if held:
        parts.append(table(["watch", "held back", "why"], held))
    if shown.snoozes:
        parts.append(table(["no messages", "until", "because"],
                           [[plain(one.name), _time(one.until), plain(one.because)]
                            for one in shown.snoozes]))
    return "\n\n".join(parts)


def _data(shown: Overview) -> dict[str, object]:
    return {"groups": [one._asdict() for one in shown.groups],
            "held_back": [one._asdict() for one in shown.held_back],
            "snoozes": [one._asdict() for one in shown.snoozes]}


def _time(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%d %H:%M UTC")
