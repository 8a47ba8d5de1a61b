"""What these commands have in common: which deployment, and what happens when AWS says no."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])
BAD_INPUT = 2


def deployment_options(command: Command) -> Command:
    """--name, --home-region and --profile."""
    for option in reversed((
        click.option("--name", default="eventbridge-notifier", show_default=True,
                     help="The module's `name`."),
        click.option("--home-region", metavar="REGION",
                     help="Where the recorder lives; otherwise the region of your AWS settings."),
        click.option("--profile", help="A profile of your AWS settings."),
    )):
        command = option(command)
    return command


def forwarded_from(what: str) -> Callable[[Command], Command]:
    """--forwarded-from, as `places`; `what` says what is done with those places."""
    return click.option(
        "--forwarded-from", "places", multiple=True, metavar="REGION[@PROFILE]",
        help=f"{what} another region, or another account by a profile of your AWS settings. "
             "May be given several times.")


def connect(home_region: str | None, profile: str | None) -> Any:
    """Clients of the user's credentials. Call it inside `troubles`."""
    from eventbridge_notifier.console.clients import own
    return own(profile, home_region)


def connect_all(places: Iterable[str], profile: str | None) -> dict[str, Any]:
    """REGION[@PROFILE] -> clients there; without a profile of its own, those of `profile`."""
    parts = {place: place.partition("@") for place in places}
    return {place: connect(region, other or profile) for place, (region, _, other) in parts.items()}


@contextmanager
def troubles() -> Iterator[None]:
    """Ends the command with words where AWS says no, or where what was asked for is not there."""
    from eventbridge_notifier.console.aws_errors import ERRORS, trouble
    from eventbridge_notifier.console.deployment import NotFound
    from eventbridge_notifier.console.records.table import NoSuchRecord
    try:
        yield
    except (NotFound, NoSuchRecord) as error:
        refuse(str(error))
    except ERRORS as error:
        refuse(str(trouble(error)))


def refuse(message: str) -> NoReturn:
    click.echo(f"eventbridge-notifier: {message}", err=True)
    sys.exit(BAD_INPUT)
