"""In which regions must the rule of a watch stand, so that its events reach it? Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator import aws
from generator.findings import Finding, Place
from generator.rule import Rule
from generator.spec import Spec
from generator.tree import Tree


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


def named(trees: Iterable[Tree]) -> Iterator[Finding]:
    """Findings for `home_region` and `regions` that AWS lacks, or may lack."""
    for tree in trees:
        for path, name in _written(tree.value):
            if isinstance(name, str):
                yield from slip(tree.place, path, name)


def _written(value: Any) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if isinstance(value, dict):
        yield ("home_region",), value.get("home_region")
        if isinstance(listed := value.get("regions"), list):
            yield from ((("regions", index), name) for index, name in enumerate(listed))


def slip(place: Place, path: tuple[Any, ...], name: str) -> Iterator[Finding]:
    """A finding for a region that the table lacks, written at `path`."""
    if name in aws.REGIONS:
        return
    try:
        aws.region(name)
    except aws.Unknown as unknown:
        yield place.finding(path, "unknown-region", f"AWS has no region {name}",
                            suggestion=unknown.suggestions[0])
        return
    near = aws.closest(name, aws.REGIONS)
    yield place.finding(path, "unverified-region", f"the table of AWS's regions has no {name}",
                        level="warning", suggestion=near[0] if near else "")


def check(spec: Spec, rules: Iterable[Rule]) -> Iterator[Finding]:
    """Findings for regions of the spec that AWS lacks, and for rules that stand elsewhere."""
    for rule in rules:
        missing = [one for one in _only(rule) if one != spec.home_region]
        if spec.home_region and missing:
            yield rule.watch.finding(
                ("on",), "region", f"its events appear in {', '.join(of(rule, spec))}, and the "
                f"recorder lives in {spec.home_region}: a rule must forward them from there",
                level="warning", suggestion=missing[0])
