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
              help=f"The region of the recorder.  [default: {REGION}]")
@click.option("--module-source", metavar="SOURCE",
              help="The module's source in main.tf, instead of a copy of the module.")
@click.option("--pack", "packs", multiple=True, type=PackName(),
              help="Use the watches of this pack; may be repeated. `catalog` lists packs.")
@click.option("--email", metavar="ADDRESS",
              help="Send messages about matches to this address; none by default.")
def init(folder: Path, module_source: str | None, **given: Any) -> None:
    """Make a stack in DIR: a spec with a first watch or with packs, and its Terraform.

    On a terminal it asks for options that are not given; in a script it uses the defaults. From a
    checkout, the stack uses the module of the checkout; from an installed package, it gets a copy.
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
        region = click.prompt("Region of the recorder", usual,
                              value_proc=_checked(new_stack.known_region))
    if not packs:
        click.echo("Packs of ready-made watches (`eventbridge-notifier catalog` describes them):")
        for name, pack in PACKS.items():
            click.echo(f"  {name}: {pack.title}")
        packs = click.prompt("Packs, separated by spaces (empty: one watch to begin with)", "",
                             show_default=False, value_proc=_checked(new_stack.known_packs))
    if email is None:
        email = click.prompt("E-mail address for messages about matches (empty: no messages)", "",
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
