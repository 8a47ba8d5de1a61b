"""`backtest`: watches over saved logs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from eventbridge_notifier.cli import settings
from eventbridge_notifier.cli.athena import Asked, athena_options
from eventbridge_notifier.cli.errors import refuse
from eventbridge_notifier.cli.load import sound
from eventbridge_notifier.cli.options import NonEmptyPath, spec_argument
from eventbridge_notifier.cli.plain import plain

if TYPE_CHECKING:
    from eventbridge_notifier.cli.backtest.reading import Wanted
    from eventbridge_notifier.events.backtest import Replay, Tally

DAYS = 30  # of a trail's bucket that are read where nobody says since when


class Log(click.ParamType[str]):
    """A path, s3://bucket/prefix or -."""

    name = "log"

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        if not value:
            self.fail("the argument is empty; give a file, a folder, s3://bucket/prefix, or - for "
                      "standard input", param, ctx)
        return str(value)


@click.command()
@spec_argument
@click.argument("log", nargs=-1, required=True, type=Log())
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
@click.option("--alerts", is_flag=True,
              help="Print the messages that would have been sent, as numbers and groups.")
@click.option("--suggest", is_flag=True, help="Suggest a `group_by` for each watch.")
@click.option("--since", metavar="DAY",
              help="For a trail's bucket: the first day of delivery, such as 2026-11-28, or 30d "
                   f"(ago).  [default: {DAYS}d]")
@click.option("--until", metavar="DAY", help="For a trail's bucket: the last day.")
@click.option("--account", "accounts", multiple=True, metavar="ID",
              help="For a trail's bucket: only this account; may be repeated.")
@click.option("--region", "regions", multiple=True, metavar="REGION",
              help="For a trail's bucket: only this region; may be repeated.")
@click.option("--profile", envvar=f"{settings.PREFIX}PROFILE",
              help="A profile of your AWS settings, for s3://.")
@click.option("--processes", type=click.IntRange(1, 64), metavar="N",
              help="The number of reading processes.  [default: one for each core if logs are "
                   "long]")
@click.option("--resume", type=NonEmptyPath(dir_okay=False), metavar="FILE",
              help="Store the progress in FILE; with the same FILE, continue there.")
@athena_options
@click.option("--yes", is_flag=True, help="With --athena: do not ask before the scan.")
def backtest(spec: Path, log: tuple[str, ...], as_json: bool, alerts: bool, suggest: bool,
             profile: str | None, processes: int | None, resume: Path | None, **more: Any) -> None:
    """Count how often the watches of SPEC would have matched the events of each LOG.

    A LOG is a file, a folder of files, s3://bucket/prefix of a trail or of other logs, or - for
    standard input. Files are CloudTrail's ({"Records": [...]}), JSON lines, EventBridge events, or
    the output of `aws cloudtrail lookup-events`, gzipped or not. A trail's digests are skipped.
    """
    if resume and (alerts or suggest):
        refuse("--resume only stores counts; it cannot be combined with --alerts or --suggest")
    wanted = _wanted(log, *(more.pop(name) for name in ("since", "until", "accounts", "regions")))
    found = sound(spec)
    if more.pop("athena"):
        from eventbridge_notifier.cli.backtest.athena import searched
        replay, arrivals = searched(found.rules, wanted, profile, alerts or suggest, processes,
                                    Asked(**more))
    else:
        from eventbridge_notifier.cli.backtest.reading import played
        replay, arrivals = played(found.rules, wanted, profile, alerts or suggest, processes,
                                  resume)
    if alerts or suggest:
        from eventbridge_notifier.cli.backtest import alerts as backtest_alerts
        told_text, told_data = backtest_alerts.shown(found, arrivals, alerts, suggest)
        click.echo(json.dumps(told_data, indent=2) if as_json else told_text)
        return
    click.echo(json.dumps(as_dict(replay), indent=2) if as_json else as_text(replay))


def _wanted(places: tuple[str, ...], since: str | None, until: str | None,
            accounts: tuple[str, ...], regions: tuple[str, ...]) -> Wanted:
    """Ends the command where a day is none."""
    from eventbridge_notifier.cli.backtest.reading import Wanted, day, today
    now = today()
    try:
        first, last = day(since, now, DAYS), day(until, now, 0)
    except ValueError as error:
        refuse(f"--since and --until take a day, as 2026-11-28, or 30d: {error}")
    if first > last:
        refuse(f"--since {first} is later than --until {last}")
    return Wanted(places, first, last, accounts, regions)


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
    head = (f"{replay.events:,} event{'s' * (replay.events != 1)}, "
            f"{replay.first or '-'} to {replay.last or '-'}\n\n")
    shown = head + table(["watch", "fired", "a month", "first", "last"], rows, right=(1, 2))
    lines = [f"\n{tally.watch}:\n" + "\n".join("  " + "  ".join(
        plain(value) for value in one.values() if value) for one in tally.examples)
             for tally in replay.tallies.values() if tally.examples]
    return "\n".join([shown, *lines])


def _expected(replay: Replay, tally: Tally) -> str:
    monthly = replay.monthly(tally)
    return "?" if monthly is None else f"{monthly:,.1f}"
