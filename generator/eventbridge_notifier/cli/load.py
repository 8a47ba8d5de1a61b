"""Reading and compiling a spec for a command, with progress; ends it when the spec is wrong."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from eventbridge_notifier.aws.suggest import meant
from eventbridge_notifier.checks import stack
from eventbridge_notifier.cli.errors import refuse, report, stop
from eventbridge_notifier.cli.progress import progress
from eventbridge_notifier.compiler.rule import Compiled, Rule
from eventbridge_notifier.deploy import forwarders, placement
from eventbridge_notifier.diagnostics.finding import errors, in_order, strict
from eventbridge_notifier.pipeline.compile import compile_trees, parse
from eventbridge_notifier.spec import files, schema
from eventbridge_notifier.spec.yaml import Tree


def compiled(spec: Path, *, strictly: bool = False) -> Compiled:
    """Everything that `spec` compiles to; what cannot be read is among the findings."""
    texts, unread = files.texts(spec)
    with progress("compiling") as advance, without_gc():
        trees, broken = parse(texts)
        wrong = [*unread, *broken]
        specs = _specs(spec, trees)
        if not specs and not wrong:
            wrong.append(files.no_spec(spec, "none of its YAML files has a word of one"))
        result = compile_trees(specs, wrong, advance)
    around, where = files.stack(spec), placement.of(result.spec, result.rules)
    found = in_order([*result.findings, *stack.check(result.spec, around),
                      *forwarders.check(where, around)])
    return Compiled(result.spec, result.rules, strict(found) if strictly else found)


def _specs(spec: Path, trees: list[Tree]) -> list[Tree]:
    """Those of a folder that are specs; the rest are named on standard error, and passed by.

    A file that is named is a spec.
    """
    if not spec.is_dir():
        return trees
    for tree in (other := [tree for tree in trees if not schema.is_spec(tree)]):
        click.echo(f"{tree.place.file}: skipped: none of its keys is a word of a spec", err=True)
    return [tree for tree in trees if not any(tree is one for one in other)]


def sound(spec: Path, *, strictly: bool = False) -> Compiled:
    """Like `compiled`, with warnings printed; ends the command when anything is an error."""
    result = compiled(spec, strictly=strictly)
    if errors(result.findings):
        stop(result.findings)
    report(result.findings)
    return result


def rule_named(rules: Iterable[Rule], name: str) -> Rule:
    """The rule called `name`. Ends the command when there is none."""
    by_name = {rule.name: rule for rule in rules}
    if name not in by_name:
        hint = meant(name, by_name)
        refuse(f'there is no watch "{name}"' + (f"; did you mean {hint}?" if hint else ""))
    return by_name[name]


@contextmanager
def without_gc() -> Iterator[None]:
    """Without garbage collection: models and rules all stay, and looking costs a third. Later
    collections pass them over, too."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
