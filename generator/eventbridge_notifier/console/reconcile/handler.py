"""The Lambda function: reconciles the last hours of its deployment, and puts the number of missing
records as a metric.

Environment: STACK, HOURS (between two runs), SOURCE (`trail` or `event-history`), ACCOUNTS and
REGIONS (separated by commas; empty for all).
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from eventbridge_notifier.console.clients import CachedClients, function_clients
from eventbridge_notifier.console.deployment import Clients, discover
from eventbridge_notifier.console.reconcile import build
from eventbridge_notifier.console.reconcile.build import Account, Wanted
from eventbridge_notifier.console.reconcile.counts import counts
from eventbridge_notifier.console.reconcile.span import settled

NAMESPACE, METRIC = "eventbridge-notifier", "MissingRecords"
EVENT_HISTORY = "event-history"
# The last half hour is left to the next run, which therefore begins that much earlier, and more.
OVERLAP = timedelta(hours=1)
NAMED = 100  # missing records that the log names


class Incomplete(Exception):
    """Some of what the trail logged could not be read."""


def handle(payload: Any, context: Any) -> dict[str, object]:
    """Raises where anything fails: the function's errors ring an alarm of their own."""
    return run(os.environ, lambda region: CachedClients(function_clients(region)),
               datetime.now(UTC))


def run(environ: Mapping[str, str], connect: Callable[[str | None], Clients], now: datetime
        ) -> dict[str, object]:
    """What was found; `connect` gives clients of a region, of the function's own for None.

    Raises Incomplete, NotFound, LogError, and what AWS's clients raise.
    """
    clients = connect(None)
    account = Account(discover(environ["STACK"], clients), clients,
                      lru_cache(maxsize=None)(connect))
    matched = build.matcher(account)
    span = settled(now - timedelta(hours=float(environ["HOURS"])) - OVERLAP, now, now)
    wanted = Wanted((), environ["SOURCE"] == EVENT_HISTORY, _listed(environ["ACCOUNTS"]),
                    _listed(environ["REGIONS"]))
    found = build.reconcile(account, matched, span, now, wanted)
    missing = 0
    for one in found.run(build.parts(account, matched.watches, span, wanted)):
        missing += 1
        if missing <= NAMED:
            print(json.dumps(one._asdict()))
    _measure(clients, environ["STACK"], missing)
    told = {"missing": missing, **counts(found, matched, span)}
    print(json.dumps(told))
    if found.unread:
        raise Incomplete(f"{len(found.unread):,} files could not be read; {found.unread[0]}")
    return told


def _listed(text: str) -> tuple[str, ...]:
    return tuple(one for one in text.split(",") if one)


def _measure(clients: Clients, stack: str, missing: int) -> None:
    clients("cloudwatch").put_metric_data(Namespace=NAMESPACE, MetricData=[{
        "MetricName": METRIC, "Value": missing, "Unit": "Count",
        "Dimensions": [{"Name": "Stack", "Value": stack}]}])
