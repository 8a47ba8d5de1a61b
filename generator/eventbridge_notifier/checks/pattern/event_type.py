"""Are there events with the source, detail-type, eventSource and eventName constraint for? Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from eventbridge_notifier import aws, patterns
from eventbridge_notifier.checks.pattern.values import named
from eventbridge_notifier.checks.watch.operations import near_miss
from eventbridge_notifier.compiler.alternatives import Alternative, Constraint, PatternPath
from eventbridge_notifier.compiler.operations import first
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.compiler.subject import (
    DETAIL_TYPE,
    EVENT_NAME,
    EVENT_SOURCE,
    SOURCE,
    Subject,
)
from eventbridge_notifier.diagnostics.diagnostic import ERROR
from eventbridge_notifier.diagnostics.finding import Finding, beside_others

Findings = Iterator[Finding]
Placed = Iterator[tuple[PatternPath, Finding]]
"""Findings, each with the place of its condition in the pattern."""


def _is_written(rule: Rule) -> bool:
    """Whether somebody wrote the names; those that `on: service:Operation` became are sound."""
    return not rule.operations and not rule.watch.bus.startswith(aws.PARTNERS)


def source(rule: Rule, alternative: Alternative, subject: Subject) -> Findings:
    """`source` of the envelope."""
    if _is_written(rule) and (constraint := alternative.get(SOURCE)):
        yield from _weighed(constraint, _source(rule, constraint, subject))


def detail_type(rule: Rule, alternative: Alternative, _: Subject) -> Findings:
    """`detail-type`, among those of the source."""
    if _is_written(rule) and (constraint := alternative.get(DETAIL_TYPE)):
        yield from _weighed(constraint, _detail_type(rule, constraint, alternative))


def event_source(rule: Rule, alternative: Alternative, subject: Subject) -> Findings:
    """`detail.eventSource` of CloudTrail's events."""
    constraint = alternative.get(EVENT_SOURCE)
    if constraint and _is_written(rule) and subject.via_cloudtrail:
        yield from _weighed(constraint, _event_source(rule, constraint))


def event_name(rule: Rule, alternative: Alternative, subject: Subject) -> Findings:
    """`detail.eventName` of CloudTrail's events."""
    constraint = alternative.get(EVENT_NAME)
    if constraint and _is_written(rule) and subject.via_cloudtrail:
        yield from _weighed(constraint, _event_name(rule, constraint, subject))


def _weighed(constraint: Constraint, placed: Placed) -> Findings:
    """Errors only where none of the conditions can be met; a dead name beside others is a warning.
    """
    found = list(placed)
    dead = {place[-1] for place, one in found if one.level == ERROR}
    hopeless = all(isinstance(one, str) and index in dead
                   for index, one in enumerate(constraint.conditions))
    for _, one in found:
        yield one if hopeless or one.level != ERROR else beside_others(one)


def _at(rule: Rule, place: PatternPath, code: str, message: str, *,
        suggestion: str = "") -> tuple[PatternPath, Finding]:
    return place, rule.finding(place, code, message, suggestion=suggestion)


def _source(rule: Rule, constraint: Constraint, subject: Subject) -> Placed:
    for place, text in named(constraint):
        if not aws.is_native(text):
            continue
        word = text.removeprefix("aws.")
        try:
            service = aws.service(word)
        except aws.Unknown as unknown:
            if not aws.has_events(text):
                yield _at(rule, place, "unknown-source",
                          f"AWS has no source {text}; allowed are aws. and CloudTrail's name of a "
                          "service",
                          suggestion=_prefixed("aws.", unknown.suggestions))
            continue
        real = tuple(map(aws.envelope_source, service.sources))
        if subject.via_cloudtrail and text not in real:
            yield _at(rule, place, "unverified-source",
                      f"calls of {service.name} come from {' or '.join(real)}", suggestion=real[0])
        elif not service.certain and not aws.has_events(text):
            yield _at(rule, place, "unverified-source",
                      f"the tables of AWS's events have no source {text}",
                      suggestion=_prefixed("aws.", service.suggestions))


def _prefixed(prefix: str, words: tuple[str, ...]) -> str:
    return prefix + words[0] if words else ""


