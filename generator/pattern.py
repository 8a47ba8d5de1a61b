"""A watch to its event pattern: the words of the spec in EventBridge's own language. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator import aws
from generator.findings import Finding
from generator.spec import Watch

Pattern = dict[str, Any]

# What CloudTrail writes where a call failed or succeeded (CloudTrail user guide, "record
# contents": errorCode is there only for a call that failed), and what a sign-in writes instead
# (CloudTrail user guide, "console sign-in events").
_API = {
    "succeeded": {"errorCode": [{"exists": False}]},
    "failed": {"errorCode": [{"exists": True}]},
    "any": {},
}
_SIGN_IN = {
    "succeeded": {"responseElements.ConsoleLogin": ["Success"]},
    "failed": {"responseElements.ConsoleLogin": ["Failure"]},
    "any": {},
}


@dataclass(frozen=True)
class _Branch:
    """Operations whose events come from the same eventSources."""

    sources: tuple[str, ...]
    names: tuple[str, ...]


def resolve(watch: Watch) -> tuple[tuple[aws.Operation, ...], tuple[Finding, ...]]:
    """The operations that `on` names, and those that AWS does not have."""
    known, findings = [], []
    for index, text in enumerate(watch.operations):
        service, _, name = text.partition(":")
        try:
            known.append(aws.operation(service, name))
        except aws.Unknown as unknown:
            findings.append(_unknown(watch, index, service, unknown))
    return tuple(known), tuple(findings)


def build(watch: Watch, operations: Iterable[aws.Operation]) -> Pattern:
    """The event pattern of `watch`, whose `on` names `operations`."""
    if watch.pattern is not None:
        return dict(watch.pattern)
    operations = tuple(operations)
    if watch.source is not None:
        return _from_source(watch)
    sources = sorted({source for one in operations for source in one.sources})
    pattern: Pattern = {"source": [envelope_source(source) for source in sources],
                        "detail-type": list(_detail_types(operations)),
                        "detail": _names(operations)}
    _put_all(pattern["detail"], outcome(watch, operations))
    _put_all(pattern["detail"], conditions(watch.where))
    return pattern


def envelope_source(event_source: str) -> str:
    """`lambda.amazonaws.com` to `aws.lambda` (EventBridge user guide, events from CloudTrail)."""
    return "aws." + event_source.removesuffix(".amazonaws.com")


def conditions(where: Mapping[str, Any]) -> dict[str, list[Any]]:
    """`where` with every condition as the list that a pattern wants."""
    return {path: as_list(condition) for path, condition in where.items()}


def as_list(condition: Any) -> list[Any]:
    return list(condition) if isinstance(condition, list) else [condition]


def outcome_applies(watch: Watch, operations: Iterable[aws.Operation] = ()) -> bool:
    """Have these events an outcome? API calls and sign-ins have; native events have none."""
    if watch.source is None:
        return bool(watch.operations)
    return as_list(watch.source.detail_type) == [aws.API_CALL]


def _from_source(watch: Watch) -> Pattern:
    assert watch.source is not None
    pattern: Pattern = {"source": as_list(watch.source.source)}
    if watch.source.detail_type is not None:
        pattern["detail-type"] = as_list(watch.source.detail_type)
    detail: Pattern = {}
    if outcome_applies(watch):
        _put_all(detail, outcome(watch, ()))
    _put_all(detail, conditions(watch.where))
    return {**pattern, "detail": detail} if detail else pattern


def _names(operations: tuple[aws.Operation, ...]) -> Pattern:
    """eventSource and eventName; `$or` where one pair of lists would admit other operations."""
    branches = _branches(operations)
    if len(branches) == 1:
        return _pair(branches[0])
    return {"$or": [_pair(branch) for branch in branches]}


def _branches(operations: tuple[aws.Operation, ...]) -> list[_Branch]:
    names: dict[tuple[str, ...], set[str]] = {}
    for one in operations:
        names.setdefault(tuple(sorted(one.sources)), set()).update(one.event_names)
    return [_Branch(sources, tuple(sorted(names[sources]))) for sources in sorted(names)]


def _pair(branch: _Branch) -> Pattern:
    return {"eventSource": list(branch.sources), "eventName": list(branch.names)}


def _detail_types(operations: tuple[aws.Operation, ...]) -> list[str]:
    return sorted({one for operation in operations for one in operation.detail_types})


def outcome(watch: Watch, operations: tuple[aws.Operation, ...]) -> dict[str, list[Any]]:
    sign_in = any(aws.API_CALL not in one.detail_types for one in operations)
    table = _SIGN_IN if sign_in else _API
    wanted = table[watch.outcome or "succeeded"]
    return {path: value for path, value in wanted.items() if path not in watch.where}


def _put_all(target: Pattern, values: Mapping[str, list[Any]]) -> None:
    for path, value in values.items():
        *above, last = path.split(".")
        place = target
        for key in above:
            place = place.setdefault(key, {})
        place[last] = value


def _unknown(watch: Watch, index: int, service: str, unknown: aws.Unknown) -> Finding:
    what = f"AWS has no {unknown.kind} {unknown.word}"
    if unknown.kind == "operation":
        what = f"{service} has no operation {unknown.word}"
    return watch.finding(watch.operation_path(index), f"unknown-{unknown.kind}",
                         f"{what}; allowed are the names that boto3, IAM and CloudTrail use",
                         suggestion=unknown.suggestions[0] if unknown.suggestions else "")
