"""Can the events exist that a rule asks for: their names, fields and values? Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from eventbridge_notifier import aws
from eventbridge_notifier.checks import (
    buses,
    contents,
    contradictions,
    event_type,
    fields,
    redacted,
    regions,
)
from eventbridge_notifier.compiler import subject
from eventbridge_notifier.compiler.alternatives import Alternative, alternatives
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.compiler.subject import Subject
from eventbridge_notifier.diagnostics.finding import Finding

_TEXT_FIELDS = ("version", "id", "detail-type", "source", "account", "time", "region")


def check(rule: Rule) -> tuple[Finding, ...]:
    """Findings for what AWS's API model and its documentation do not have, or speak against."""
    found: list[Finding] = []
    subjects: list[Subject] = []
    for alternative in alternatives(rule.pattern):
        one = subject.of(rule, alternative)
        subjects.append(one)
        found += [*event_type.check(rule, alternative, one), *fields.check(rule, alternative, one),
                  *contents.check(rule, alternative, one),
                  *contradictions.check(rule, alternative, one), *buses.check(rule, alternative),
                  *redacted.check(rule, alternative, one), *_envelope(rule, alternative),
                  *_blank(rule, alternative, one), *_retiring(rule, alternative, one),
                  *_elsewhere(rule, alternative, one)]
    found += fields.record(rule, subjects)
    return tuple(found)


def _envelope(rule: Rule, alternative: Alternative) -> Iterator[Finding]:
    """Every field of the envelope holds text; YAML reads an account id as a number."""
    for name in _TEXT_FIELDS:
        for index, one in enumerate(alternative[name].conditions if name in alternative else ()):
            if one is None or isinstance(one, bool | int | float):
                place = (*alternative[name].place, index)
                yield rule.finding(place, "wrong-type", f"{name} holds "
                                   "text, and a condition of another type never matches",
                                   suggestion=f'"{rule.text(place, one)}"')


def _blank(rule: Rule, alternative: Alternative, one: Subject) -> Iterator[Finding]:
    """Fields that CloudTrail leaves empty in the calls asked for."""
    reads = one.calls and all(call.read_only and call.service != "sts" for call in one.calls)
    for asked in alternative.values():
        side = asked.path.split(".")[1] if asked.path.startswith("detail.") else ""
        if side == "requestParameters" and _asks_for_failures(alternative):
            yield rule.finding(asked.place, "failed-parameters", "CloudTrail often blanks the "
                               "request's parameters of a call that it denies, and the watch would "
                               "miss it; leave the parameters out", level="warning")
        if side == "responseElements" and reads and "exists" not in str(asked.conditions):
            yield rule.finding(asked.place, "read-only-response", "CloudTrail writes no "
                               "responseElements for calls that only read", level="warning")


def _asks_for_failures(alternative: Alternative) -> bool:
    asked = alternative.get("detail.errorCode")
    return asked is not None and not any(
        isinstance(one, Mapping) and one.get("exists") is False for one in asked.conditions)


def _retiring(rule: Rule, alternative: Alternative, one: Subject) -> Iterator[Finding]:
    for asked in alternative.values():
        for place, text in asked.texts():
            rows = [row for call in one.calls if (row := aws.retires(
                call.service, call.name, asked.path.removeprefix("detail."), text))]
            for row in rows:
                yield rule.finding(place, "retiring", f"AWS refuses {text} in {row.service}:"
                                   f"{row.operation} from {row.date} on, and the watch falls "
                                   "silent", level="warning")


def _elsewhere(rule: Rule, alternative: Alternative, one: Subject) -> Iterator[Finding]:
    """A region asked for in which such events are never recorded, or that AWS does not have."""
    homes = [aws.home_of(source) for source in one.sources]
    certain = set(one.sources) <= aws.CERTAIN_HOMES
    for path in ("region", "detail.awsRegion"):
        for place, text in alternative[path].texts() if path in alternative else ():
            yield from regions.slip(rule.watch.place, rule.path(place), text)
            if homes and all(homes) and text not in homes:
                never = f"and never appear in {text}" if certain else (
                    f"as far as is known, and not in {text}")
                yield rule.finding(
                    place, "never-in-region" if certain else "unverified-region",
                    f"events of {', '.join(one.sources)} are recorded in {homes[0]}, {never}",
                    level="error" if certain else "warning", suggestion=str(homes[0]))
