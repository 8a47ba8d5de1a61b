"""`outcome`: events without an outcome, and conditions that contradict it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from eventbridge_notifier import aws, patterns
from eventbridge_notifier.compiler.outcome import WITH_EMPTY, applies
from eventbridge_notifier.diagnostics.finding import Finding
from eventbridge_notifier.spec.model import Watch

# How a watch asks for a field that is not there.
_ABSENT = ({"exists": False}, [{"exists": False}])


def possible(watch: Watch, operations: tuple[aws.Operation, ...]) -> Iterator[Finding]:
    """An outcome that the events do not have, or that `where` contradicts."""
    if not applies(watch):
        if watch.outcome and watch.pattern is None:
            yield watch.finding(("outcome",), "outcome", "only API calls and sign-ins have an "
                                "outcome; leave it out here and ask for the event's own field in "
                                "`where`")
        return
    fields = {one.outcome_field for one in operations} - {""}
    if watch.outcome is None and fields & watch.where.keys():
        return  # `where` has a condition on the outcome itself, and wins
    if watch.outcome in (None, "succeeded"):
        yield from _of_success(watch, operations)
    elif watch.outcome == "failed" and not fields and watch.where.get("errorCode") in _ABSENT:
        yield watch.finding(("where", "errorCode"), "outcome", "a call that failed has an "
                            "errorCode; say `outcome: succeeded` or `outcome: any`")
    for field in sorted(fields & watch.where.keys()):
        written = {"succeeded": "Success", "failed": "Failure"}.get(watch.outcome or "")
        if written and not _admits(watch, field, {"value": written}, {}):
            yield watch.finding(("where", field), "outcome", f"`outcome: {watch.outcome}` already "
                                f"asks for {written} in {field}; leave one of them out")


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
                            "`outcome: failed` or `outcome: any`")


def _may_be_empty(watch: Watch, operations: Iterable[aws.Operation]) -> bool:
    services = {one.service for one in operations}
    source = watch.source.source if watch.source else ""
    return bool(services & WITH_EMPTY) or not isinstance(source, str) or (
        source.removeprefix("aws.") in WITH_EMPTY)


def _admits(watch: Watch, path: str, *events: dict[str, Any]) -> bool:
    """Whether `where` lets one of the events pass, in which `value` is the field at `path`."""
    if path not in watch.where:
        return True
    condition = watch.where[path]
    try:
        pattern = patterns.compile({
            "value": condition if isinstance(condition, list) else [condition]})
    except patterns.PatternError:  # EventBridge refuses it, and another check says so
        return True
    return any(pattern.matches(event) for event in events)
