"""A day of records that come from nowhere, and a table that lacks one in a thousand of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from eventbridge_notifier.console.reconcile.reasons import Home, Reasons
from eventbridge_notifier.console.reconcile.recorded import Key, Recorded
from eventbridge_notifier.console.reconcile.run import Reconcile
from eventbridge_notifier.console.reconcile.timeline import Timeline, Timelines
from eventbridge_notifier.console.reconcile.watches import Matcher, Watched
from eventbridge_notifier.events.log_parts import Part

FILE, DAY = 1_000, 86_400  # records of a file, seconds
WATCHED, LACKING = 100, 1_000  # one in so many
BOUNDS = ("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z")
PATTERN = json.dumps({"source": ["aws.signin"], "detail": {"eventName": ["ConsoleLogin"]}})
NOTHING = Timelines(Timeline(()), Timeline(()), Timeline(()), Timeline(()))


class Table(Recorded):
    """Has all but one in LACKING."""

    def __init__(self) -> None: ...

    def of(self, keys: Sequence[Key]) -> set[Key]:
        return {key for key in keys if int(key[0]) // WATCHED % LACKING}


def record(number: int, count: int) -> dict[str, Any]:
    second = number * DAY // count
    watched = number % WATCHED == 0
    return {
        "eventVersion": "1.11", "eventID": str(number), "eventType": "AwsConsoleSignIn"
        if watched else "AwsApiCall", "eventSource": "signin.amazonaws.com" if watched
        else "ec2.amazonaws.com", "eventName": "ConsoleLogin" if watched else "RunInstances",
        "eventTime": f"2026-01-01T{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}Z",
        "awsRegion": "eu-west-1", "recipientAccountId": "111111111111", "readOnly": False,
        "managementEvent": True, "userIdentity": {"type": "Root"}, "requestParameters": None}


def parts(count: int) -> Iterator[Part]:
    for start in range(0, count, FILE):
        yield Part(str(start), lambda start=start: (  # type: ignore[misc]
            record(number, count) for number in range(start, min(count, start + FILE))),
            "2026-01-01")


def reconciled(count: int) -> Reconcile:
    """The run over a day of `count` records, when it is over."""
    reasons = Reasons(Home("111111111111", "eu-west-1"), "", lambda: NOTHING, "n-",
                      lambda account, region: None)
    matcher = Matcher([Watched("root", "n-root", "default", "ENABLED", PATTERN, None)])
    run = Reconcile(matcher, Table(), reasons, BOUNDS)
    for _ in run.run(parts(count)):
        pass
    return run
