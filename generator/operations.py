"""The operations that a watch names, and what is wrong with the names. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from generator import aws
from generator.findings import Finding
from generator.spec import Watch

_ALLOWED = "allowed are the names that boto3, IAM and CloudTrail use"


def resolve(watch: Watch) -> tuple[tuple[aws.Operation, ...], tuple[Finding, ...]]:
    """The operations that `on` names; findings for those that AWS has not, or may not have."""
    known: list[aws.Operation] = []
    findings: list[Finding] = []
    for index, text in enumerate(watch.operations):
        service, _, name = text.partition(":")
        try:
            operation = aws.operation(service, name)
        except aws.Unknown as unknown:
            findings.append(_unknown(watch, index, service, unknown))
            continue
        known.append(operation)
        if not operation.certain:
            findings.append(_unverified(watch, index, service, operation))
    return tuple(known), tuple(findings)


def _unknown(watch: Watch, index: int, service: str, unknown: aws.Unknown) -> Finding:
    code, what = "unknown-service", f"AWS has no service {unknown.word}"
    if unknown.kind == "operation":
        code, what = "unknown-operation", f"{service} has no operation {unknown.word}"
    return watch.finding(watch.operation_path(index), code, f"{what}; {_ALLOWED}",
                         suggestion=first(unknown.suggestions))


def _unverified(watch: Watch, index: int, service: str, operation: aws.Operation) -> Finding:
    found = aws.service(service)
    source = ", ".join(operation.sources)
    code, near = "unverified-operation", operation.suggestions
    what = (f"no API model has the operation {operation.name} of {service}; the watch asks for "
            f"events of that name from {source}")
    if not found.modelled and found.suggestions:
        code, near = "unverified-service", found.suggestions
        what = f"no API model has the service {service}; the watch asks for events from {source}"
    return watch.finding(watch.operation_path(index), code, f"{what}; {_ALLOWED}",
                         level="warning", suggestion=first(near))


def first(words: Iterable[str]) -> str:
    return next(iter(words), "")