def _detail_type(rule: Rule, constraint: Constraint, alternative: Alternative) -> Placed:
    sources = [text for text in _exact_sources(alternative) if aws.is_native(text)]
    for place, text in named(constraint) if sources else ():
        found = [_native(source, text) for source in sources]
        if any(one and one.certain for one in found):
            continue
        near = next((one.suggestions for one in found if one), ()) or _near(sources[0], text)
        certain = None in found and not any(found)
        yield _at(
            rule, place, "unknown-detail-type" if certain else "unverified-detail-type",
            f"AWS's Events Reference and schema registry have no events {text!r} of "
            f"{' or '.join(sources)}",
            suggestion=first(near))


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


def _event_source(rule: Rule, constraint: Constraint) -> Placed:
    for place, text in named(constraint):
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
                  suggestion=near)


def _event_name(rule: Rule, constraint: Constraint, subject: Subject) -> Placed:
    yield from _operators(rule, constraint, subject)
    for place, text in named(constraint) if subject.sources else ():
        found, slips = [], []
        for source in subject.sources:
            try:
                found.append(aws.operation(source, text))
            except aws.Unknown as unknown:
                slips.append(unknown)
        certain = [one for one in found if one.certain]
        service = subject.sources[0]
        if certain:
            yield from _misnamed(rule, constraint, place, certain[0], text)
        elif near := _of_policies(subject.sources, text):
            yield _at(rule, place, "event-name", f"no event has the name {text}, which is that of "
                      "IAM policies", suggestion=near)
        elif "*" in text and isinstance(constraint.conditions[int(place[-1])], str):
            yield _at(rule, place, "unknown-operation",
                      f"no event's name holds an asterisk: {text} was meant as a wildcard",
                      suggestion=_wildcard(text))
        elif found and (near := near_miss(aws.service(service), text, found[0])):
            yield _at(rule, place, "unknown-operation", f"{service} has no operation {text}",
                      suggestion=near)
        elif found:
            yield _at(rule, place, "unverified-operation",
                      f"no API model has the operation {text} of {service}",
                      suggestion=first(found[0].suggestions))
        elif slips:
            yield _at(rule, place, "unknown-operation", f"{service} has no operation {text}",
                      suggestion=first(slips[0].suggestions))


def _of_policies(sources: tuple[str, ...], text: str) -> str:
    """CloudTrail's name of an operation that is written as `service:Operation`, else ""."""
    prefix, _, name = text.partition(":")
    try:
        operation = aws.operation(prefix, name) if name and "*" not in name else None
    except aws.Unknown:
        return ""
    related = operation and operation.certain and set(operation.sources) & set(sources)
    return operation.event_names[0] if operation and related else ""


def _wildcard(text: str) -> str:
    """The operator that matches as `text` was meant, as JSON."""
    if text.endswith("*") and text.count("*") == 1:
        return json.dumps({"prefix": text[:-1]})
    return json.dumps({"wildcard": text})


def _misnamed(rule: Rule, constraint: Constraint, place: PatternPath, operation: aws.Operation,
              text: str) -> Placed:
    """The API's name where CloudTrail writes another."""
    names, certain = aws.misnamed(operation, text)
    if names and not set(names) & {text for _, text in constraint.texts()}:
        yield _at(rule, place, "event-name" if certain else "unverified-event-name",
                  f"for {text} of {operation.service} CloudTrail writes {' or '.join(names)}",
                  suggestion=names[0])


def _operators(rule: Rule, constraint: Constraint, subject: Subject) -> Placed:
    """Operators that no event name of the sources meets."""
    names = {name for source in subject.sources for name in aws.event_names_of(source)}
    for index, one in enumerate(constraint.conditions) if names else ():
        if isinstance(one, Mapping) and next(iter(one)) not in ("exists", "anything-but"):
            compiled = patterns.compile({"value": [one]})
            if not any(compiled.matches({"value": name}) for name in names):
                place = (*constraint.place, index)
                yield _at(rule, place, "unverified-operation",
                          f"no operation of {' or '.join(subject.sources)} in the API models meets "
                          "the condition", suggestion=_beginning(one, names))


def _beginning(condition: Mapping[str, Any], names: set[str]) -> str:
    """The beginning of names that is most like the prefix asked for."""
    prefix = condition.get("prefix")
    if not isinstance(prefix, str):
        return ""
    lengths = range(max(len(prefix) - 1, 1), len(prefix) + 2)
    return first(aws.closest(prefix, {name[:length] for name in names for length in lengths}))
