"""Fields that CloudTrail leaves empty, hides, or leaves out. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from eventbridge_notifier import aws
from eventbridge_notifier.compiler.alternatives import Alternative, Constraint
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.compiler.subject import Subject
from eventbridge_notifier.diagnostics.finding import Finding

_PARAMETERS = "detail.requestParameters."


def redacted(rule: Rule, alternative: Alternative, subject: Subject) -> Iterator[Finding]:
    """Request parameters that CloudTrail hides in all calls asked for."""
    for constraint in alternative.values():
        if subject.calls and constraint.path.startswith(_PARAMETERS):
            yield from _hidden(rule, constraint, subject)


def _hidden(rule: Rule, constraint: Constraint, subject: Subject) -> Iterator[Finding]:
    path = constraint.path.removeprefix(_PARAMETERS)
    rows = [aws.redacted(one.service, one.name, path) for one in subject.calls]
    if any(row is None or _shows(constraint, row) for row in rows):
        return
    certain = all(row and row.certain for row in rows)
    shown = next((text for row in rows if row for text in row.shown), "")
    call = f"{subject.calls[0].service}:{subject.calls[0].name}"
    yield rule.finding(
        constraint.place, "hidden" if certain else "unverified-hidden", "CloudTrail "
        + (f"writes {shown} instead of" if shown else "leaves out") + f" the {path} of {call}")


def _shows(constraint: Constraint, row: aws.Redacted) -> bool:
    """Whether the conditions hold for what CloudTrail writes instead."""
    return constraint.admits(*({"value": one} for one in row.shown) if row.shown else ({},))


def failed_parameters(rule: Rule, alternative: Alternative, _: Subject) -> Iterator[Finding]:
    """Parameters of calls that fail."""
    if not _asks_for_failures(alternative):
        return
    for constraint in alternative.values():
        if constraint.path.startswith("detail.requestParameters"):
            yield rule.finding(constraint.place, "failed-parameters",
                               "CloudTrail often leaves the request parameters out of a denied "
                               "call, so the watch would miss it; leave these conditions out")


def responses_of_reads(rule: Rule, alternative: Alternative, subject: Subject) -> Iterator[Finding]:
    """Responses of calls that only read."""
    reads = subject.calls and all(
        call.read_only and call.service != "sts" for call in subject.calls)
    for constraint in alternative.values() if reads else ():
        if constraint.path.startswith("detail.responseElements") and (
                "exists" not in str(constraint.conditions)):
            yield rule.finding(constraint.place, "read-only-response",
                               "CloudTrail writes no responseElements for calls that only read")


def _asks_for_failures(alternative: Alternative) -> bool:
    constraint = alternative.get("detail.errorCode")
    return constraint is not None and not any(
        isinstance(one, Mapping) and one.get("exists") is False for one in constraint.conditions)


def retiring(rule: Rule, alternative: Alternative, subject: Subject) -> Iterator[Finding]:
    """Values that AWS refuses from some day on."""
    for constraint in alternative.values():
        for place, text in constraint.texts():
            path = constraint.path.removeprefix("detail.")
            rows = [row for call in subject.calls
                    if (row := aws.retires(call.service, call.name, path, text))]
            for row in rows:
                yield rule.finding(place, "retiring",
                                   f"AWS refuses {text} in {row.service}:{row.operation} from "
                                   f"{row.date} on, so the watch will no longer match")
