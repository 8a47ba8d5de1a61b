"""The operations that a watch names, and what is wrong with the names. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from eventbridge_notifier import aws
from eventbridge_notifier.diagnostics.finding import Finding
from eventbridge_notifier.spec.model import Watch

_ALLOWED = "allowed are the names that boto3, IAM and CloudTrail use"


def resolve(watch: Watch) -> tuple[tuple[aws.Operation, ...], tuple[Finding, ...]]:
    """The operations that `on` names; findings for those that AWS has not, or may not have."""
    known: list[aws.Operation] = []
    findings: list[Finding] = []
    for index, text in enumerate(watch.operations):
        service, _, name = text.partition(":")
        if set(text) & set("*?"):
            findings.append(_starred(watch, index, text))
            continue
        try:
            operation = aws.operation(service, name)
        except aws.Unknown as unknown:
            findings.append(_unknown(watch, index, text, unknown))
            continue
        known.append(operation)
        if not operation.certain:
            findings.append(_unverified(watch, index, text, operation))
        elif aws.is_retired(operation):
            findings.append(watch.finding(
                watch.operation_path(index), "retiring", f"AWS's API models of today have no {text}"
                " any more; where AWS has switched it off, the watch stays silent",
                level="warning"))
    return tuple(known), tuple(findings)


def _unknown(watch: Watch, index: int, text: str, unknown: aws.Unknown) -> Finding:
    service, _, name = text.partition(":")
    path = watch.operation_path(index)
    if unknown.kind == "operation":
        return watch.finding(path, "unknown-operation", f"{service} has no operation {name}; "
                             f"{_ALLOWED}", suggestion=first(unknown.suggestions))
    return watch.finding(path, "unknown-service", f"AWS has no service {service}; {_ALLOWED}",
                         suggestion=_having(name, unknown.suggestions))


def _unverified(watch: Watch, index: int, text: str, operation: aws.Operation) -> Finding:
    service, _, name = text.partition(":")
    path, sources = watch.operation_path(index), ", ".join(operation.sources)
    if not (found := aws.service(service)).certain:
        return watch.finding(path, "unverified-service", f"no API model has the service {service}; "
                             f"the watch asks for events from {sources}; {_ALLOWED}",
                             level="warning", suggestion=_having(name, found.suggestions))
    if operation.permission:
        return watch.finding(path, "unverified-operation", f"{text} is a permission of IAM's, and "
                             "no event is known to have that name; name the call that it allows",
                             level="warning", suggestion=first(operation.suggestions))
    return watch.finding(path, "unverified-operation", f"no API model has the operation {name} of "
                         f"{service}; the watch asks for events of that name from {sources}; "
                         f"{_ALLOWED}", level="warning", suggestion=first(operation.suggestions))


# Operations that a suggestion lists; where there are more, it asks for the beginning of the name.
_LISTED = 8


def _starred(watch: Watch, index: int, text: str) -> Finding:
    """IAM's policies have wildcards, `on` has not: no event's name holds one."""
    service, _, name = text.partition(":")
    try:
        source, like = aws.service(service).sources[0], aws.operations_like(service, name)
    except aws.Unknown as unknown:
        return _unknown(watch, index, text, unknown)
    if 0 < len(like) <= _LISTED:
        suggestion = f"[{', '.join(f'{service}:{one}' for one in like)}]"
    else:
        beginning = name.split("*")[0].split("?")[0]
        suggestion = (f"{{source: {aws.envelope_source(source)}, "
                      f"detail-type: {aws.API_CALL}}}")
        suggestion += f" with `where: {{eventName: {{prefix: {beginning}}}}}`" if beginning else ""
    return watch.finding(watch.operation_path(index), "unknown-operation", "no event's name holds "
                         f"an asterisk: {text} never fires; list the operations, or ask for how "
                         "their names begin", suggestion=suggestion)


def _having(operation: str, services: Iterable[str]) -> str:
    """The first of the services that has the operation; else another's; else the first."""
    services = tuple(services)
    return first([*(one for one in services if aws.has_operation(one, operation)),
                  *(f"{one}:{operation}" for one in aws.having(operation)), *services])


def first(words: Iterable[str]) -> str:
    return next(iter(words), "")
