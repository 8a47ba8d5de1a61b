"""Do the conditions of a pattern agree with each other, and with what such events say? Pure.

Each of them is sound alone; together no event meets them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from eventbridge_notifier import aws, patterns
from eventbridge_notifier.compiler.alternatives import Alternative, Asked
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.compiler.subject import EVENT_NAME, EVENT_SOURCE, KIND, SOURCE, Subject
from eventbridge_notifier.diagnostics.finding import Finding

Findings = Iterator[Finding]

_BARE_DATE = re.compile("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_TIME = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


def check(rule: Rule, alternative: Alternative, subject: Subject) -> Findings:
    """Findings for conditions of one alternative that contradict each other."""
    yield from _time(rule, alternative, subject)
    yield from _foreign(rule, alternative, subject)
    if subject.via_cloudtrail:
        yield from _source(rule, alternative, subject)
        yield from _sign_in(rule, alternative, subject)
        yield from _resources(rule, alternative)
        yield from _event_type(rule, alternative, subject)
        yield from _read_only(rule, alternative, subject)
        yield from _category(rule, alternative, subject)


def admits(asked: Asked, *events: dict[str, Any]) -> bool:
    """Do the conditions let one of the events pass, in which `value` is what they ask about?"""
    pattern = patterns.compile({"value": list(asked.conditions)})
    return any(pattern.matches(event) for event in events)


def _source(rule: Rule, alternative: Alternative, subject: Subject) -> Findings:
    """source is eventSource in another spelling (EventBridge user guide, "events via CloudTrail");
    CloudTrail sends its insights into other services' calls itself."""
    if SOURCE not in alternative or EVENT_SOURCE not in alternative or rule.operations:
        return
    envelope, record = alternative[SOURCE].exact(), alternative[EVENT_SOURCE].exact()
    may_be_insight = aws.INSIGHT in subject.kinds or not subject.kinds
    if not envelope or not record or (may_be_insight and "aws.cloudtrail" in envelope):
        return
    ours = {name for one in envelope for name in _names(one.removeprefix("aws."))}
    theirs = {name for one in record for name in _names(one.removesuffix(aws.SUFFIX))}
    if not ours & theirs:
        right = aws.envelope_source(record[0])
        yield rule.finding(alternative[SOURCE].place, "conflict", f"events whose eventSource is "
                           f"{record[0]} come from {right}, never from {envelope[0]}",
                           suggestion=right)


def _names(word: str) -> set[str]:
    """The word itself, and every name of the service that is called so."""
    try:
        service = aws.service(word)
    except aws.Unknown:
        return {word}
    return {word, service.name, *(one.removesuffix(aws.SUFFIX) for one in service.sources)}


def _sign_in(rule: Rule, alternative: Alternative, subject: Subject) -> Findings:
    """Sign-ins have a detail-type of their own (CloudTrail user guide, "console sign-in events")"""
    names = alternative[EVENT_NAME].exact() if EVENT_NAME in alternative else ()
    at_sign_in = subject.sources == (aws.SIGN_IN_SOURCE,)
    if at_sign_in and names and set(names) <= aws.SIGN_INS and subject.kinds and not (
            set(subject.kinds) & set(aws.SIGN_IN)):
        yield rule.finding(alternative[KIND].place, "conflict", f"{names[0]} never comes as "
                           f"{subject.kinds[0]!r}", suggestion=aws.SIGN_IN[0])
    elif subject.sources and aws.SIGN_IN_SOURCE not in subject.sources and subject.kinds and (
            set(subject.kinds) <= set(aws.SIGN_IN)):
        yield rule.finding(alternative[KIND].place, "unverified-detail-type", "sign-ins come from "
                           f"{aws.SIGN_IN_SOURCE}, not from {subject.sources[0]}", level="warning",
                           suggestion=aws.API_CALL)


def _resources(rule: Rule, alternative: Alternative) -> Findings:
    """EventBridge user guide, "events via CloudTrail": the list is always empty."""
    asked = alternative.get("resources")
    if asked and not admits(asked, {"value": []}):
        yield rule.finding(asked.place, "conflict", "the envelope's resources are empty in every "
                           "event of CloudTrail; ask for detail.resources.ARN or for a parameter",
                           suggestion="detail.resources.ARN")


