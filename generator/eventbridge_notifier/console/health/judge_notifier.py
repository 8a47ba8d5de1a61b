"""Whether people are told: the notifier's state, facts in, findings out. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from eventbridge_notifier.console.health.facts import (
    BAD,
    NOBODY_TOLD,
    OK,
    WARNING,
    Facts,
    Finding,
    NotifierFacts,
)
from eventbridge_notifier.console.health.judge_trail import unknown

BEHIND = 900_000
"""Milliseconds behind the stream at which the module's alarm rings, too."""


def notifier(facts: Facts) -> Iterator[Finding]:
    """Nothing is said of a stack that tells nobody."""
    one = facts.notifier
    if one is None:
        yield unknown("notifier", "lambda:GetFunctionConfiguration")
        return
    if one == NOBODY_TOLD:
        return
    if one.state not in ("Active", "Inactive"):
        yield Finding("notifier", BAD, f"its state is {one.state}")
    elif one.age is None or one.errors is None:
        yield unknown("notifier", "cloudwatch:GetMetricStatistics")
    elif one.age > BEHIND:
        yield Finding("notifier", BAD, f"it is {one.age / 60_000:.0f} minutes behind; records that "
                      "are older than a day send no message")
    elif one.errors:
        yield Finding("notifier", WARNING, f"{one.errors:.0f} failures in the last day, each tried "
                      "again")
    else:
        yield Finding("notifier", OK, "ready, and not behind")
    if one.untold is None:
        yield unknown("notifier", "s3:ListBucket on the spill bucket")
    elif one.untold:
        yield Finding("notifier", BAD, f"{one.untold} batches of records that it gave up are in "
                      "the spill bucket; run redrive")
    yield from _held_back(one)


def _held_back(one: NotifierFacts) -> Iterator[Finding]:
    if one.snoozes is None:
        yield unknown("quiet", "dynamodb:Scan on the table of the alerts' state")
    for snooze in one.snoozes or ():
        why = f" ({snooze.because})" if snooze.because else ""
        yield Finding("quiet", WARNING, f"{snooze.name}: no messages until {_time(snooze.until)}"
                      f"{why}")
    for staged in one.staged or ():
        yield Finding("stage", OK, f"{staged.watch} is being tried out until {_time(staged.ends)}: "
                      f"{staged.messages} messages would have been sent")


def _time(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%d %H:%M UTC")
