"""Words of a watch that do not go together, or that this program keeps for itself. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from eventbridge_notifier import aws
from eventbridge_notifier.checks import targets
from eventbridge_notifier.compiler import exclusions, outcome
from eventbridge_notifier.compiler.event_pattern import conditions
from eventbridge_notifier.diagnostics.finding import Finding
from eventbridge_notifier.record_format.reserved import RESERVED
from eventbridge_notifier.spec.model import Watch

# Fields that CloudTrail writes as null where there is nothing to say (CloudTrail user guide,
# "record contents").
_NULL_WHEN_EMPTY = frozenset({"requestParameters", "responseElements"})


def check(watch: Watch, operations: tuple[aws.Operation, ...]) -> tuple[Finding, ...]:
    """Everything that contradicts itself in `watch`, whose `on` names `operations`."""
    return (*_subject(watch), *outcome.check(watch, operations), *_where(watch, operations),
            *_record(watch), *targets.check(watch), *_bus(watch), *exclusions.check(watch))


def _subject(watch: Watch) -> Iterator[Finding]:
    said = bool(watch.operations) or watch.source is not None
    if watch.pattern is None and not said:
        yield watch.finding((), "missing-key", "says not what to watch for; give `on` or `pattern`")
    if watch.pattern is not None:
        for key, given in (("on", said), ("where", watch.where), ("outcome", watch.outcome)):
            if given:
                yield watch.finding((key,), "conflict", f"`{key}` cannot stand beside `pattern`; "
                                    "put the condition into the pattern")


def _where(watch: Watch, operations: tuple[aws.Operation, ...]) -> Iterator[Finding]:
    taken = {"eventSource", "eventName"} if operations else set()
    own = taken | outcome.paths(watch, operations) if outcome.applies(watch) else taken
    for path in watch.where:
        if path in taken:
            yield watch.finding(("where", path), "conflict", f"`on` says the {path} already")
        for other in sorted(own | set(watch.where)):
            if path.startswith(other + ".") or (other in own and other.startswith(path + ".")):
                yield watch.finding(("where", path), "conflict", f"{min(path, other)} cannot have "
                                    f"a value and hold {max(path, other)} at once")
    for path, condition in watch.where.items():
        if condition is None and path not in _NULL_WHEN_EMPTY:
            yield watch.finding(("where", path), "matches-null", "a key without a value asks for "
                                "null, and a field that has a value or is absent does not match; "
                                "give the value", level="warning", suggestion="{exists: true}")
    for path in conditions(watch.where):
        if path.split(".")[0] == "detail":
            yield watch.finding(("where", path), "path", "paths begin below `detail`",
                                suggestion=path.removeprefix("detail."))
        if "$or" in path.split("."):
            yield watch.finding(("where", path), "path", "`$or` is no field; write a `pattern`")


def _record(watch: Watch) -> Iterator[Finding]:
    for name in watch.record:
        if name in RESERVED:
            yield watch.finding(("record", name), "reserved", f"every item has an attribute {name} "
                                "of its own; choose another name")


def _bus(watch: Watch) -> Iterator[Finding]:
    if watch.bus != "default" and watch.operations:
        never = watch.bus.startswith("aws.partner/")
        yield watch.finding(("bus",), "bus", "AWS puts its own events on the default bus; on "
                            f"{watch.bus} they " + ("never arrive" if never else "arrive only "
                            "where a rule forwards them"), level="error" if never else "warning",
                            suggestion="default")
