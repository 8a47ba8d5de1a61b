"""Whom a spec tells, and for how long it does not. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

from eventbridge_notifier import aws
from eventbridge_notifier.aws.suggest import meant
from eventbridge_notifier.checks.context import Stack
from eventbridge_notifier.compiler.rule import Rule
from eventbridge_notifier.compiler.subject import DETAIL_TYPE, SOURCE
from eventbridge_notifier.diagnostics.finding import Finding
from eventbridge_notifier.spec.durations import midnight, seconds
from eventbridge_notifier.spec.model import Watch

LONGEST_WITHIN = 14 * 86_400
"""Seconds for which the notifier's state is kept."""
LONGEST_QUIET = 366 * 86_400
DIGEST = 60
"""Seconds between two looks for digests that are due."""


def quiet(stack: Stack) -> Iterator[Finding]:
    """Days that do not exist, that have passed, or that are years away."""
    for entry in stack.spec.quiet:
        for code, message in _day(entry.until, stack.now):
            yield entry.file.finding(("quiet", entry.index, "until"), code, message)


def _day(day: str, now: float) -> Iterator[tuple[str, str]]:
    until = midnight(day)
    if until is None:
        yield "wrong-value", f"there is no day {day}"
    elif now and until <= now:
        yield "quiet-over", f"the quiet has been over since {day}; remove the entry"
    elif now and until - now > LONGEST_QUIET:
        yield "quiet-endless", (f"{day} is more than a year away; use `exclude`, or a nearer day "
                                "on which somebody checks the entry again")


def alerting(watch: Watch, _: tuple[aws.Operation, ...]) -> Iterator[Finding]:
    """Keys that do nothing without somebody to tell, and spans that are too long."""
    given = watch.alerting
    for key, value in (("when", given.when), ("stage", given.stage), ("runbook", given.runbook)):
        if value and not watch.notify:
            yield watch.finding((key,), "not-told",
                                f"`{key}` only affects messages, and the watch has no `notify`")
    if given.when and ("first_by" in given.when) == ("at_least" in given.when):
        yield watch.finding(("when",), "conflict",
                            "`when` takes either first_by, or at_least with optional by and "
                            "distinct")
    if given.when and "first_by" in given.when and {"by", "distinct"} & given.when.keys():
        yield watch.finding(("when",), "conflict", "by and distinct need at_least")
    if given.when and seconds(given.when["within"]) > LONGEST_WITHIN:
        yield watch.finding(("when", "within"), "wrong-value",
                            "`within` is longer than 14d, the longest time that the notifier "
                            "remembers")
    if 0 < given.every < DIGEST:
        yield watch.finding(("notify", "every"), "wrong-value",
                            "`every` is shorter than 1m: digests are sent once a minute")


def of_alerts(rule: Rule) -> Iterator[Finding]:
    """A watch that asks for alerts: each would make the next."""
    for alternative in rule.alternatives:
        source, kind = alternative.get(SOURCE), alternative.get(DETAIL_TYPE)
        unknown = source and {"exists": True} in source.conditions
        if source and not unknown and source.admits({"value": "eventbridge-notifier"}) and (
                kind is None or kind.admits({"value": "Alert"})):
            yield rule.finding(source.place, "watches-alerts",
                               "these conditions on `source` match the notifier's own alerts, and "
                               "each alert would cause the next; exclude eventbridge-notifier")


def quiet_watches(stack: Stack) -> Iterator[Finding]:
    """Names in `quiet` that no watch has."""
    names = [watch.name for watch in stack.spec.watches]
    for entry in stack.spec.quiet:
        for name in entry.watches:
            if not any(fnmatchcase(one, name) for one in names):
                yield entry.file.finding(
                    ("quiet", entry.index, "watches"), "unknown-watch",
                    f"no watch is called {name}", suggestion=meant(name, names))
