"""Whether trails log what the rules need. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from eventbridge_notifier.console.health.facts import BAD, OK, WARNING, Facts, Finding
from eventbridge_notifier.console.health.trails import ERRORS, TrailFacts, need, unmet

NAMED = 5  # how many names a finding spells out


def trail(facts: Facts) -> Iterator[Finding]:
    if facts.trails is None:
        yield unknown("trail", "cloudtrail:DescribeTrails, cloudtrail:GetTrailStatus")
        return
    logging = [trail for trail in facts.trails if trail.logging]
    covering = [trail for trail in logging if trail.covers(facts.region)]
    if not covering:
        yield Finding("trail", BAD, f"{_why_none(facts, logging)}: no API call reaches a rule")
        return
    lines = [*_missed(facts, covering), *_trail_errors(covering)]
    if not any(trail.every_region for trail in covering):
        lines.append(Finding("trail", WARNING, f"{names([one.name for one in covering])} logs "
                             f"{facts.region} alone: calls elsewhere, sign-ins among them, are "
                             "missed"))
    yield from lines or [Finding("trail", OK, f"{names([one.name for one in covering])} is "
                                 "logging")]


def _why_none(facts: Facts, logging: list[TrailFacts]) -> str:
    if logging:
        homes = ", ".join(f"{trail.name} logs {trail.home} alone" for trail in logging)
        return f"{homes}, not {facts.region}"
    stopped = [trail.name for trail in facts.trails or ()]
    return f"{names(stopped)} does not log" if stopped else "there is none"


def _missed(facts: Facts, covering: list[TrailFacts]) -> Iterator[Finding]:
    """What enabled rules wait for, and no trail selects."""
    needs = (need(rule.name, rule.pattern, rule.state) for rule in facts.rules or ()
             if rule.state != "DISABLED")
    by_what: dict[str, list[str]] = {}
    for what, rule in unmet((one for one in needs if one), covering):
        by_what.setdefault(what, []).append(rule)
    for what, rules in by_what.items():
        yield Finding("trail", BAD, f"no trail logs {what}: nothing reaches {names(rules)}")


def _trail_errors(trails: list[TrailFacts]) -> Iterator[Finding]:
    for trail in trails:
        for name, error in trail.errors.items():
            level = BAD if name == "LatestDeliveryError" else WARNING
            yield Finding("trail", level, f"{trail.name}: {ERRORS[name]}: {error}")


def unknown(check: str, permission: str) -> Finding:
    return Finding(check, WARNING, f"could not be read; it needs {permission}")


def names(names: list[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(sorted(names)[:NAMED]) + more
