"""`generate`: from a spec to the files of its stack."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator import files, render
from generator.commands.load import sound, spec_argument, stop, strict_option
from generator.findings import SpecError
from generator.rule import Compiled


@click.command()
@spec_argument
@click.option("--check", is_flag=True,
              help="Write nothing; exit with 1 when the files are not what SPEC compiles to.")
@strict_option
def generate(spec: Path, check: bool, strict: bool) -> None:
    """Write watches.tf and patterns/<watch>.json beside SPEC, a file or a folder.

    Nothing is written when SPEC has an error (exit 2).
    """
    result = sound(spec, strictly=strict)
    target, stack = files.folder(spec), stack_of(result)
    try:
        before = files.generated_before(target)
    except SpecError as error:
        stop(error.findings)
    if check:
        stale = files.stale(target, stack, before)
        for name in stale:
            click.echo(f"{target / name}: not what the spec compiles to; run: "
                       f"eventbridge-notifier generate {spec}", err=True)
        sys.exit(1 if stale else 0)
    try:
        changed = files.write(target, stack, before)
    except SpecError as error:
        stop(error.findings)
    click.echo(f"{target}: {len(result.rules)} watches, {len(changed)} files changed")


def stack_of(result: Compiled) -> dict[str, str]:
    """The generated files of a compiled spec, by their path below the stack's folder."""
    return render.stack(result.rules, [Path(name).name for name in result.spec.names])
