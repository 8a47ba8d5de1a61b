"""The names in `on: service:Operation`. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eventbridge_notifier import aws
from eventbridge_notifier.compiler.operations import WILDCARDS, first
from eventbridge_notifier.diagnostics.finding import Finding
from eventbridge_notifier.spec.model import Watch

_ALLOWED = "allowed are the names that boto3, IAM and CloudTrail use"

# Operations that a suggestion lists; where there are more, it proposes a prefix of the name.
_LISTED = 8


def known(watch: Watch, resolved: tuple[aws.Operation, ...]) -> Iterator[Finding]:
    """Names that AWS does not have, or may not have."""
    for index, text in enumerate(watch.operations):
        if set(text) & WILDCARDS:
            yield _with_wildcard(watch, index, text)
            continue
        service, _, name = text.partition(":")
        try:
            operation = aws.operation(service, name)
        except aws.Unknown as unknown:
            yield _unknown(watch, index, text, unknown)
            continue
        if not operation.certain:
            yield _unverified(watch, index, text, operation)
        elif aws.is_retired(operation):
            yield watch.finding(
                watch.operation_path(index), "retiring",
                f"AWS's present API models no longer have {text}; where AWS has switched it off, "
                "the watch stays silent")


def _unknown(watch: Watch, index: int, text: str, unknown: aws.Unknown) -> Finding:
    service, _, name = text.partition(":")
    path = watch.operation_path(index)
    if unknown.kind == "operation":
        return watch.finding(path, "unknown-operation",
                             f"{service} has no operation {name}; {_ALLOWED}",
                             suggestion=first(unknown.suggestions))
    return watch.finding(path, "unknown-service", f"AWS has no service {service}; {_ALLOWED}",
                         suggestion=_having(name, unknown.suggestions))


def _unverified(watch: Watch, index: int, text: str, operation: aws.Operation) -> Finding:
    service, _, name = text.partition(":")
    path, sources = watch.operation_path(index), ", ".join(operation.sources)
    if not (found := aws.service(service)).certain:
        return watch.finding(path, "unverified-service",
                             f"no API model has the service {service}; the watch asks for events "
                             f"from {sources}; {_ALLOWED}",
                             suggestion=_having(name, found.suggestions))
    if operation.permission:
        return watch.finding(path, "unverified-operation",
                             f"{text} is an IAM permission, and no event is known to have that "
                             "name; use the call that it allows",
                             suggestion=first(operation.suggestions))
    if near := near_miss(found, name, operation):
        return watch.finding(path, "unknown-operation",
                             f"{service} has no operation {name}; {_ALLOWED}", suggestion=near)
    return watch.finding(path, "unverified-operation",
                         f"the API model of {service} has no operation {name}; the watch asks for "
                         f"events of that name from {sources}; {_ALLOWED}",
                         suggestion=first(operation.suggestions))


def near_miss(service: aws.Service, name: str, operation: aws.Operation) -> str:
    """The operation that was surely meant: another case, a plural for a singular, or a name that
    only another service has; "" where the name may be newer than the model."""
    if not service.modelled:
        return ""
    near = first(operation.suggestions)
    if near.lower() == name.lower() or (not near.count(":") and _is_plural(name, near)):
        return near
    owner, _, same = near.partition(":")
    return near if same == name and aws.having(name) == (owner,) else ""


def _is_plural(name: str, other: str) -> bool:
    return name != other and name.rstrip("s") == other.rstrip("s")


def _with_wildcard(watch: Watch, index: int, text: str) -> Finding:
    """IAM's policies have wildcards, `on` does not: no event's name holds one."""
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
    return watch.finding(watch.operation_path(index), "unknown-operation",
                         f"no event's name holds an asterisk: {text} never fires; list the "
                         "operations, or ask for a prefix of their names", suggestion=suggestion)


def _having(operation: str, services: Iterable[str]) -> str:
    """The first of the services that has the operation; else another's; else the first."""
    services = tuple(services)
    return first([*(one for one in services if aws.has_operation(one, operation)),
                  *(f"{one}:{operation}" for one in aws.having(operation)), *services])


def other_calls(watch: Watch, operations: tuple[aws.Operation, ...]) -> Iterator[Finding]:
    """Calls that have the same effect, and that the watch does not name."""
    for same in aws.SAME_EFFECT:
        named = [one.name for one in operations if one.service == same.service
                 and one.name in same.calls]
        missing = [name for name in same.calls if name not in named]
        if named and missing:
            alone = len(set(named)) == len({(one.service, one.name) for one in operations})
            have = "has" if len(missing) == 1 else "have"
            yield watch.finding(("on",), "other-calls",
                                f"{' and '.join(missing)} {have} the same effect as "
                                f"{' and '.join(dict.fromkeys(named))}; {same.source}'s own event "
                                f"{same.detail_type!r} tells of all of them",
                                suggestion=f"{{source: {same.source}, detail-type: "
                                f"{same.detail_type}}}" if alone else "")
