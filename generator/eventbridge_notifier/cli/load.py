"""Reading and compiling a spec for a command, with progress; ends it when the spec is wrong."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eventbridge_notifier.cli.errors import refuse, report, stop
from eventbridge_notifier.cli.progress import progress
from eventbridge_notifier.diagnostics.finding import errors, strict
from eventbridge_notifier.spec import files

if TYPE_CHECKING:
    from eventbridge_notifier.compiler.rule import Compiled, Rule
    from eventbridge_notifier.pipeline.generate import Generated


def generated(spec: Path, *, strictly: bool = False, render: bool = True) -> Generated:
    """Everything that `spec` becomes; what cannot be read is among the findings.

    YAML files of a folder that are not specs are named on standard error.
    """
    from eventbridge_notifier.pipeline.generate import generate  # here: --help starts without it

    texts, unread = files.texts(spec)
    with progress("compiling") as advance, without_gc():
        result = generate(texts, files.stack(spec), broken=unread, is_folder=spec.is_dir(),
                          render=render, now=time.time(), advance=advance)
    for name in result.skipped:
        click.echo(f"{name}: skipped: it has no key of a spec", err=True)
    found = result.compiled.findings
    if not found and not result.compiled.spec.names:
        found = (files.no_spec(spec, "none of its YAML files has a key of one"),)
    return replace(result, compiled=replace(
        result.compiled, findings=strict(found) if strictly else found))


def compiled(spec: Path, *, strictly: bool = False) -> Compiled:
    """The rules and findings of `spec`."""
    return generated(spec, strictly=strictly, render=False).compiled


def sound(spec: Path, *, strictly: bool = False) -> Compiled:
    """Like `compiled`, with warnings printed; ends the command when anything is an error."""
    return _without_errors(generated(spec, strictly=strictly, render=False)).compiled


def sound_files(spec: Path, *, strictly: bool = False) -> Generated:
    """Like `generated`, with warnings printed; ends the command when anything is an error."""
    return _without_errors(generated(spec, strictly=strictly))


def _without_errors(result: Generated) -> Generated:
    if errors(result.compiled.findings):
        stop(result.compiled.findings)
    report(result.compiled.findings)
    return result


def rule_named(rules: Iterable[Rule], name: str) -> Rule:
    """The rule called `name`. Ends the command when there is none."""
    from eventbridge_notifier.aws.suggest import meant

    by_name = {rule.name: rule for rule in rules}
    if name not in by_name:
        hint = meant(name, by_name)
        known = ", ".join(list(by_name)[:8]) + ", …" * (len(by_name) > 8)
        refuse(f'there is no watch "{name}"; '
               + (f"did you mean {hint}?" if hint else f"the spec has {known}"))
    return by_name[name]


@contextmanager
def without_gc() -> Iterator[None]:
    """Without garbage collection: models and rules all stay, and collecting takes a third of the
    time. Later collections skip them, too."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
