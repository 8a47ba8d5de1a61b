"""`generate`: from a spec to the files of its stack."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NoReturn

import click

from eventbridge_notifier.cli.errors import stop
from eventbridge_notifier.cli.load import sound_files
from eventbridge_notifier.cli.options import spec_argument, strict_option
from eventbridge_notifier.diagnostics.finding import SpecError
from eventbridge_notifier.spec import files

if TYPE_CHECKING:
    from eventbridge_notifier.compiler.rule import Rule
    from eventbridge_notifier.deploy.placement import Plan

_ORGANIZATION = re.compile(r"^\s*organization\s*=\s*true\b", re.M)


@click.command()
@spec_argument
@click.option("--check", is_flag=True,
              help="Write nothing; exit with 1 if the files differ from what SPEC compiles to.")
@strict_option
def generate(spec: Path, check: bool, strict: bool) -> None:
    """Write watches.tf, patterns/<watch>.json and resources.json beside SPEC, a file or a folder.

    If SPEC has an error, it writes nothing and exits with 2.
    """
    from eventbridge_notifier.deploy import forwarders, terraform
    result = sound_files(spec, strictly=strict)
    target, where, stack = files.folder(spec), result.plan, result.files
    around = files.stack(spec)
    try:
        before = files.generated_before(target)
        lost = [name for name in files.beside(spec) if terraform.says(files.header(target), name)]
    except SpecError as error:
        stop(error.findings)
    if lost:
        stop([files.of_others(target, lost)])
    if check:
        _compare(spec, target, stack, before)
    try:
        once = files.missing(target, forwarders.once(where))
        changed = files.write(target, {**stack, **once}, before)
    except SpecError as error:
        stop(error.findings)
    _say_data_events(target, where, around)
    watches, written = len(result.compiled.rules), len(changed)
    click.echo(f"{target}: {watches} watch{'es' * (watches != 1)}, "
               f"{written} file{'s' * (written != 1)} changed")
    for name in changed:
        if name not in stack and name in before:
            click.echo(f"{target / name}: removed, since no watch of the spec has it")
    _say_moved(target, result.compiled.rules, before, stack)
    if around and (missing := forwarders.missing_aliases(where, around)):
        click.echo(f"Add to {min(around)}:\n{forwarders.providers(missing)}")


def _say_moved(target: Path, rules: Iterable[Rule], before: Iterable[str],
               stack: Iterable[str]) -> None:
    """Watches whose events nobody takes while an apply changes their rules."""
    from eventbridge_notifier.compiler import packing
    was, will = ({PurePath(name).stem for name in names if name.startswith("patterns/")}
                 for names in (before, stack))
    if moved := packing.moved(rules, was, will):
        count = f"{len(moved)} watch{'es go' if len(moved) > 1 else ' goes'}"
        click.echo(f"{target}: {count} from one rule to another, and events during the apply are "
                   "lost: first apply with `rules: both`", err=True)


def _compare(spec: Path, target: Path, stack: Mapping[str, str], before: Iterable[str]) -> NoReturn:
    """Ends the command: with 1 where a file is not what the spec compiles to."""
    stale = files.stale(target, stack, before)
    for name in stale:
        click.echo(f"{target / name}: differs from what the spec compiles to; run: "
                   f"eventbridge-notifier generate {spec}", err=True)
    sys.exit(1 if stale else 0)


def _say_data_events(target: Path, plan: Plan, around: Mapping[str, str]) -> None:
    """What the trail logs beyond management events, and what that costs."""
    from eventbridge_notifier.deploy import data_events
    for one in plan.data_resources:
        several = len(one.arns) + len(one.arn_prefixes)
        click.echo(f"{target}: the trail logs data events of {one.type}, "
                   + (f"by {several} ARN{'s' * (several != 1)}" if several else "all of them")
                   + f": {data_events.USD_PER_100_000:.2f} USD per 100,000"
                   + (", in every account of the organization" if _is_organization(around) else ""))


def _is_organization(around: Mapping[str, str]) -> bool:
    """Whether the stack's trail is one of an organization."""
    return any(_ORGANIZATION.search(text) for text in around.values())
