"""Values that programs put, and what alarms make of them: by the sandbox's clock.

AWS's own metrics are not measured here, so alarms on them stay as they are. Source: CloudWatch user
guide, "Evaluating an alarm" and "How alarms treat missing data".
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from eventbridge_notifier.sandbox.core.interfaces import Clients
from eventbridge_notifier.sandbox.core.model import Call, Outcome
from eventbridge_notifier.sandbox.core.schedule import Clock

CLOSING = 5.0  # seconds that an evaluation may still take
MINUTE = 60.0
AWS = "AWS/"
OK, ALARM, UNKNOWN = "OK", "ALARM", "INSUFFICIENT_DATA"

Metric = tuple[str, str, str, str, tuple[tuple[str, str], ...]]
"""Account, region, namespace, name and dimensions."""
Point = tuple[float, float]
"""When it came, in the sandbox's seconds, and its value."""

_STATISTICS: dict[str, Callable[[list[float]], float]] = {
    "Sum": sum, "Maximum": max, "Minimum": min, "SampleCount": len,
    "Average": lambda values: sum(values) / len(values),
}
_BREACHES: dict[str, Callable[[float, float], bool]] = {
    "GreaterThanThreshold": float.__gt__, "GreaterThanOrEqualToThreshold": float.__ge__,
    "LessThanThreshold": float.__lt__, "LessThanOrEqualToThreshold": float.__le__,
}


LEAST = 0.25  # wall seconds between two evaluations, however fast the clock goes


class Metrics:
    """Evaluates alarms on metrics of one's own each minute; `changed` is told of a new state."""

    def __init__(self, clients: Clients, clock: Clock,
                 changed: Callable[[str, str, Mapping[str, Any], str], None]) -> None:
        self._clients, self._clock, self._changed = clients, clock, changed
        self._points: dict[Metric, list[Point]] = defaultdict(list)
        self._since: dict[tuple[str, str, str], float] = {}
        self._places: set[tuple[str, str]] = set()
        self._gone = threading.Event()
        self._worker = threading.Thread(target=self._work, daemon=True, name="alarms")
        self._worker.start()

    def observe(self, call: Call, outcome: Outcome) -> None:
        """Takes note of values, and of alarms on metrics of one's own."""
        if call.service != "cloudwatch" or outcome.error_code:
            return
        if call.operation == "PutMetricData":
            for one in call.params.get("MetricData") or ():
                self._points[_metric(call.account, call.region, str(call.params["Namespace"]), one)
                             ].append((self._clock.now(), float(one.get("Value") or 0.0)))
        elif call.operation == "PutMetricAlarm" and _is_own(call.params):
            self._places.add((call.account, call.region))
            self._since[call.account, call.region, str(call.params["AlarmName"])] = \
                self._clock.now()

    def close(self) -> None:
        """Ends what evaluates, while the services that it asks are still there."""
        self._gone.set()
        self._worker.join(timeout=CLOSING)

    def _work(self) -> None:
        while not self._gone.wait(max(LEAST, self._clock.wall(MINUTE))):
            for account, region in list(self._places):
                client = self._clients.client("cloudwatch", region, account)
                pages = client.get_paginator("describe_alarms").paginate()
                for alarm in (one for page in pages for one in page["MetricAlarms"]):
                    if _is_own(alarm):
                        self._evaluate(account, region, alarm)

    def _evaluate(self, account: str, region: str, alarm: Mapping[str, Any]) -> None:
        since = self._since.get((account, region, alarm["AlarmName"]), self._clock.now())
        points = self._points[_metric(account, region, alarm["Namespace"], alarm)]
        state = state_of(alarm, points, self._clock.now(), since)
        if state is not None and state != alarm["StateValue"]:
            self._changed(account, region, alarm, state)


def state_of(alarm: Mapping[str, Any], points: list[Point], now: float, since: float
             ) -> str | None:
    """The state of an alarm that was made at `since`; None while it is too young to say."""
    periods, length = int(alarm["EvaluationPeriods"]), float(alarm["Period"])
    needed = int(alarm.get("DatapointsToAlarm") or periods)
    if now - since < periods * length:
        return None
    missing = str(alarm.get("TreatMissingData") or "missing")
    verdicts = [_breaches(alarm, [value for at, value in points
                                  if now - (number + 1) * length <= at < now - number * length])
                for number in range(periods)]
    if all(one is None for one in verdicts) and missing in ("missing", "ignore"):
        return UNKNOWN if missing == "missing" else None
    return ALARM if sum(missing == "breaching" if one is None else one
                        for one in verdicts) >= needed else OK


def _breaches(alarm: Mapping[str, Any], values: list[float]) -> bool | None:
    """None for a period without data."""
    if not values:
        return None
    measured = float(_STATISTICS[alarm["Statistic"]](values))
    return _BREACHES[alarm["ComparisonOperator"]](measured, float(alarm["Threshold"]))


def _is_own(alarm: Mapping[str, Any]) -> bool:
    return bool(alarm.get("Namespace")) and not str(alarm["Namespace"]).startswith(AWS)


def _metric(account: str, region: str, namespace: str, named: Mapping[str, Any]) -> Metric:
    dimensions = tuple(sorted((str(one["Name"]), str(one["Value"]))
                              for one in named.get("Dimensions") or ()))
    return account, region, namespace, str(named["MetricName"]), dimensions
