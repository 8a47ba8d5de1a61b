"""`reconcile`: what a trail logged, held against what is recorded."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import click

from eventbridge_notifier.cli.athena import Asked, Looked, athena_options, hint
from eventbridge_notifier.cli.clients import connect
from eventbridge_notifier.cli.errors import aws_errors, refuse, refuse_without
from eventbridge_notifier.cli.options import deployment_options, forwarded_from
from eventbridge_notifier.cli.plain import plain
from eventbridge_notifier.cli.progress import progress

if TYPE_CHECKING:
    from eventbridge_notifier.console.reconcile.build import Account, Wanted
    from eventbridge_notifier.console.reconcile.run import Hand, Reconcile, Tally
    from eventbridge_notifier.console.reconcile.span import Span
    from eventbridge_notifier.console.reconcile.watches import Matcher
    from eventbridge_notifier.events.firing import Text
    from eventbridge_notifier.events.log_parts import Part
    from eventbridge_notifier.events.trail_bucket import TrailBucket

USUAL = "24h"
DRY = "Nothing was recorded. To record what is missing, repeat the command with --yes"
NOT_LOGGED = "Not reconcilable, because no trail logs their events: {names}"
STOPPED = "stopped; what was recorded stays. To continue: --between {day} {until}"


@click.command()
@click.option("--since", metavar="SPAN", default=USUAL, show_default=True,
              help="Not older than this: 90m, 24h, 7d, 2w.")
@click.option("--between", nargs=2, metavar="FROM TO",
              help="Between two times, such as 2026-11-23, 2026-11-23T10:30Z or 2h (ago); UTC.")
@click.option("--log", "logs", multiple=True, metavar="PLACE",
              help="Read this instead of the stack's trail: s3://BUCKET/PREFIX of a trail, a file "
                   "or a folder; may be repeated.")
@click.option("--event-history", "history", is_flag=True,
              help="Read Event history instead: 90 days of management events, with or without a "
                   "trail.")
@athena_options
@click.option("--watch", "watches", multiple=True, help="Only this watch; may be repeated.")
@click.option("--account", "accounts", multiple=True, help="Only this account; may be repeated.")
@click.option("--region", "regions", multiple=True, help="Only this region; may be repeated.")
@click.option("--yes", is_flag=True, help="Record what is missing. Without it, only list it. With "
                                          "--athena: do not ask before the scan.")
@click.option("--json", "as_json", is_flag=True,
              help="Print a line of JSON for each missing record, then one with the counts.")
@forwarded_from("To find reasons, also read the rules of")
@deployment_options
def reconcile(since: str, between: tuple[str, str] | None, logs: tuple[str, ...], history: bool,
              athena: bool, watches: tuple[str, ...], accounts: tuple[str, ...],
              regions: tuple[str, ...], yes: bool, as_json: bool, places: tuple[str, ...],
              name: str, home_region: str | None, profile: str | None, **more: Any) -> None:
    """Find events that a trail logged and a watch matches but that are not recorded, and why.

    It reads the files of the stack's own trail, except those of the last half hour. Events that
    services or applications send themselves are in no trail. Exits with 1 if something is missing,
    or could not be read or recorded; with --yes, recorded events no longer count as missing.
    """
    from eventbridge_notifier.console.reconcile.build import Wanted
    from eventbridge_notifier.console.reconcile.build import reconcile as build
    from eventbridge_notifier.console.reconcile.counts import counts, is_bad
    if history and (logs or accounts):
        refuse("--event-history belongs to one account: leave --log and --account out")
    if athena and (history or not all(one.startswith("s3://") for one in logs)):
        refuse("--athena searches a trail's bucket: the stack's own, or --log s3://…")
    wanted = Wanted(logs, history, accounts, regions)
    span = _span(since, between)
    with aws_errors():
        account = _account(name, home_region, profile, places)
        matched = _matcher(account, watches)
        run = build(account, matched, span, datetime.now(UTC), wanted,
                    _hand(account, profile) if yes else None)
        _read(run, _parts(account, matched, span, wanted, Asked(yes=yes, **more) if athena
                          else None), span, as_json)
    if as_json:
        click.echo(json.dumps(counts(run, matched, span)))
    else:
        click.echo(_text(run, matched, span, yes))
    sys.exit(1 if is_bad(run) else 0)


def _span(since: str, between: tuple[str, str] | None) -> Span:
    from eventbridge_notifier.console.reconcile.span import settled
    from eventbridge_notifier.console.records.window import moment
    now = datetime.now(UTC)
    first, end = between or (since, "now")
    try:
        return settled(moment(first, now), moment(end, now), now)
    except ValueError as error:
        refuse(str(error))


def _account(name: str, home_region: str | None, profile: str | None, places: tuple[str, ...]
             ) -> Account:
    from eventbridge_notifier.console.deployment import discover
    from eventbridge_notifier.console.reconcile.build import Account
    clients = connect(home_region, profile)
    others = {}
    for place in places:
        region, _, other = place.partition("@")
        there = connect(region, other or profile)
        others[there("sts").get_caller_identity()["Account"], region] = there
    return Account(discover(name, clients), clients,
                   lru_cache(maxsize=None)(lambda region: connect(region, profile)), others)


def _matcher(account: Account, watches: tuple[str, ...]) -> Matcher:
    from eventbridge_notifier.console.reconcile.build import matcher
    try:
        found = matcher(account, watches)
    except KeyError as error:
        refuse(f"no watch of {account.deployment.name} is called {error.args[0]!r}")
    if not found.watches:
        click.echo("eventbridge-notifier: no watch is for events that a trail logs", err=True)
    return found


def _hand(account: Account, profile: str | None) -> Hand:
    from eventbridge_notifier.console.clients import INVOKING, own_clients
    from eventbridge_notifier.console.redrive.recorder import Recorder
    invoking = own_clients(profile, account.home.region, INVOKING)
    return Recorder(invoking("lambda"), account.deployment.function).refusal


def _parts(account: Account, matched: Matcher, span: Span, wanted: Wanted, asked: Asked | None
           ) -> Iterator[Part]:
    from eventbridge_notifier.console.reconcile.build import parts
    if asked is None:
        return parts(account, matched.watches, span, wanted)

    def look(bucket: TrailBucket, place: str, rules: list[Text]) -> Iterator[Part]:
        looked = Looked(bucket, place, *span.delivered, account.clients, asked)
        yield from looked.parts(rules)
        looked.tell()
    return parts(account, matched.watches, span, wanted, look)


def _read(run: Reconcile, found: Iterator[Part], span: Span, as_json: bool) -> None:
    """Prints each missing record with --json. Ends the command where it is stopped."""
    from eventbridge_notifier.events.logs import LogError
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with progress("reading", "records") as advance:
            for missing in run.run(found, advance):
                if as_json:
                    click.echo(json.dumps(missing._asdict()))
    except LogError as error:
        refuse(f"{error}{hint(str(error))}")
    except ImportError as missing_package:
        refuse_without("athena", missing_package)
    except KeyboardInterrupt:
        # A file has events of the day before its own.
        day = date.fromisoformat(run.day) - timedelta(days=1) if run.day else span.since.date()
        click.echo("eventbridge-notifier: " + STOPPED.format(
            day=max(day, span.since.date()), until=span.bounds[1]), err=True)
        sys.exit(130)


def _text(run: Reconcile, matched: Matcher, span: Span, yes: bool) -> str:
    from eventbridge_notifier.cli.tables import table
    rows = [_row(name, tally) for name, tally in sorted(run.tallies.items())]
    lines = [f"{run.read:,} records of {run.parts:,} files, {span.bounds[0]} to {span.bounds[1]}",
             "", table(["watch", "expected", "there", "missing", "recorded", "why it is missing"],
                       rows, right=(1, 2, 3, 4))]
    if run.expired:
        lines.append(f"\nSkipped, because their records have expired: {run.expired:,}")
    if matched.others:
        lines.append("\n" + NOT_LOGGED.format(names=", ".join(sorted(matched.others))))
    lines += [f"\nNot read: {plain(one)}" for one in run.unread]
    if not yes and any(one.missing for one in run.tallies.values()):
        lines.append("\n" + DRY)
    return "\n".join(lines)


def _row(name: str, tally: Tally) -> list[str]:
    why = "; ".join(f"{count:,} {plain(reason)}" for reason, count in tally.reasons.most_common())
    counts = (tally.expected, tally.there, tally.missing, tally.recorded)
    return [plain(name), *(f"{one:,}" for one in counts), why]
