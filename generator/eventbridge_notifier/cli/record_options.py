"""What `records` is asked for: its options, held against what the deployment knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from eventbridge_notifier.cli import record_words, settings
from eventbridge_notifier.cli.errors import refuse
from eventbridge_notifier.cli.record_words import CHANGES, SEVERITIES
from eventbridge_notifier.console.records.filters import (
    DENIED,
    EXACT,
    FAILED,
    SUCCEEDED,
    Filters,
    excluded,
    field,
)
from eventbridge_notifier.console.records.window import Window, between, last

if TYPE_CHECKING:
    from eventbridge_notifier.console.recorded import Recorded
    from eventbridge_notifier.console.records.table import Table

Command = TypeVar("Command", bound=Callable[..., Any])
USUAL = "24h"

RESOURCE = click.option("--resource", default="",
                        help="An ARN, or part of the main resource's name.")
OPTIONS = (
    click.option("--watch", "watches", multiple=True, shell_complete=settings.watch_names,
                 help="Recorded by this watch; may be repeated."),
    click.option("--since", metavar="SPAN",
                 help="Not older than this: 90s, 15m, 24h, 7d, 2w, 1y."),
    click.option("--between", nargs=2, metavar="FROM TO",
                 help="Between two times, such as 2026-11-23, 2026-11-23T10:30Z, 2h (ago) or now; "
                      "UTC."),
    click.option("--actor", default="", help="Part of the caller's ARN or name."),
    click.option("--event", default="", help="The beginning of the call's or event's name."),
    click.option("--type", default="", metavar="TYPE", shell_complete=record_words.types,
                 help="The main resource's type, such as AWS::S3::Bucket."),
    click.option("--change", default="", metavar="|".join(CHANGES),
                 help="What the call did to the resource."),
    click.option("--outcome", default="", metavar="OUTCOME",
                 help=f"{SUCCEEDED}, {FAILED}, {DENIED} or an error code, such as AccessDenied."),
    click.option("--account", default="", help="The event's account."),
    click.option("--region", default="", help="The event's region."),
    click.option("--severity", default="", metavar="|".join(SEVERITIES),
                 help="The watch's severity."),
    click.option("--text", default="", metavar="WORDS",
                 help="Words that must all occur in the row or in recorded fields; case is "
                      "ignored."),
    click.option("--field", "fields", multiple=True, metavar="NAME=VALUE",
                 help="A field that the watch records, such as runtime=python3.8."),
    click.option("--exclude", "excluded", multiple=True, metavar="FILTER=VALUE",
                 shell_complete=record_words.exclusions,
                 help="Leave out records that match a filter, such as actor=terraform, "
                      "outcome=denied or watch=root-activity; may be repeated."),
    click.option("--show", "shown", multiple=True, metavar="NAME",
                 help="Also show this field that the watch records."),
)


@dataclass(frozen=True)
class Request:
    """`shown` are recorded fields to show; `since` is whether a time was given at all."""

    filters: Filters
    window: Window
    shown: tuple[str, ...]
    since: bool


def filter_options(command: Command) -> Command:
    """The options that say which records are wanted, but for --resource."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def request(given: dict[str, Any]) -> Request:
    """What the options ask for. Ends the command where one of them cannot be read."""
    from eventbridge_notifier.console.records.names import unknown
    now = datetime.now(UTC)
    for name, known in record_words.CLOSED.items():
        if given[name] and given[name] not in known:
            refuse(unknown(f"--{name}", given[name], known))
    try:
        left_out = tuple(map(excluded, given["excluded"]))
        first, end = given["between"] or ("", "")
        window = between(first, end, now) if first else last(given["since"] or USUAL, now)
        filters = Filters(
            watches=given["watches"], fields=tuple(map(field, given["fields"])), excluded=left_out,
            **{name: given[name] for name in ("actor", "event", "resource", "type", "change",
                                              "outcome", "account", "region", "severity", "text")})
    except ValueError as error:
        refuse(str(error))
    record_words.check(filters)
    shown = dict.fromkeys([*given["shown"], *(name for name, _ in filters.fields)])
    return Request(filters, window, tuple(shown), bool(given["since"] or given["between"]))


def check_names(request: Request, recorded: Recorded, table: Table) -> None:
    """Ends the command at a watch or a field that the deployment does not know."""
    from eventbridge_notifier.console.records.names import unknown_name
    left_out = tuple(value.removeprefix(EXACT) for name, value in request.filters.excluded
                     if name == "watch")
    if wrong := (unknown_name(request.filters.watches, request.shown, recorded, table)
                 or unknown_name(left_out, (), recorded, table)):
        refuse(wrong)
