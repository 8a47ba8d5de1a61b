"""Findings about a deployment or a machine, printed; they decide on the exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

import click

from eventbridge_notifier.cli.plain import coloured, plain

if TYPE_CHECKING:
    from eventbridge_notifier.console.health.facts import Finding


def end_with(found: Sequence[Finding], as_json: bool) -> NoReturn:
    """Prints a line for each finding, or JSON. Exits with 1 where something is bad, else with 0."""
    from eventbridge_notifier.console.health.judge import healthy
    if as_json:
        click.echo(json.dumps({"healthy": healthy(found),
                               "findings": [one._asdict() for one in found]}, indent=2))
    else:
        _print(found)
    sys.exit(0 if healthy(found) else 1)


def _print(found: Sequence[Finding]) -> None:
    from eventbridge_notifier.console.health.facts import BAD, OK, WARNING
    colours = {OK: "green", WARNING: "yellow", BAD: "red"}
    width = max(len(one.check) for one in found)
    for one in found:
        level = coloured(one.level.ljust(len(WARNING)), fg=colours[one.level])
        click.echo(f"{level}  {one.check.ljust(width)}  {plain(one.message)}")
