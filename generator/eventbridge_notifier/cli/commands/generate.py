"""`generate`: from a spec to the files of its stack."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from eventbridge_notifier.cli.errors import stop
from eventbridge_notifier.cli.load import sound
from eventbridge_notifier.cli.options import spec_argument, strict_option
from eventbridge_notifier.compiler.rule import Compiled
from eventbridge_notifier.deploy import forwarders, placement, terraform
from eventbridge_notifier.diagnostics.finding import SpecError
from eventbridge_notifier.spec import files


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
    target, where = files.folder(spec), placement.of(result.spec, result.rules)
    around = files.stack(spec)
    stack = stack_of(result, where, around)
    try:
        before = files.generated_before(target)
        lost = [name for name in files.beside(spec) if terraform.says(files.header(target), name)]
    except SpecError as error:
        stop(error.findings)
    if lost:
        stop([files.of_others(target, lost)])
    if check:
        stale = files.stale(target, stack, before)
        for name in stale:
            click.echo(f"{target / name}: not what the spec compiles to; run: "
                       f"eventbridge-notifier generate {spec}", err=True)
        sys.exit(1 if stale else 0)
    try:
        changed = files.write(target, stack | files.missing(target, forwarders.once(where)), before)
    except SpecError as error:
        stop(error.findings)
    click.echo(f"{target}: {len(result.rules)} watches, {len(changed)} files changed")
    for name in changed:
        if name not in stack and name in before:
            click.echo(f"{target / name}: removed; no watch of the spec makes it")
    if around and (missing := forwarders.missing_aliases(where, around)):
        click.echo(f"Add to {min(around)}:\n{forwarders.providers(missing)}")


def stack_of(result: Compiled, where: placement.Plan, around: Mapping[str, str]) -> dict[str, str]:
    """The generated files by their path below the stack's folder; `around` are the stack's own."""
    names = [Path(name).name for name in result.spec.names]
    return forwarders.files(result.rules, names, where, forwarders.stack_of(around))
