"""Conditions of a pattern that contradict each other, or what such events always say. Pure.

Each of them is possible alone; no event meets them together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from eventbridge_notifier import aws
from eventbridge_notifier.compiler.alternatives import Alternative, PatternPath
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.compiler.subject import (
    DETAIL_TYPE,
    EVENT_NAME,
    EVENT_SOURCE,
    SOURCE,
    Subject,
)
from eventbridge_notifier.diagnostics.finding import Finding

Findings = Iterator[Finding]

_BARE_DATE = re.compile("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_TIME = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


def sources(rule: Rule, alternative: Alternative, subject: Subject) -> Findings:
    """`source` is eventSource in another spelling (EventBridge user guide, "events via
    CloudTrail"); CloudTrail itself sends its insights into other services' calls."""
    if rule.operations or not subject.via_cloudtrail or not {SOURCE, EVENT_SOURCE} <= set(
            alternative):
        return
    envelope, record = alternative[SOURCE].exact(), alternative[EVENT_SOURCE].exact()
    may_be_insight = aws.INSIGHT in subject.detail_types or not subject.detail_types
    if not envelope or not record or (may_be_insight and "aws.cloudtrail" in envelope):
        return
    ours = {name for one in envelope for name in _names(one.removeprefix("aws."))}
    theirs = {name for one in record for name in _names(one.removesuffix(aws.SUFFIX))}
    if not ours & theirs:
        right = aws.envelope_source(record[0])
        yield rule.finding(alternative[SOURCE].place, "conflict",
                           f"events whose eventSource is {record[0]} come from {right}, never from "
                           f"{envelope[0]}",
                           suggestion=right)


def _names(word: str) -> set[str]:
    """The word itself, and every name of the service that it names."""
    try:
        service = aws.service(word)
    except aws.Unknown:
        return {word}
    return {word, service.name, *(one.removesuffix(aws.SUFFIX) for one in service.sources)}


def sign_ins(rule: Rule, alternative: Alternative, subject: Subject) -> Findings:
    """Sign-ins have a detail-type of their own (CloudTrail user guide, "console sign-in events")"""
    if not subject.via_cloudtrail or not subject.detail_types:
        return
    names = alternative[EVENT_NAME].exact() if EVENT_NAME in alternative else ()
    detail_types = set(subject.detail_types)
    may_be_sign_in = not subject.sources or subject.sources == (aws.SIGN_IN_SOURCE,)
    if may_be_sign_in and names and set(names) <= aws.SIGN_INS and not (
            detail_types & set(aws.SIGN_IN)):
        yield rule.finding(alternative[DETAIL_TYPE].place, "conflict",
                           f"{names[0]} never comes as {subject.detail_types[0]!r}: sign-ins have "
                           "a detail-type of their own",
                           suggestion=aws.SIGN_IN[0])
    elif subject.sources and aws.SIGN_IN_SOURCE not in subject.sources and (
            detail_types <= set(aws.SIGN_IN)):
        yield rule.finding(alternative[DETAIL_TYPE].place, "unverified-detail-type",
                           f"sign-ins come from {aws.SIGN_IN_SOURCE}, not from "
                           f"{subject.sources[0]}",
                           suggestion=aws.API_CALL)


def resources(rule: Rule, alternative: Alternative, subject: Subject) -> Findings:
    """EventBridge user guide, "events via CloudTrail": the list is always empty."""
    constraint = alternative.get("resources") if subject.via_cloudtrail else None
    if constraint and not constraint.admits({"value": []}):
        yield rule.finding(constraint.place, "conflict",
                           "the envelope's resources are empty in every event of CloudTrail; use "
                           "detail.resources.ARN or a parameter", suggestion="detail.resources.ARN")


def event_type(rule: Rule, alternative: Alternative, subject: Subject) -> Findings:
    """`eventType` and the detail-type say the same."""
    constraint = alternative.get("detail.eventType") if subject.via_cloudtrail else None
    texts = constraint.exact() if constraint else ()
    wanted = {one for text in texts for one in aws.OF_EVENT_TYPE.get(text, subject.detail_types)}
    if constraint and texts and subject.detail_types and not wanted & set(subject.detail_types):
        yield rule.finding(constraint.place, "conflict",
                           f"events of the detail-type {subject.detail_types[0]!r} never have the "
                           f"eventType {texts[0]}")


def read_only(rule: Rule, alternative: Alternative, subject: Subject) -> Findings:
    """`readOnly`, compared with what the calls do."""
    constraint = alternative.get("detail.readOnly")
    if not constraint or not subject.calls:
        return
    for wanted in (True, False):
        only = constraint.admits({"value": wanted}) and not constraint.admits(
            {}, {"value": not wanted})
        if only and all(one.certain and one.read_only is not wanted for one in subject.calls):
            yield rule.finding(
                constraint.place, "unverified-value",
                f"{_call(subject)} {'changes something' if wanted else 'only reads'}, and "
                f"CloudTrail writes `readOnly: {str(not wanted).lower()}`",
                suggestion=str(not wanted).lower())


def category(rule: Rule, alternative: Alternative, subject: Subject) -> Findings:
    """`eventCategory` and `managementEvent`, compared with the category of the calls."""
    calls = subject.calls
    if not calls or not all(aws.is_management(one.service, one.name) for one in calls):
        return
    others = [{"value": one} for one in ("NetworkActivity", "Insight")]
    category = alternative.get("detail.eventCategory")
    asks_for_data = category and category.admits({"value": "Data"})
    if category and asks_for_data and not category.admits({}, {"value": "Management"}, *others):
        yield rule.finding(category.place, "unverified-value",
                           f"{_call(subject)} is not a data event", suggestion="Management")
    constraint = alternative.get("detail.managementEvent")
    if constraint and not constraint.admits({}, {"value": True}) and (
            aws.NETWORK_ACTIVITY not in subject.detail_types):
        yield rule.finding(constraint.place, "unverified-value",
                           f"{_call(subject)} is a management event", suggestion="true")


def _call(subject: Subject) -> str:
    return f"{subject.calls[0].service}:{subject.calls[0].name}"


def foreign_source(rule: Rule, alternative: Alternative, subject: Subject) -> Findings:
    """An AWS service named without `aws.`: somebody else sends such events, not AWS."""
    for place, text in alternative[SOURCE].texts() if SOURCE in alternative else ():
        if text.startswith(aws.SERVICES):
            continue
        word = text.removesuffix(aws.SUFFIX)
        owners = [one for kind in subject.detail_types for one in aws.sources_of(kind)]
        if not subject.detail_types or not (
                subject.via_cloudtrail or (owners and _is_service(word))):
            continue
        right = f"aws.{word}" if f"aws.{word}" in owners or not owners else owners[0]
        yield rule.finding(place, "unverified-source",
                           f"AWS's events {subject.detail_types[0]!r} come from sources that begin "
                           f"with aws., and {text} does not",
                           suggestion=right if _is_service(word) else "")


def _is_service(word: str) -> bool:
    try:
        return aws.service(word).certain or aws.has_events(f"aws.{word}")
    except aws.Unknown:
        return False


def times(rule: Rule, alternative: Alternative, subject: Subject) -> Findings:
    """RFC 3339 in UTC, to the second (CloudTrail user guide, "record contents")."""
    for path in ("time", "detail.eventTime") if subject.via_cloudtrail else ("time",):
        if constraint := alternative.get(path):
            hopeless = all(isinstance(one, str) and _BARE_DATE.fullmatch(one)
                           for one in constraint.conditions)
            for place, text in constraint.texts():
                yield from _time(rule, place, text, hopeless)


def _time(rule: Rule, place: PatternPath, text: str, hopeless: bool) -> Findings:
    if _BARE_DATE.fullmatch(text):
        yield rule.finding(place, "unknown-value" if hopeless else "unverified-value",
                           f"{text} is not a whole time, such as 2026-01-02T03:04:05Z",
                           suggestion=f"{{prefix: {text!r}}}")
    elif not _TIME.fullmatch(text):
        yield rule.finding(place, "unverified-value",
                           f"times are written as 2026-01-02T03:04:05Z, and {text} is not")
