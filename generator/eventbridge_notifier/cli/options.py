"""Options and arguments that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from eventbridge_notifier.cli import settings

Command = TypeVar("Command", bound=Callable[..., Any])


class NonEmptyPath(click.Path):
    """A path; not the empty text, which a variable of a shell that is not set leaves."""

    def __init__(self, **more: Any) -> None:
        super().__init__(path_type=Path, **more)

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:
        if value == "":
            self.fail("the argument is empty; give a file or a folder", param, ctx)
        return super().convert(value, param, ctx)


def spec_argument(command: Command) -> Command:
    """SPEC: a file, or a folder of files."""
    return click.argument("spec", type=NonEmptyPath())(command)


def strict_option(command: Command) -> Command:
    return click.option("--strict", is_flag=True, help="Count warnings as errors.")(command)


def deployment_options(command: Command) -> Command:
    """--name, --home-region and --profile."""
    for option in reversed((
        click.option("--name", default=settings.deployed_name, envvar=f"{settings.PREFIX}NAME",
                     show_default="that of the stack in this folder, or eventbridge-notifier",
                     help="The module's `name`."),
        click.option("--home-region", metavar="REGION", default=settings.home_region,
                     envvar=f"{settings.PREFIX}HOME_REGION",
                     show_default="that of the spec in this folder, or of your AWS settings",
                     help="The region of the recorder."),
        click.option("--profile", envvar=f"{settings.PREFIX}PROFILE",
                     help="A profile of your AWS settings."),
    )):
        command = option(command)
    return command


def forwarded_from(what: str) -> Callable[[Command], Command]:
    """--forwarded-from, as `places`; `what` says what is done with those places."""
    return click.option(
        "--forwarded-from", "places", multiple=True, metavar="REGION[@PROFILE]",
        help=f"{what} another region, or from another account by a profile of your AWS settings; "
             "may be repeated.")
