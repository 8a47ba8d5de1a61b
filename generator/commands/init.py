"""`init`: a new stack, which applies as it stands."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import click

import generator
from generator import files, scaffold
from generator.commands.load import refuse, stop
from generator.findings import SpecError

MODULE = "eventbridge_notifier"
REGION = re.compile(r"[a-z]{2}(-[a-z]+)+-[0-9]")


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--region", default="eu-west-1", show_default=True, help="Where the recorder lives.")
@click.option("--module-source", help="Where Terraform finds the module, instead of a copy here.")
def init(folder: Path, region: str, module_source: str | None) -> None:
    """Make a stack in DIR: a first watch, and the Terraform around it.

    From a checkout the stack points at the module there; from an installed package it gets a copy.
    """
    if not REGION.fullmatch(region):
        refuse(f"--region is {region!r}; it must be a region such as eu-west-1")
    copy = None if module_source else _packaged()
    source = module_source or (f"./modules/{MODULE}" if copy else _in_checkout(folder))
    stack = scaffold.stack(region, source)
    taken = [name for name in (*stack, "modules" if copy else "main.tf")
             if os.path.lexists(folder / name)]
    if taken:
        refuse(f"{folder} holds {', '.join(sorted(set(taken)))} already, and would lose it; "
               "choose an empty folder")
    if copy:
        shutil.copytree(copy, folder / "modules" / MODULE)
    try:
        files.write(folder, stack)
    except SpecError as error:
        stop(error.findings)
    click.echo(f"{folder}: a stack with one watch. Next:\n"
               f"  terraform -chdir={folder} init\n  terraform -chdir={folder} apply")


def _packaged() -> Path | None:
    """The module inside an installed package."""
    path = Path(generator.__file__).parent / "_modules" / MODULE
    return path if path.is_dir() else None


def _in_checkout(folder: Path) -> str:
    """The module of this checkout, as seen from `folder`."""
    module = Path(generator.__file__).parent.parent / "modules" / MODULE
    relative = os.path.relpath(module.resolve(), folder.resolve())
    return relative if relative.startswith(".") else f"./{relative}"
