"""A spec to rules: every watch with its event pattern and state, and all that is wrong. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from eventbridge_notifier import patterns
from eventbridge_notifier.checks import (
    examples,
    existence,
    keywords,
    refusals,
    regions,
    sizes,
    targets,
)
from eventbridge_notifier.compiler import event_pattern, exclusions, operations, rule_state
from eventbridge_notifier.compiler.rule import Compiled, Rule
from eventbridge_notifier.diagnostics.finding import Finding, SpecError, in_order
from eventbridge_notifier.spec import model, packs, schema, yaml
from eventbridge_notifier.spec.model import Spec, Watch
from eventbridge_notifier.spec.yaml import Tree

Advance = Callable[[], None]


def compile_texts(texts: Iterable[tuple[str, str]], advance: Advance = lambda: None) -> Compiled:
    """The spec in `texts` (pairs of file name and YAML). `advance` is called for every watch."""
    return compile_trees(*parse(texts), advance)


def parse(texts: Iterable[tuple[str, str]]) -> tuple[list[Tree], list[Finding]]:
    """The trees of `texts`, and what is wrong with those that are no YAML."""
    trees: list[Tree] = []
    findings: list[Finding] = []
    for file, text in texts:
        try:
            trees.append(yaml.parse(text, file))
        except SpecError as error:
            findings.extend(error.findings)
    return trees, findings


def compile_trees(trees: Iterable[Tree], broken: Iterable[Finding] = (),
                  advance: Advance = lambda: None) -> Compiled:
    """The spec in `trees`; `broken` is what is wrong with its other files."""
    trees, findings = list(trees), list(broken)
    for one in trees:
        findings.extend(schema.check(one))
    findings.extend(regions.named(trees))
    findings.extend(exclusions.named(trees))
    packed, unknown = packs.expand(trees, findings)
    built, between = model.build(trees, findings, packed)
    compiled = compile_spec(built, advance)
    findings += [*unknown, *between, *compiled.findings]
    return Compiled(built, compiled.rules, in_order(findings))


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
    findings.extend(sizes.together(built.home_region, rules))
    findings.extend(regions.check(built, rules))
    findings.extend(targets.in_region(built))
    return Compiled(built, tuple(rules), in_order(findings))


def compile_watch(watch: Watch) -> tuple[Rule | None, tuple[Finding, ...]]:
    """The rule of `watch` or None, and what is wrong with it or dubious about it."""
    named, doubtful = operations.resolve(watch)
    wrong = (*doubtful, *keywords.check(watch, named))
    if any(finding.level == "error" for finding in wrong):
        return None, wrong
    built = event_pattern.build(watch, named)
    try:
        compiled = patterns.compile(built)
    except patterns.PatternError as error:
        return None, (*wrong, refusals.refused(watch, error))
    rule = Rule(watch, named, built, compiled, rule_state.of(watch, named, built))
    found = (*wrong, *sizes.of_rule(rule), *refusals.traps(rule), *existence.check(rule),
             *examples.check(rule))
    found = tuple(one for one in found if not (watch.pack and one.code in packs.EXPECTED))
    return (None if any(one.level == "error" for one in found) else rule), found
