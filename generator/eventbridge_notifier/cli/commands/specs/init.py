"""`init`: a new stack, which applies as it stands."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from eventbridge_notifier.cli.errors import refuse
from eventbridge_notifier.cli.options import NonEmptyPath
from eventbridge_notifier.cli.packs import PackName

REGION = "eu-west-1"


@click.command()
@click.argument("folder", metavar="DIR", type=NonEmptyPath(file_okay=False))
@click.option("--region", metavar="REGION",
              help=f"Where the recorder lives; {REGION} if not said.")
@click.option("--module-source", metavar="SOURCE",
              help="Where Terraform finds the module, instead of a copy here.")
@click.option("--pack", "packs", multiple=True, type=PackName(),
              help="Take the watches of this pack; may be given again. `catalog` lists them.")
@click.option("--email", metavar="ADDRESS", help="Who is told of matches; nobody if not said.")
def init(folder: Path, module_source: str | None, **given: Any) -> None:
    """Make a stack in DIR: a first watch or packs of watches, and the Terraform around it.

    On a terminal it asks for what is not given; in a script it never asks. From a checkout the
    stack points at the module there; from an installed package it gets a copy.
    """
    from eventbridge_notifier.cli import new_stack
    if sys.stdin.isatty() and sys.stdout.isatty():
        given = _asked(**given)
    try:
        region = new_stack.known_region(given["region"] or REGION)
        email = new_stack.address(given["email"] or "")
    except ValueError as wrong:
        refuse(str(wrong))
    new_stack.make(folder, module_source, region, given["packs"], email)


def _asked(region: str | None, packs: tuple[str, ...], email: str | None) -> dict[str, Any]:
    """What was given, and the answers where nothing was."""
    from eventbridge_notifier.cli import new_stack
    from eventbridge_notifier.spec.packs import PACKS
    if region is None:
        usual = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or REGION
        region = click.prompt("Region where the recorder lives", usual,
                              value_proc=_checked(new_stack.known_region))
    if not packs:
        click.echo("Packs of ready-made watches (`eventbridge-notifier catalog` describes them):")
        for name, pack in PACKS.items():
            click.echo(f"  {name}: {pack.title}")
        packs = click.prompt("Packs, with spaces between; none for a first watch of your own", "",
                             show_default=False, value_proc=_checked(new_stack.known_packs))
    if email is None:
        email = click.prompt("E-mail address to tell of matches; none for nobody", "",
                             show_default=False, value_proc=_checked(new_stack.address))
    return {"region": region, "packs": packs, "email": email}


def _checked(check: Any) -> Any:
    """For a prompt, which asks again at a BadParameter."""
    def checked(answer: str) -> Any:
        try:
            return check(answer.strip())
        except ValueError as wrong:
            raise click.BadParameter(str(wrong)) from None
    return checked
