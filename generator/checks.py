"""What makes a watch contradict itself, or AWS refuse it. Each check: a watch in, findings out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from generator import aws, patterns
from generator.findings import Finding
from generator.pattern import conditions, outcome_applies
from generator.rule import Rule
from generator.spec import Spec, Watch

# Attributes that the recorder writes into every item; see lambda/recorder/item.py.
RESERVED = frozenset({
    "id", "watch", "time", "day", "eventId", "source", "detailType", "eventSource", "eventName",
    "account", "region", "actor", "severity", "event", "eventFormat", "eventLocation", "expiresAt",
})

# EventBridge quotas: (what, adjustable one, hard one), EventBridge user guide "quotas" and the
# PutRule and PutTargets API references.
PATTERN_QUOTA, PATTERN_LIMIT = 2048, 4096
TEMPLATE_LIMIT = 8192
RULES_QUOTA = 300
WILDCARD_RULES_QUOTA = 30


def words(watch: Watch, operations: tuple[aws.Operation, ...]) -> tuple[Finding, ...]:
    """Words of the spec that do not go together."""
    return (*_subject(watch), *_outcome(watch, operations), *_where(watch, operations),
            *_record(watch))


def _subject(watch: Watch) -> Iterator[Finding]:
    said = bool(watch.operations) or watch.source is not None
    if watch.pattern is None and not said:
        yield watch.finding((), "missing-key", "says not what to watch for; give `on` or `pattern`")
    if watch.pattern is not None:
        for key, given in (("on", said), ("where", watch.where), ("outcome", watch.outcome)):
            if given:
                yield watch.finding((key,), "conflict", f"`{key}` cannot stand beside `pattern`; "
                                    "put the condition into the pattern")


def _outcome(watch: Watch, operations: tuple[aws.Operation, ...]) -> Iterator[Finding]:
    if watch.outcome and watch.pattern is None and not outcome_applies(watch):
        yield watch.finding(("outcome",), "outcome", "only API calls and sign-ins have an outcome; "
                            "leave it out here and ask for the event's own field in `where`")
    if outcome_applies(watch) and "errorCode" in watch.where and (
            watch.outcome in (None, "succeeded")):
        yield watch.finding(("where", "errorCode"), "outcome", "a call that succeeded has no "
                            "errorCode; say `outcome: failed` or `outcome: any`")
    kinds = {aws.API_CALL in one.detail_types for one in operations}
    if len(kinds) > 1 and watch.outcome != "any":
        yield watch.finding(("on",), "outcome", "API calls and sign-ins say in different fields "
                            "how they ended; make two watches of them, or say `outcome: any`")


def _where(watch: Watch, operations: tuple[aws.Operation, ...]) -> Iterator[Finding]:
    taken = ["eventSource", "eventName"] if operations else []
    for path in watch.where:
        if path in taken:
            yield watch.finding(("where", path), "conflict", f"`on` says the {path} already")
        for other in (*watch.where, *taken):
            if path.startswith(other + "."):
                yield watch.finding(("where", path), "conflict", f"{other} cannot have a value and "
                                    f"hold {path} at once")
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


def refused(watch: Watch, error: patterns.PatternError) -> Finding:
    """The finding for a pattern that EventBridge would refuse."""
    path = tuple(re.split(r"[.\[]", error.position.path.replace("]", "")))
    path = tuple(int(part) if part.isdigit() else part for part in path)
    where = ("pattern", *path) if watch.pattern is not None else _written(watch, path)
    return watch.finding(where, "pattern", f"EventBridge refuses the pattern: {error.reason}")


def _written(watch: Watch, path: tuple[Any, ...]) -> tuple[Any, ...]:
    """Where the part of the pattern at `path` comes from."""
    dotted = ".".join(str(part) for part in path[1:])
    for key in watch.where:
        if dotted == key or dotted.startswith(key + "."):
            return ("where", key)
    return ("on",)


def rule(one: Rule) -> tuple[Finding, ...]:
    """What AWS would refuse in `one`, or what makes it fall silent."""
    return (*_size(one), *_lint(one), *_reads(one))


def _size(one: Rule) -> Iterator[Finding]:
    size = patterns.compact_size(one.pattern)
    path = ("pattern",) if one.watch.pattern is not None else ("where",)
    if size > PATTERN_LIMIT:
        yield one.watch.finding(path, "pattern-size", f"the pattern has {size} characters; "
                                f"EventBridge takes {PATTERN_LIMIT} at the most")
    elif size > PATTERN_QUOTA:
        yield one.watch.finding(path, "pattern-size", f"the pattern has {size} characters; above "
                                f"{PATTERN_QUOTA} the account's quota must be raised first",
                                level="warning")
    if (length := template_size(one)) > TEMPLATE_LIMIT:
        yield one.watch.finding(("record",), "template-size", f"the target's input template would "
                                f"have {length} characters; EventBridge takes {TEMPLATE_LIMIT}")


def template_size(one: Rule) -> int:
    """Characters of the input template that the module makes of the rule."""
    constant = patterns.compact_size({"watch": one.name, "severity": one.severity,
                              "record": dict(one.record), "event": ""})
    return constant + len("<aws.events.event.json>")


def _lint(one: Rule) -> Iterator[Finding]:
    for found in patterns.lint(one.pattern):
        path = (("pattern", *found.path) if one.watch.pattern is not None
                else _written(one.watch, tuple(found.path)))
        yield one.watch.finding(path, found.code, found.message, level=found.level,
                                suggestion=found.suggestion)


def _reads(one: Rule) -> Iterator[Finding]:
    if one.state == aws.ALL_MANAGEMENT_EVENTS:
        yield one.watch.finding(("on",), "read-only-volume", "read-only calls are many: the rule "
                                "is armed for them, and a busy account may make thousands an hour",
                                level="warning")


def together(spec: Spec, rules: list[Rule]) -> Iterator[Finding]:
    """Quotas that the rules of one bus share."""
    buses = Counter(one.bus for one in rules)
    wild = Counter(one.bus for one in rules if patterns.uses_wildcard(one.compiled))
    for counts, quota, what in ((buses, RULES_QUOTA, "rules"),
                                (wild, WILDCARD_RULES_QUOTA, "rules with a wildcard")):
        for bus, count in sorted(counts.items()):
            if count > quota:
                watch = next(one.watch for one in rules if one.bus == bus)
                yield watch.place.finding(("watches",), "quota", f"{count} {what} on bus {bus}; "
                                          f"the account's quota is {quota}", level="warning")
