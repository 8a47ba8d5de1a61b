"""In which regions must the rule of a watch stand, so that its events reach it? Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator import aws
from generator.findings import Finding
from generator.rule import Rule
from generator.spec import Spec


def of(rule: Rule, spec: Spec) -> tuple[str, ...]:
    """The watched regions in which the events of `rule` appear, and those where they only appear.

    Empty where the spec names no region and the events appear wherever the caller is.
    """
    watched = spec.regions or ((spec.home_region,) if spec.home_region else ())
    only = _only(rule)
    everywhere = not rule.operations or any(
        not aws.regions_of(source) for one in rule.operations for source in one.sources)
    return tuple(dict.fromkeys([*(watched if everywhere else ()), *only]))


def _only(rule: Rule) -> tuple[str, ...]:
    """The regions outside of which events of some of the watch's calls never appear."""
    found = [region for one in rule.operations for source in one.sources
             for region in aws.regions_of(source)]
    return tuple(dict.fromkeys(found))


def check(spec: Spec, rules: Iterable[Rule]) -> Iterator[Finding]:
    """Findings for regions of the spec that AWS lacks, and for rules that stand elsewhere."""
    for rule in rules:
        missing = [one for one in _only(rule) if one != spec.home_region]
        if spec.home_region and missing:
            yield rule.watch.finding(
                ("on",), "region", f"its events appear in {', '.join(of(rule, spec))}, and the "
                f"recorder lives in {spec.home_region}: a rule must forward them from there",
                level="warning", suggestion=missing[0])
