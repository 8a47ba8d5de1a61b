"""`outcome` as conditions of a pattern: how events say whether a call succeeded. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from eventbridge_notifier import aws
from eventbridge_notifier.spec.model import Watch

Conditions = dict[str, list[Any]]
"""Paths below `detail`, each with its conditions; all must be met."""

# What CloudTrail writes where a call failed or succeeded (CloudTrail user guide, "record
# contents": errorCode is there only for a call that failed).
_API: dict[str, tuple[Conditions, ...]] = {
    "succeeded": ({"errorCode": [{"exists": False}]},),
    "failed": ({"errorCode": [{"exists": True}]},),
    "any": ({},),
}

# Services that write "" where nothing failed (Cognito developer guide, "Amazon Cognito entries in
# CloudTrail": the events of the hosted sign-in pages).
WITH_EMPTY = frozenset({"cognito-idp"})
_OR_EMPTY: dict[str, tuple[Conditions, ...]] = {
    "succeeded": ({"errorCode": [{"exists": False}, ""]},),
    "failed": ({"errorCode": [{"anything-but": ""}]},),
    "any": ({},),
}


def applies(watch: Watch) -> bool:
    """Whether its events have an outcome: API calls and sign-ins do, native events do not."""
    if watch.source is None:
        return bool(watch.operations)
    detail_types = watch.source.detail_type
    return detail_types in (aws.API_CALL, [aws.API_CALL])


def of(watch: Watch, operation: aws.Operation | None = None) -> tuple[Conditions, ...]:
    """Alternatives of which one must be met; a path that `where` has a condition on is left out."""
    wanted = watch.outcome or "succeeded"
    field = operation.outcome_field if operation else ""
    api = _OR_EMPTY if operation and operation.service in WITH_EMPTY else _API
    alternatives = _sign_in(wanted, field) if field else api[wanted]
    rest = tuple(_without(watch.where, one) for one in alternatives)
    return rest if all(rest) else ({},)


def paths(watch: Watch, operations: Iterable[aws.Operation]) -> set[str]:
    """The paths that the outcome has conditions on."""
    return {path for one in (operations or (None,)) for part in of(watch, one) for path in part}


def _sign_in(wanted: str, field: str) -> tuple[Conditions, ...]:
    """What sign-in events write (CloudTrail user guide, "console sign-in events")."""
    if wanted == "any":
        return ({},)
    if field == "responseElements.ConsoleLogin":
        return ({field: ["Success" if wanted == "succeeded" else "Failure"]},)
    if wanted == "succeeded":
        return ({"errorCode": [{"exists": False}],
                 field: [{"anything-but": "Failure"}, {"exists": False}]},)
    return ({field: ["Failure"]}, {"errorCode": [{"exists": True}]})


def _without(where: Mapping[str, Any], conditions: Conditions) -> Conditions:
    return {path: value for path, value in conditions.items() if path not in where}
