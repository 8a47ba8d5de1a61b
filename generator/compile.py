"""A spec to rules: every watch with its event pattern and state, and all that is wrong. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generator import checks, examples, parameters, pattern, patterns, shape, spec, state, tree
from generator.findings import Finding, SpecError, in_order
from generator.rule import Compiled, Rule
from generator.spec import Spec, Watch
from generator.tree import Tree

Advance = Callable[[], None]


def compile_texts(texts: Iterable[tuple[str, str]], advance: Advance = lambda: None) -> Compiled:
    """The spec in `texts` (pairs of file name and YAML). `advance` is called for every watch."""
    trees: list[Tree] = []
    findings: list[Finding] = []
    for file, text in texts:
        try:
            trees.append(tree.parse(text, file))
        except SpecError as error:
            findings.extend(error.findings)
    for one in trees:
        findings.extend(shape.check(one))
    built, between = spec.build(trees, findings)
    compiled = compile_spec(built, advance)
    return Compiled(built, compiled.rules, in_order([*findings, *between, *compiled.findings]))


def compile_spec(built: Spec, advance: Advance = lambda: None) -> Compiled:
    """Every watch of `built`; one with an error yields findings and no rule."""
    rules: list[Rule] = []
    findings: list[Finding] = []
    for watch in built.watches:
        rule, found = compile_watch(watch)
        findings.extend(found)
        if rule:
            rules.append(rule)
        advance()
    findings.extend(checks.together(built, rules))
    return Compiled(built, tuple(rules), in_order(findings))


def compile_watch(watch: Watch) -> tuple[Rule | None, tuple[Finding, ...]]:
    """The rule of `watch` or None, and what is wrong with it or dubious about it."""
    operations, unknown = pattern.resolve(watch)
    wrong = (*unknown, *checks.words(watch, operations))
    if any(finding.level == "error" for finding in wrong):
        return None, wrong
    built = pattern.build(watch, operations)
    try:
        compiled = patterns.compile(built)
    except patterns.PatternError as error:
        return None, (*wrong, checks.refused(watch, error))
    rule = Rule(watch, operations, built, compiled, state.of(watch, operations, built))
    found = (*wrong, *checks.rule(rule), *parameters.check(watch, operations, built),
             *examples.check(rule))
    return (None if any(one.level == "error" for one in found) else rule), found
