"""What is known of the notifier: whether it keeps up, what it gave up, what is held back."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from botocore.exceptions import ClientError

from eventbridge_notifier.alerts.config import SNOOZES
from eventbridge_notifier.alerts.tally import Item
from eventbridge_notifier.console.alerts.overview import snoozes
from eventbridge_notifier.console.alerts.state import Alerts
from eventbridge_notifier.console.deployment import Clients, Deployment, NotFound
from eventbridge_notifier.console.health.facts import (
    NOBODY_TOLD,
    NotifierFacts,
    Staged,
)

T = TypeVar("T")


def notifier(deployment: Deployment, clients: Clients) -> NotifierFacts:
    """NOBODY_TOLD where nothing of the stack notifies. What may not be read is None by itself."""
    functions = clients("lambda")
    try:
        found = functions.get_function_configuration(FunctionName=deployment.notifier)
    except functions.exceptions.ResourceNotFoundException:
        return NOBODY_TOLD
    cloudwatch, now = clients("cloudwatch"), time.time()
    state = _or_none(lambda: dict(Alerts(deployment.name, clients).items()))
    environ = found.get("Environment", {}).get("Variables", {})
    stages = _or_none(lambda: _stages(environ, clients("s3")))
    return NotifierFacts(
        state=str(found.get("State", "Active")),
        age=_or_none(lambda: _metric(cloudwatch, deployment, "IteratorAge", "Maximum", 15)),
        errors=_or_none(lambda: _metric(cloudwatch, deployment, "Errors", "Sum", 24 * 60)),
        untold=_or_none(lambda: _untold(deployment, clients("s3"))),
        snoozes=None if state is None else tuple(snoozes(state.get(SNOOZES, {}), now)),
        staged=None if state is None or stages is None else tuple(_staged(state, stages, now)),
    )


def _or_none(ask: Callable[[], T]) -> T | None:
    try:
        return ask()
    except (ClientError, NotFound):
        return None


def _metric(cloudwatch: Any, deployment: Deployment, name: str, statistic: str, minutes: int
            ) -> float:
    """Of the last minutes; 0 where there is no datapoint, for then it did not run."""
    now = datetime.now(UTC)
    points = cloudwatch.get_metric_statistics(
        Namespace="AWS/Lambda", MetricName=name, Statistics=[statistic], EndTime=now,
        StartTime=now - timedelta(minutes=minutes), Period=minutes * 60,
        Dimensions=[{"Name": "FunctionName", "Value": deployment.notifier}])["Datapoints"]
    return max((float(one[statistic]) for one in points), default=0.0)


def _untold(deployment: Deployment, s3: Any) -> int:
    pages = s3.get_paginator("list_objects_v2").paginate(
        Bucket=deployment.bucket, Prefix=deployment.untold)
    return sum(not one["Key"].startswith(deployment.invokes)
               for page in pages for one in page.get("Contents", ()))


def _stages(environ: dict[str, str], s3: Any) -> dict[str, int]:
    """Watch -> for how many seconds it is tried out, from the notifier's own configuration."""
    body = s3.get_object(Bucket=environ.get("BUCKET", ""), Key=environ.get("CONFIG_KEY", ""))
    policies = json.loads(body["Body"].read()).get("policies", {})
    return {watch: int(one["stage"]) for watch, one in policies.items() if one.get("stage")}


def _staged(state: dict[str, Item], stages: dict[str, int], now: float) -> Iterator[Staged]:
    for watch, seconds in sorted(stages.items()):
        item = state.get(f"staged#{watch}", {})
        if (ends := item.get("since", now) + seconds) > now:
            yield Staged(watch, item.get("messages", (0, 0))[0], ends)
