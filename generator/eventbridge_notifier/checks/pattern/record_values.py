"""Fields of a CloudTrail record whose values follow a form of their own. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from eventbridge_notifier import aws
from eventbridge_notifier.compiler.alternatives import Alternative, Constraint
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.compiler.subject import DETAIL_TYPE, SOURCE, Subject
from eventbridge_notifier.diagnostics.finding import Finding

_DETAILS = "serviceEventDetails"


def error_codes(rule: Rule, alternative: Alternative, subject: Subject) -> Iterator[Finding]:
    """EC2 prefixes every code; no code holds a blank."""
    constraint = alternative.get("detail.errorCode")
    services = sorted({one.service for one in subject.calls})
    for index, operator, text in _words(constraint) if subject.via_cloudtrail else ():
        right = aws.meant_error_code(subject.sources, services, text)
        if operator not in ("", "prefix", "anything-but") or not right or (
                operator == "prefix" and right.removeprefix("Client.") != right
                and "Client.".startswith(text)):
            continue
        yield _finding(rule, constraint, index, "unverified-value", "CloudTrail writes the "
                       f"errorCode {text!r} as {right}", f'{{prefix: "{right}"}}'
                       if operator == "prefix" else right)


def principals(rule: Rule, alternative: Alternative, subject: Subject) -> Iterator[Finding]:
    """The ARN of a role is not that of its sessions."""
    forms: dict[str, Callable[[str, bool], tuple[str, str]]] = {
        aws.identities.ARN: lambda text, whole: aws.identities.meant_principal(text, whole=whole),
        f"{aws.identities.ISSUER}.arn": lambda text, _: aws.identities.meant_issuer(text)}
    for path, form in forms.items() if subject.via_cloudtrail else ():
        constraint = alternative.get(f"detail.{path}")
        for index, operator, text in _words(constraint):
            wrong, right = form(text, operator in ("", "anything-but", "equals-ignore-case"))
            if wrong:
                yield _finding(rule, constraint, index, "unverified-value",
                               f"{path} asks for {text}: {wrong}", right)


def user_names(rule: Rule, alternative: Alternative, subject: Subject) -> Iterator[Finding]:
    """A session has no user name of its own; its issuer has one."""
    name = alternative.get(f"detail.{aws.identities.USER_NAME}")
    kind = alternative.get("detail.userIdentity.type")
    if subject.via_cloudtrail and name and kind and kind.exact() == ("AssumedRole",):
        yield rule.finding(name.place, "unverified-record-field", "the events of a role's session "
                           f"have no {aws.identities.USER_NAME}",
                           suggestion=f"{aws.identities.ISSUER}.userName")


def identity_center(rule: Rule, alternative: Alternative, subject: Subject) -> Iterator[Finding]:
    """Fields that left the events of Identity Center's users in 2025."""
    if not subject.calls or not all(aws.identities.is_of_identity_center(source, name)
                                    for call in subject.calls for source in call.sources[:1]
                                    for name in call.event_names[:1]):
        return
    for path, moved in aws.identities.MOVED.items():
        if constraint := alternative.get(f"detail.{path}"):
            yield rule.finding(constraint.place, "unverified-record-field", "events of Identity "
                               f"Center's users have had no {path} since 2025", suggestion=moved)
    before, now = aws.identities.MOVED_TYPE
    for index, _, text in _words(alternative.get("detail.userIdentity.type")):
        if text == before:
            yield _finding(rule, alternative["detail.userIdentity.type"], index,
                           "unverified-value", f"the type of Identity Center's users was {before} "
                           "until 2025", now)


def service_events(rule: Rule, alternative: Alternative, subject: Subject) -> Iterator[Finding]:
    """Each service event has one field of its own right below serviceEventDetails."""
    known = {aws.service_event_field(source, name) for one in subject.calls
             for source in one.sources for name in one.event_names} - {""}
    for path, constraint in alternative.items() if len(known) == len(subject.calls) else ():
        names = path.split(".")
        if names[:2] == ["detail", _DETAILS] and len(names) > 2 and names[2] not in known and known:
            right = ".".join((_DETAILS, sorted(known)[0], *names[3:]))
            yield rule.finding(constraint.place, "unknown-record-field", "no event asked for has "
                               f"{_DETAILS}.{names[2]}", suggestion=right)


def exact_source(rule: Rule, alternative: Alternative, _: Subject) -> Iterator[Finding]:
    """Public events of AWS Health reach rules that name its source exactly (Health user guide)."""
    kinds = alternative[DETAIL_TYPE].exact() if DETAIL_TYPE in alternative else ()
    wanted = {aws.EXACT_SOURCES[one] for one in kinds if one in aws.EXACT_SOURCES}
    asked = alternative.get(SOURCE)
    if wanted and (asked is None or not set(asked.exact()) & wanted):
        place = asked.place if asked else alternative[DETAIL_TYPE].place
        yield rule.finding(place, "unverified-source", f"of {kinds[0]!r}, public events reach only "
                           f"rules whose source is exactly {min(wanted)}", suggestion=min(wanted))


def _words(constraint: Constraint | None) -> Iterator[tuple[int, str, str]]:
    """(index, operator or "" for an exact value, text) of the conditions on texts."""
    for index, one in enumerate(constraint.conditions if constraint else ()):
        operator, value = next(iter(one.items())) if isinstance(one, Mapping) else ("", one)
        yield from ((index, operator, text) for text in _texts(value))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        value = next(iter(value.values()))
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            yield one


def _finding(rule: Rule, constraint: Constraint | None, index: int, code: str, message: str,
             suggestion: str) -> Finding:
    assert constraint is not None
    return rule.finding((*constraint.place, index), code, message, suggestion=suggestion)
