"""Are there events with the source, detail-type, eventSource and eventName asked for? Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from eventbridge_notifier import aws, patterns
from eventbridge_notifier.checks.values import named
from eventbridge_notifier.compiler.alternatives import Alternative, Asked, Place
from eventbridge_notifier.compiler.operations import first
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.compiler.subject import EVENT_NAME, EVENT_SOURCE, KIND, SOURCE, Subject
from eventbridge_notifier.diagnostics.finding import Finding

Findings = Iterator[Finding]
Placed = Iterator[tuple[Place, Finding]]
"""Findings, each with the place of its condition in the pattern."""


def check(rule: Rule, alternative: Alternative, subject: Subject) -> Findings:
    """Findings for what somebody wrote by hand; what `on: service:Operation` became is sound."""
    if rule.operations or rule.watch.bus.startswith("aws.partner/"):
        return
    if source := alternative.get(SOURCE):
        yield from _weighed(source, _source(rule, source, subject))
    if kind := alternative.get(KIND):
        yield from _weighed(kind, _kind(rule, kind, alternative))
    if subject.via_cloudtrail and (source := alternative.get(EVENT_SOURCE)):
        yield from _weighed(source, _event_source(rule, source))
    if subject.via_cloudtrail and (name := alternative.get(EVENT_NAME)):
        yield from _weighed(name, _event_name(rule, name, subject))


def _weighed(asked: Asked, placed: Placed) -> Findings:
    """An error where none of the conditions can be met; a word beside others only never matches."""
    found = list(placed)
    wrong = {place[-1] for place, one in found if one.level == "error"}
    hopeless = all(isinstance(one, str) and index in wrong
                   for index, one in enumerate(asked.conditions))
    for _, one in found:
        doubtful = replace(one, level="warning", code=_UNVERIFIED.get(one.code, one.code))
        yield one if hopeless else doubtful


def _at(rule: Rule, place: Place, code: str, message: str, *, level: str = "error",
        suggestion: str = "") -> tuple[Place, Finding]:
    return place, rule.finding(place, code, message, level=level, suggestion=suggestion)


# The codes of words that are surely wrong: those of words that may be.
_UNVERIFIED = {
    "unknown-source": "unverified-source", "unknown-detail-type": "unverified-detail-type",
    "unknown-operation": "unverified-operation", "event-name": "unverified-event-name"}


def _source(rule: Rule, asked: Asked, subject: Subject) -> Placed:
    for place, text in named(asked):
        if not aws.is_native(text):
            continue
        word = text.removeprefix("aws.")
        try:
            service = aws.service(word)
        except aws.Unknown as unknown:
            if not aws.has_events(text):
                yield _at(rule, place, "unknown-source", f"AWS has no source {text}; allowed "
                          "are aws. and CloudTrail's name of a service",
                          suggestion=_prefixed("aws.", unknown.suggestions))
            continue
        real = tuple(map(aws.envelope_source, service.sources))
        if subject.via_cloudtrail and text not in real:
            yield _at(rule, place, "unverified-source", f"calls of {service.name} come from "
                      f"{' or '.join(real)}", level="warning", suggestion=real[0])
        elif not service.certain and not aws.has_events(text):
            yield _at(rule, place, "unverified-source", f"the tables of AWS's events have no "
                      f"source {text}", level="warning",
                      suggestion=_prefixed("aws.", service.suggestions))


def _prefixed(prefix: str, words: tuple[str, ...]) -> str:
    return prefix + words[0] if words else ""


def _kind(rule: Rule, asked: Asked, alternative: Alternative) -> Placed:
    sources = [text for text in _exact_sources(alternative) if aws.is_native(text)]
    for place, text in named(asked) if sources else ():
        found = [_native(source, text) for source in sources]
        if any(one and one.certain for one in found):
            continue
        near = next((one.suggestions for one in found if one), ()) or _near(sources[0], text)
        certain = None in found and not any(found)
        yield _at(
            rule, place, "unknown-detail-type" if certain else "unverified-detail-type",
            f"AWS's Events Reference and schema registry have no events {text!r} of "
            f"{' or '.join(sources)}",
            level="error" if certain else "warning", suggestion=first(near))


def _exact_sources(alternative: Alternative) -> tuple[str, ...]:
    return alternative[SOURCE].exact() if SOURCE in alternative else ()


def _native(source: str, kind: str) -> aws.Native | None:
    try:
        return aws.native_event(source, kind)
    except aws.Unknown:
        return None


def _near(source: str, kind: str) -> tuple[str, ...]:
    try:
        return aws.native_event(source, kind).suggestions
    except aws.Unknown as unknown:
        return unknown.suggestions


def _event_source(rule: Rule, asked: Asked) -> Placed:
    for place, text in named(asked):
        try:
            service = aws.service(text.removesuffix(aws.SUFFIX))
        except aws.Unknown as unknown:
            yield _at(rule, place, "unknown-source", f"no event has the eventSource {text}",
                      suggestion=first(unknown.suggestions) + aws.SUFFIX)
            continue
        if text in service.sources and service.certain:
            continue
        near = service.suggestions[0] + aws.SUFFIX if service.suggestions else (
            service.sources[0])
        yield _at(rule, place, "unverified-source", f"no known event has the eventSource {text}",
                  level="warning", suggestion=near)


def _event_name(rule: Rule, asked: Asked, subject: Subject) -> Placed:
    yield from _operators(rule, asked, subject)
    for place, text in named(asked) if subject.sources else ():
        found, slips = [], []
        for source in subject.sources:
            try:
                found.append(aws.operation(source, text))
            except aws.Unknown as unknown:
                slips.append(unknown)
        certain = [one for one in found if one.certain]
        service = subject.sources[0]
        if certain:
            yield from _misnamed(rule, asked, place, certain[0], text)
        elif found:
            yield _at(rule, place, "unverified-operation", f"no API model has the operation "
                      f"{text} of {service}", level="warning",
                      suggestion=first(found[0].suggestions))
        elif slips:
            yield _at(rule, place, "unknown-operation", f"{service} has no operation {text}",
                      suggestion=first(slips[0].suggestions))


def _misnamed(rule: Rule, asked: Asked, place: tuple[str | int, ...], operation: aws.Operation,
              text: str) -> Placed:
    """The API's word where CloudTrail writes another: a rule that AWS takes and that never fires"""
    names, certain = aws.misnamed(operation, text)
    if names and not set(names) & {text for _, text in asked.texts()}:
        yield _at(rule, place, "event-name" if certain else "unverified-event-name",
                  f"CloudTrail calls {operation.service}'s {text} "
                  f"{' or '.join(names)}, and the rule would never fire",
                  level="error" if certain else "warning", suggestion=names[0])


def _operators(rule: Rule, asked: Asked, subject: Subject) -> Placed:
    """An operator that no event of the sources meets."""
    names = {name for source in subject.sources for name in aws.event_names_of(source)}
    for index, one in enumerate(asked.conditions) if names else ():
        if isinstance(one, Mapping) and next(iter(one)) not in ("exists", "anything-but"):
            compiled = patterns.compile({"value": [one]})
            if not any(compiled.matches({"value": name}) for name in names):
                place = (*asked.place, index)
                yield _at(rule, place, "unverified-operation", "no operation of "
                          f"{' or '.join(subject.sources)} in the API models meets the "
                          "condition", level="warning", suggestion=_beginning(one, names))


def _beginning(condition: Mapping[str, Any], names: set[str]) -> str:
    """How names begin that look like the prefix asked for."""
    prefix = condition.get("prefix")
    if not isinstance(prefix, str):
        return ""
    lengths = range(max(len(prefix) - 1, 1), len(prefix) + 2)
    return first(aws.closest(prefix, {name[:length] for name in names for length in lengths}))
