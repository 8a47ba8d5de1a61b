"""`backtest`: watches over saved logs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from eventbridge_notifier.cli.errors import refuse
from eventbridge_notifier.cli.load import sound
from eventbridge_notifier.cli.options import NonEmptyPath, spec_argument
from eventbridge_notifier.cli.progress import progress

if TYPE_CHECKING:
    from eventbridge_notifier.events.backtest import Player, Replay, Tally

STEP = 1000


@click.command()
@spec_argument
@click.argument("log", nargs=-1, required=True, type=NonEmptyPath())
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
@click.option("--alerts", is_flag=True, help="Print what people would have been told.")
@click.option("--suggest", is_flag=True, help="Print by what to group the records of each watch.")
def backtest(spec: Path, log: tuple[Path, ...], as_json: bool, alerts: bool,
             suggest: bool) -> None:
    """Count how often the watches of SPEC would have fired on each LOG.

    A LOG is a CloudTrail file ({"Records": [...]}), JSON lines, EventBridge events, what `aws
    cloudtrail lookup-events` prints, any of them gzipped, or a folder of such files. A trail's
    digests are passed by.
    """
    found = sound(spec)
    player = played(found.rules, log, alerts or suggest)
    if alerts or suggest:
        from eventbridge_notifier.cli import backtest_alerts
        told_text, told_data = backtest_alerts.shown(found, player.arrivals, alerts, suggest)
        click.echo(json.dumps(told_data, indent=2) if as_json else told_text)
        return
    replay = player.replay
    click.echo(json.dumps(as_dict(replay), indent=2) if as_json else as_text(replay))


def played(rules: Any, paths: tuple[Path, ...], tell: bool = False) -> Player:
    """Reads every log. Ends the command at the first that cannot be read."""
    from eventbridge_notifier.events import logs
    from eventbridge_notifier.events.backtest import Player
    player = Player(rules, tell)
    see = player.see
    try:
        with progress("replaying", "events") as advance:
            for path in logs.find(paths):
                for number, value in enumerate(logs.read(path), 1):
                    see(value)
                    if number % STEP == 0:
                        advance(STEP)
    except logs.LogError as error:
        refuse(str(error))
    return player


def as_dict(replay: Replay) -> dict[str, Any]:
    """Counts and times as a script wants them; `per_month` is null where the log is too short."""
    watches = [{**tally.__dict__, "per_month": _rounded(replay.monthly(tally))}
               for tally in replay.tallies.values()]
    return {"events": replay.events, "first": replay.first, "last": replay.last,
            "days": round(replay.days(), 3), "watches": watches}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def as_text(replay: Replay) -> str:
    from eventbridge_notifier.cli.tables import table
    rows = [[tally.watch, f"{tally.count:,}", _expected(replay, tally), tally.first, tally.last]
            for tally in replay.tallies.values()]
    head = f"{replay.events:,} events, {replay.first or '-'} to {replay.last or '-'}\n\n"
    shown = head + table(["watch", "fired", "a month", "first", "last"], rows, right=(1, 2))
    lines = [f"\n{tally.watch}:\n" + "\n".join("  " + "  ".join(one.values())
                                              for one in tally.examples)
             for tally in replay.tallies.values() if tally.examples]
    return "\n".join([shown, *lines])


def _expected(replay: Replay, tally: Tally) -> str:
    monthly = replay.monthly(tally)
    return "?" if monthly is None else f"{monthly:,.1f}"
