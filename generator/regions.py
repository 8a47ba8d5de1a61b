"""In which regions must the rule of a watch stand, so that its events reach it? Pure."""

from __future__ import annotations

from generator import aws
from generator.rule import Rule
from generator.spec import Spec


def of(rule: Rule, spec: Spec) -> tuple[str, ...]:
    """The watched regions in which the events of `rule` appear, and those where they only appear.

    Empty where the spec names no region and the events appear wherever the caller is.
    """
    watched = spec.regions or ((spec.home_region,) if spec.home_region else ())
    homes = {aws.home_of(source) for one in rule.operations for source in one.sources}
    fixed = {home for home in homes if home}
    everywhere = not rule.operations or None in homes
    return tuple(dict.fromkeys([*(watched if everywhere else ()), *sorted(fixed)]))