def _event_type(rule: Rule, alternative: Alternative, subject: Subject) -> Findings:
    asked = alternative.get("detail.eventType")
    texts = asked.exact() if asked else ()
    wanted = {kind for text in texts for kind in aws.OF_EVENT_TYPE.get(text, subject.kinds)}
    if asked and texts and subject.kinds and not wanted & set(subject.kinds):
        yield rule.finding(asked.place, "conflict", f"events of the detail-type "
                           f"{subject.kinds[0]!r} never have the eventType {texts[0]}")


def _read_only(rule: Rule, alternative: Alternative, subject: Subject) -> Findings:
    asked = alternative.get("detail.readOnly")
    for wanted in (True, False):
        never = asked and not admits(asked, {}, {"value": not wanted})
        if asked and never and admits(asked, {"value": wanted}) and subject.calls and all(
                one.certain and one.read_only is not wanted for one in subject.calls):
            yield rule.finding(
                asked.place, "unverified-value", f"{_name(subject)} "
                f"{'changes something' if wanted else 'only reads'}, and CloudTrail writes "
                f"`readOnly: {str(not wanted).lower()}`", level="warning",
                suggestion=str(not wanted).lower())


def _category(rule: Rule, alternative: Alternative, subject: Subject) -> Findings:
    calls = subject.calls
    if not calls or not all(aws.is_management(one.service, one.name) for one in calls):
        return
    foreign = [{"value": one} for one in ("NetworkActivity", "Insight")]
    category = alternative.get("detail.eventCategory")
    if category and not admits(category, {}, {"value": "Management"}, *foreign):
        yield rule.finding(category.place, "unverified-value", f"{_name(subject)} is no data event",
                           level="warning", suggestion="Management")
    asked = alternative.get("detail.managementEvent")
    if asked and not admits(asked, {}, {"value": True}) and (
            aws.NETWORK_ACTIVITY not in subject.kinds):
        yield rule.finding(asked.place, "unverified-value", f"{_name(subject)} is a management "
                           "event", level="warning", suggestion="true")


def _name(subject: Subject) -> str:
    return f"{subject.calls[0].service}:{subject.calls[0].name}"


def _foreign(rule: Rule, alternative: Alternative, subject: Subject) -> Findings:
    """An AWS service named without `aws.`: whoever sends such events, AWS does not."""
    for place, text in alternative[SOURCE].texts() if SOURCE in alternative else ():
        word = text.removesuffix(aws.SUFFIX)
        owners = [one for kind in subject.kinds for one in aws.sources_of(kind)]
        if text.startswith("aws.") or not subject.kinds or not (
                subject.via_cloudtrail or (owners and _is_service(word))):
            continue
        right = f"aws.{word}" if f"aws.{word}" in owners or not owners else owners[0]
        yield rule.finding(place, "unverified-source", f"AWS's events {subject.kinds[0]!r} come "
                           f"from sources that begin with aws., and {text} does not",
                           level="warning", suggestion=right if _is_service(word) else "")


def _is_service(word: str) -> bool:
    try:
        return aws.service(word).certain or aws.has_events(f"aws.{word}")
    except aws.Unknown:
        return False


def _time(rule: Rule, alternative: Alternative, subject: Subject) -> Findings:
    """RFC 3339 in UTC, to the second (CloudTrail user guide, "record contents")."""
    for path in ("time", "detail.eventTime") if subject.via_cloudtrail else ("time",):
        for place, text in alternative[path].texts() if path in alternative else ():
            yield from _moment(rule, place, text)


def _moment(rule: Rule, place: tuple[str | int, ...], text: str) -> Findings:
    if _BARE_DATE.fullmatch(text):
        yield rule.finding(place, "unknown-value", f"{text} is no whole time, as "
                           "2026-01-02T03:04:05Z is, and never matches",
                           suggestion=f"{{prefix: {text!r}}}")
    elif not _TIME.fullmatch(text):
        yield rule.finding(place, "unverified-value", f"times are written as 2026-01-02T03:04:05Z, "
                           f"and {text} never matches", level="warning")
