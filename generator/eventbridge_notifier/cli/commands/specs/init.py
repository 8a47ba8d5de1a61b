"""`init`: a new stack, which applies as it stands."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import click

import eventbridge_notifier
from eventbridge_notifier import aws
from eventbridge_notifier.cli.errors import refuse, stop
from eventbridge_notifier.cli.options import NonEmptyPath
from eventbridge_notifier.diagnostics.finding import SpecError
from eventbridge_notifier.pipeline import scaffold
from eventbridge_notifier.spec import files
from eventbridge_notifier.spec.packs import PACKS

MODULE = "eventbridge_notifier"
FORWARDER = "event_forwarder"
REGION = re.compile(r"([a-z]{2}|eusc)(-[a-z]+)+-[0-9]")
EMAIL = re.compile(r"[^@\s\"\\]+@[^@\s\"\\]+")


@click.command()
@click.argument("folder", metavar="DIR", type=NonEmptyPath(file_okay=False))
@click.option("--region", default="eu-west-1", show_default=True, help="Where the recorder lives.")
@click.option("--module-source", help="Where Terraform finds the module, instead of a copy here.")
@click.option("--pack", "packs", multiple=True, type=click.Choice(list(PACKS)),
              help="Take the watches of this pack; may be given again. `catalog` lists them.")
@click.option("--email", default="", help="Who is told of matches.")
def init(folder: Path, region: str, module_source: str | None, packs: tuple[str, ...],
         email: str) -> None:
    """Make a stack in DIR: a first watch or packs of watches, and the Terraform around it.

    From a checkout the stack points at the module there; from an installed package it gets a copy.
    """
    if not REGION.fullmatch(region):
        refuse(f"--region is {region!r}; it must be a region such as eu-west-1")
    try:
        aws.region(region)
    except aws.Unknown as unknown:
        refuse(f"--region is {region}, and AWS has none of that name; did you mean "
               f"{unknown.suggestions[0]}?")
    if email and not EMAIL.fullmatch(email):
        refuse(f"--email is {email!r}; it must be an e-mail address")
    copy = None if module_source else _packaged()
    source = module_source or (f"./modules/{MODULE}" if copy else _in_checkout(folder))
    stack = scaffold.stack(region, source, dict.fromkeys(packs), email)
    taken = [name for name in (*stack, "modules" if copy else "main.tf")
             if os.path.lexists(folder / name)]
    if taken:
        refuse(f"{folder} holds {', '.join(sorted(set(taken)))} already, and would lose it; "
               "choose an empty folder")
    try:
        for name in (MODULE, FORWARDER) if copy else ():
            shutil.copytree(copy / name, folder / "modules" / name)  # type: ignore[operator]
        files.write(folder, stack)
    except SpecError as error:
        stop(error.findings)
    except OSError as error:
        refuse(f"{folder}: cannot be written to: {error}")
    what = f"the watches of {', '.join(dict.fromkeys(packs))}" if packs else "one watch"
    click.echo(f"{folder}: a stack with {what}. Next:\n"
               f"  terraform -chdir={folder} init\n  terraform -chdir={folder} apply")


def _packaged() -> Path | None:
    """The modules inside an installed package."""
    path = Path(eventbridge_notifier.__file__).parent / "_modules"
    return path if path.is_dir() else None


def _in_checkout(folder: Path) -> str:
    """The module of this checkout, as seen from `folder`."""
    module = Path(eventbridge_notifier.__file__).parents[2] / "modules" / MODULE
    relative = os.path.relpath(module.resolve(), folder.resolve())
    return relative if relative.startswith(".") else f"./{relative}"
