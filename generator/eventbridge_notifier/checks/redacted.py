"""Does CloudTrail show what a watch asks for? Pure."""

from __future__ import annotations

from collections.abc import Iterator

from eventbridge_notifier import aws
from eventbridge_notifier.checks.contradictions import admits
from eventbridge_notifier.compiler.alternatives import Alternative, Asked
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.compiler.subject import Subject
from eventbridge_notifier.diagnostics.finding import Finding

_SIDE = "detail.requestParameters."


def check(rule: Rule, alternative: Alternative, subject: Subject) -> Iterator[Finding]:
    """Findings for request parameters that CloudTrail hides in all calls asked for."""
    for asked in alternative.values():
        if subject.calls and asked.path.startswith(_SIDE):
            yield from _parameter(rule, asked, subject)


def _parameter(rule: Rule, asked: Asked, subject: Subject) -> Iterator[Finding]:
    path = asked.path.removeprefix(_SIDE)
    rows = [aws.hidden(one.service, one.name, path) for one in subject.calls]
    if any(row is None or _shows(asked, row) for row in rows):
        return
    certain = all(row and row.certain for row in rows)
    shown = next((text for row in rows if row for text in row.shown), "")
    call = f"{subject.calls[0].service}:{subject.calls[0].name}"
    yield rule.finding(
        asked.place, "hidden" if certain else "unverified-hidden", "CloudTrail "
        + (f"writes {shown} instead of" if shown else "leaves out") + f" the {path} of {call}",
        level="error" if certain else "warning")


def _shows(asked: Asked, row: aws.Hidden) -> bool:
    """Do the conditions hold for what stands there instead?"""
    return admits(asked, *({"value": one} for one in row.shown)) if row.shown else admits(asked, {})
