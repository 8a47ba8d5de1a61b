"""How events say whether what they tell of succeeded: as conditions of a pattern. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from eventbridge_notifier import aws, patterns
from eventbridge_notifier.diagnostics.finding import Finding
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
_WITH_EMPTY = frozenset({"cognito-idp"})
_OR_EMPTY: dict[str, tuple[Conditions, ...]] = {
    "succeeded": ({"errorCode": [{"exists": False}, ""]},),
    "failed": ({"errorCode": [{"anything-but": ""}]},),
    "any": ({},),
}

# How a watch asks for a field that is not there.
_ABSENT = ({"exists": False}, [{"exists": False}])


def applies(watch: Watch) -> bool:
    """Have its events an outcome? API calls and sign-ins have; native events have none."""
    if watch.source is None:
        return bool(watch.operations)
    kinds = watch.source.detail_type
    return (list(kinds) if isinstance(kinds, list) else [kinds]) == [aws.API_CALL]


def of(watch: Watch, operation: aws.Operation | None = None) -> tuple[Conditions, ...]:
    """The alternatives of which one must be met; a path that `where` asks for is left to it."""
    wanted = watch.outcome or "succeeded"
    field = operation.outcome_field if operation else ""
    api = _OR_EMPTY if operation and operation.service in _WITH_EMPTY else _API
    alternatives = _sign_in(wanted, field) if field else api[wanted]
    rest = tuple(_without(watch.where, one) for one in alternatives)
    return rest if all(rest) else ({},)


def paths(watch: Watch, operations: Iterable[aws.Operation]) -> set[str]:
    """The paths that the outcome asks for."""
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


def check(watch: Watch, operations: tuple[aws.Operation, ...]) -> Iterator[Finding]:
    """Findings for an outcome that the events do not have, or that `where` contradicts."""
    if not applies(watch):
        if watch.outcome and watch.pattern is None:
            yield watch.finding(("outcome",), "outcome", "only API calls and sign-ins have an "
                                "outcome; leave it out here and ask for the event's own field in "
                                "`where`")
        return
    fields = {one.outcome_field for one in operations} - {""}
    if watch.outcome is None and fields & watch.where.keys():
        return  # `where` says the outcome itself, and has the last word
    if watch.outcome in (None, "succeeded"):
        yield from _of_success(watch, operations)
    elif watch.outcome == "failed" and not fields and watch.where.get("errorCode") in _ABSENT:
        yield watch.finding(("where", "errorCode"), "outcome", "a call that failed has an "
                            "errorCode; say `outcome: succeeded` or `outcome: any`")
    for field in sorted(fields & watch.where.keys()):
        said = {"succeeded": "Success", "failed": "Failure"}.get(watch.outcome or "")
        if said and not _admits(watch, field, {"value": said}, {}):
            yield watch.finding(("where", field), "outcome", f"`outcome: {watch.outcome}` is {said}"
                                f" in {field}; leave one of them out")


def _of_success(watch: Watch, operations: tuple[aws.Operation, ...]) -> Iterator[Finding]:
    """A service's own event may have an errorMessage and no errorCode (attested: RotationFailed),
    a call has both (CloudTrail user guide, "record contents")."""
    empty: list[dict[str, Any]] = [{"value": ""}] if _may_be_empty(watch, operations) else []
    if not _admits(watch, "errorCode", {}, *empty):
        yield watch.finding(("where", "errorCode"), "outcome", "a call that succeeded has no "
                            "errorCode; say `outcome: failed` or `outcome: any`")
    if not _admits(watch, "errorMessage", {}, *empty):
        certain = not any(aws.SERVICE_EVENT in one.detail_types for one in operations)
        yield watch.finding(("where", "errorMessage"), "outcome" if certain else
                            "unverified-outcome", "a call that succeeded has no errorMessage; say "
                            "`outcome: failed` or `outcome: any`",
                            level="error" if certain else "warning")


def _may_be_empty(watch: Watch, operations: Iterable[aws.Operation]) -> bool:
    services = {one.service for one in operations}
    source = watch.source.source if watch.source else ""
    return bool(services & _WITH_EMPTY) or not isinstance(source, str) or (
        source.removeprefix("aws.") in _WITH_EMPTY)


def _admits(watch: Watch, path: str, *events: dict[str, Any]) -> bool:
    """Does `where` let one of the events pass, in which `value` stands for the field at `path`?"""
    if path not in watch.where:
        return True
    asked = watch.where[path]
    try:
        pattern = patterns.compile({"value": asked if isinstance(asked, list) else [asked]})
    except patterns.PatternError:  # EventBridge refuses it, and that is said elsewhere
        return True
    return any(pattern.matches(event) for event in events)
