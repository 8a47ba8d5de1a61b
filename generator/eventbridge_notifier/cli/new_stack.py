"""Writing a new stack for `init`."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from collections.abc import Sequence
from pathlib import Path

import click

import eventbridge_notifier
from eventbridge_notifier import aws
from eventbridge_notifier.cli.errors import refuse, stop
from eventbridge_notifier.cli.packs import known_pack
from eventbridge_notifier.diagnostics.finding import SpecError
from eventbridge_notifier.pipeline import scaffold
from eventbridge_notifier.spec import files

MODULE = "eventbridge_notifier"
FORWARDER = "event_forwarder"
REGION = re.compile(r"([a-z]{2}|eusc)(-[a-z]+)+-[0-9]")
EMAIL = re.compile(r"[^@\s\"\\]+@[^@\s\"\\]+")


def known_region(name: str) -> str:
    """The region's name. Raises ValueError where AWS has none of that name."""
    if not REGION.fullmatch(name):
        raise ValueError(f"--region is {name!r}; it must be a region such as eu-west-1")
    try:
        aws.region(name)
    except aws.Unknown as unknown:
        raise ValueError(f"--region is {name}, which AWS does not have; did you mean "
                         f"{unknown.suggestions[0]}?") from None
    return name


def address(email: str) -> str:
    """The address, or "". Raises ValueError."""
    if email and not EMAIL.fullmatch(email):
        raise ValueError(f"--email is {email!r}; it must be an e-mail address")
    return email


def known_packs(names: str) -> tuple[str, ...]:
    """Names with spaces or commas between. Raises ValueError."""
    return tuple(known_pack(name) for name in re.split(r"[\s,]+", names) if name)


def make(folder: Path, module_source: str | None, region: str, packs: Sequence[str], email: str
         ) -> None:
    """Writes the stack and says what comes next. Ends the command where it would lose a file."""
    packs = tuple(dict.fromkeys(packs))
    copy = None if module_source else _packaged()
    source = module_source or (f"./modules/{MODULE}" if copy else _in_checkout(folder))
    stack = scaffold.stack(region, source, packs, email)
    taken = [name for name in (*stack, "modules" if copy else "main.tf")
             if os.path.lexists(folder / name)]
    if taken:
        refuse(f"{folder} holds {', '.join(sorted(set(taken)))} already; choose an empty folder")
    try:
        for name in (MODULE, FORWARDER) if copy else ():
            shutil.copytree(copy / name, folder / "modules" / name)  # type: ignore[operator]
        files.write(folder, stack)
    except SpecError as error:
        stop(error.findings)
    except OSError as error:
        refuse(f"{folder}: cannot be written to: {error}")
    what = f"the watches of {', '.join(packs)}" if packs else "one watch"
    terraform = f"terraform {shlex.quote(f'-chdir={folder}')}"
    click.echo(f"{folder}: a stack with {what}. Next:\n  {terraform} init\n  {terraform} apply")


def _packaged() -> Path | None:
    """The modules inside an installed package."""
    path = Path(eventbridge_notifier.__file__).parent / "_modules"
    return path if path.is_dir() else None


def _in_checkout(folder: Path) -> str:
    """The module of this checkout, as seen from `folder`."""
    module = Path(eventbridge_notifier.__file__).parents[2] / "modules" / MODULE
    relative = os.path.relpath(module.resolve(), folder.resolve())
    return relative if relative.startswith(".") else f"./{relative}"
