"""The pipeline: texts of a spec in, the files of its stack out. Pure.

`generate` calls one entry per room, in this order:

    spec.load                texts          ->  the Spec: YAML, schema, packs, model
    compiler.compile_watch   a watch        ->  its Rule: operations, event pattern, state
    checks.watches           rules          ->  findings; a watch with an error has no rule
    deploy.placement         rules          ->  the Plan: which rules stand where, packed or not
    checks.of_stack          rules, plan    ->  findings of the whole stack
    deploy.stack             plan           ->  the text of every generated file
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from eventbridge_notifier.checks import run as checks
from eventbridge_notifier.checks.context import Stack
from eventbridge_notifier.compiler import compile as compiler
from eventbridge_notifier.compiler.rule import Compiled
from eventbridge_notifier.deploy import placement, stack
from eventbridge_notifier.deploy.placement import Plan
from eventbridge_notifier.diagnostics.finding import Finding, errors, in_order
from eventbridge_notifier.spec import load as spec

Texts = Iterable[tuple[str, str]]
"""Pairs of file name and text."""


@dataclass(frozen=True)
class Generated:
    """`files` maps paths below the stack's folder to text; {} where the spec has an error.

    `skipped` names the YAML files of a folder that are not specs.
    """

    compiled: Compiled
    plan: Plan
    files: Mapping[str, str]
    skipped: tuple[str, ...] = ()


def generate(texts: Texts, around: Mapping[str, str] | None = None, *,
             broken: Iterable[Finding] = (), is_folder: bool = False, render: bool = True,
             now: float = 0.0,
             advance: Callable[[], None] = lambda: None) -> Generated:
    """Everything that the spec in `texts` becomes; no files where `render` is False.

    `around` holds the stack's own Terraform files by name, `broken` findings for spec files that
    could not be read. `advance` is called for every watch; `now` is the time in epoch seconds.
    """
    loaded = spec.load(texts, is_folder=is_folder)
    attempts = (compiler.compile_watch(watch) for watch in loaded.spec.watches)
    compiled = checks.watches(loaded, attempts, advance)
    plan = placement.of(compiled.spec, compiled.rules)
    found = checks.of_stack(Stack(compiled.spec, compiled.rules, plan, around or {}, now))
    compiled = replace(compiled, findings=in_order([*broken, *compiled.findings, *found]))
    files = stack.files(compiled.spec.names, plan, around or {}) if (
        render and not errors(compiled.findings)) else {}
    return Generated(compiled, plan, files, loaded.skipped)


def compile_texts(texts: Texts) -> Compiled:
    """The rules and findings of the spec in `texts`."""
    return generate(texts, render=False).compiled
