"""Keys of a watch that do not go together, or that the record keeps for itself. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from eventbridge_notifier import aws
from eventbridge_notifier.compiler import outcome
from eventbridge_notifier.diagnostics.finding import Finding
from eventbridge_notifier.record_format.reserved import RESERVED
from eventbridge_notifier.spec.model import Watch

# Fields that CloudTrail writes as null where there is nothing to say (CloudTrail user guide,
# "record contents").
_NULL_WHEN_EMPTY = frozenset({"requestParameters", "responseElements"})


def subject(watch: Watch, _: tuple[aws.Operation, ...]) -> Iterator[Finding]:
    """A watch says what it is about once: with `on` and `where`, or with `pattern`."""
    has_on = bool(watch.operations) or watch.source is not None
    if watch.pattern is None and not has_on:
        yield watch.finding((), "missing-key", "it names no events; give `on` or `pattern`")
    if watch.pattern is not None:
        for key, given in (("on", has_on), ("where", watch.where), ("outcome", watch.outcome)):
            if given:
                yield watch.finding((key,), "conflict",
                                    f"`{key}` cannot be combined with `pattern`; put the condition "
                                    "into the pattern")


def where(watch: Watch, operations: tuple[aws.Operation, ...]) -> Iterator[Finding]:
    """Paths of `where` that clash with each other, or with what `on` and `outcome` ask for."""
    taken = {"eventSource", "eventName"} if operations else set()
    own = taken | outcome.paths(watch, operations) if outcome.applies(watch) else taken
    for path in watch.where:
        if path in taken:
            yield watch.finding(("where", path), "conflict", f"`on` already asks for the {path}")
        for other in sorted(own | set(watch.where)):
            if path.startswith(other + ".") or (other in own and other.startswith(path + ".")):
                yield watch.finding(("where", path), "conflict",
                                    f"{min(path, other)} cannot have a value and hold "
                                    f"{max(path, other)} at once")


def nulls(watch: Watch, _: tuple[aws.Operation, ...]) -> Iterator[Finding]:
    """Keys of `where` without a value: they ask for null."""
    for path, condition in watch.where.items():
        if condition is None and path not in _NULL_WHEN_EMPTY:
            yield watch.finding(("where", path), "matches-null",
                                "a key without a value is a condition for null, which no field "
                                "with a value and no missing field satisfies; give the value",
                                suggestion="{exists: true}")


def record(watch: Watch, _: tuple[aws.Operation, ...]) -> Iterator[Finding]:
    """Attributes of `record` that every item has already."""
    for name in watch.record:
        if name in RESERVED:
            yield watch.finding(("record", name), "reserved",
                                f"every item already has an attribute {name}; choose another name")
