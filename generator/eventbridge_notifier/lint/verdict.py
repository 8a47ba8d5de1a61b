"""Candidates to findings: the checks that `check` runs, at the candidate's own positions. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from eventbridge_notifier import aws, patterns
from eventbridge_notifier.checks import refusals, run
from eventbridge_notifier.compiler import rule_state
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.diagnostics.finding import Finding, SourceFile, in_order
from eventbridge_notifier.lint import partial
from eventbridge_notifier.lint.candidate import DEFAULT_BUS, Broken, Candidate, Found
from eventbridge_notifier.lint.partial import Partial
from eventbridge_notifier.spec.model import Watch

# What a watch of this project's would need beside a pattern, or what `check` says of its own rules.
_OF_WATCHES = frozenset({"read-only-volume", "template-size", "region", "example",
                         "unverified-example", "watches-alerts"})

# What is said of how much a pattern admits: parts that are not known may narrow it.
_OF_BREADTH = frozenset({"no-source", "pattern-size"})

# What matters on a bus, and not to whoever reads CloudTrail's records from its log, where a number
# and its digits are the same.
_OF_RULES = frozenset({"no-source", "pattern-size", "bus", "pattern", "unverified-type"})


def check(found: Found, file: str) -> tuple[Finding, ...]:
    """What is wrong with one candidate, in order."""
    if isinstance(found, Broken):
        return (_broken(found, file),)
    made = partial.of(found.pattern)
    if not made.pattern and made.is_open:
        return ()
    hidden = set(_OF_WATCHES)
    hidden |= _OF_BREADTH if made.is_open else set()
    hidden |= _OF_RULES if found.translated else set()
    hidden |= {"bus"} if found.bus is None else set()
    return in_order(one for one in _findings(found, made, file) if one.code not in hidden)


def _broken(found: Broken, file: str) -> Finding:
    line, column = found.position
    if found.is_certain:
        return Finding(file, line, column, found.name, "pattern", "error", found.message)
    return Finding(file, line, column, found.name, "unreadable", "warning",
                   f"not checked: {found.message}")


def _findings(found: Candidate, made: Partial, file: str) -> Iterator[Finding]:
    watch = watch_of(found, made, file)
    try:
        compiled = patterns.compile(made.pattern)
    except patterns.PatternError as error:
        yield refusals.refused(watch, error)
        return
    rule = Rule(watch, (), made.pattern, compiled, rule_state.of(watch, (), made.pattern))
    yield from run.of_rule(rule)
    if found.state == aws.ENABLED and not made.is_open:
        yield from _state(rule)


def watch_of(found: Candidate, made: Partial, file: str) -> Watch:
    """The candidate as a watch, whose keys stand where its pattern is written."""
    top = ("watches", found.name)
    positions: dict[tuple[Any, ...], tuple[int, int]] = {
        (*top, "pattern", *path): position for path, position in made.positions.items()}
    positions |= {(): found.pattern.position, top: found.pattern.position}
    return Watch(found.name, SourceFile(file, positions), pattern=made.pattern,
                 bus=found.bus or DEFAULT_BUS)


def _state(rule: Rule) -> Iterator[Finding]:
    """Read-only calls reach only rules in a state of their own (EventBridge user guide, "read-only
    management events from AWS services")."""
    calls = {one: one for subject in rule.subjects for one in subject.calls}
    reads = [one for one in calls if one.certain and one.read_only
             and aws.is_management(one.service, one.name)]
    if not reads:
        return
    names = ", ".join(f"{one.service}:{one.name}" for one in reads[:4])
    is_all = len(reads) == len(calls)
    yield rule.finding(
        (), "rule-state" if is_all and rule.bus == DEFAULT_BUS else "unverified-rule-state",
        f"{names} only read{'s' * (len(reads) == 1)}, and a rule in the state {aws.ENABLED} does "
        "not get such calls"
        + ("" if is_all else "; it gets the others"),
        suggestion=f"state {aws.ALL_MANAGEMENT_EVENTS}")
