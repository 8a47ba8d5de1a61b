"""Runs the checks of each phase, in the registry's order. The room's entry. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from eventbridge_notifier.checks import accepted
from eventbridge_notifier.checks.context import Stack
from eventbridge_notifier.checks.refusals import refused
from eventbridge_notifier.checks.registry import ALTERNATIVE, RULE, SPEC, STACK, WATCH
from eventbridge_notifier.compiler.alternatives import Alternative
from eventbridge_notifier.compiler.compile import Attempt
from eventbridge_notifier.compiler.rule import Compiled, Rule
from eventbridge_notifier.compiler.subject import Subject
from eventbridge_notifier.diagnostics.diagnostic import ERROR
from eventbridge_notifier.diagnostics.finding import Finding, beside_others, errors, in_order
from eventbridge_notifier.spec import packs
from eventbridge_notifier.spec.load import Loaded
from eventbridge_notifier.spec.yaml import Tree


def watches(loaded: Loaded, attempts: Iterable[Attempt],
            advance: Callable[[], None] = lambda: None) -> Compiled:
    """The rules of all watches that have no error, and every finding but those of the stack."""
    findings = [*loaded.findings, *of_spec(loaded.trees)]
    wrong = {(one.file, one.watch) for one in errors(findings) if one.watch}
    rules = []
    for attempt in attempts:
        found = of_attempt(attempt)
        findings += found
        if attempt.rule and not errors(found) and (
                attempt.watch.file.name, attempt.watch.name) not in wrong:
            rules.append(attempt.rule)
        advance()
    return Compiled(loaded.spec, tuple(rules), in_order(findings))


def of_spec(trees: Iterable[Tree]) -> Iterator[Finding]:
    trees = list(trees)
    for check in SPEC:
        yield from check.find(trees)


def of_attempt(attempt: Attempt) -> tuple[Finding, ...]:
    """What is wrong with one watch; its rule is looked at only where its keys are sound."""
    watch = attempt.watch
    found = [one for check in WATCH for one in check.find(watch, attempt.operations)]
    if not errors(accepted.lifted(watch, found)):
        if attempt.refusal:
            found.append(refused(watch, attempt.refusal))
        elif attempt.rule:
            found += of_rule(attempt.rule)
    found = [one for one in found if not (watch.pack and one.code in packs.EXPECTED)]
    return (*accepted.explained(accepted.lifted(watch, found)), *accepted.unused(watch, found))


def of_rule(rule: Rule) -> Iterator[Finding]:
    """An error in one alternative of a pattern is a warning where another alternative has none."""
    for check in RULE:
        yield from check.find(rule)
    branches = [list(_of_alternative(rule, *one)) for one in rule.branches]
    fires = any(not errors(found) for found in branches)
    for one in (one for found in branches for one in found):
        yield beside_others(one) if fires and one.level == ERROR else one


def _of_alternative(rule: Rule, alternative: Alternative, subject: Subject) -> Iterator[Finding]:
    for check in ALTERNATIVE:
        yield from check.find(rule, alternative, subject)


def of_stack(stack: Stack) -> Iterator[Finding]:
    for check in STACK:
        yield from check.find(stack)
