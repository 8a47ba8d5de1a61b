"""Records as they arrive, and policies, for the tests of alerts."""

from __future__ import annotations

import itertools
from typing import Any

from eventbridge_notifier.alerts.arrival import Arrival
from eventbridge_notifier.alerts.policy import Policy

START = 1_700_000_000.0
_numbers = itertools.count()


def arrival(watch: str = "w", *, id: str = "", time: float = 0.0, source: str = "shard-1",
            created: float | None = None, detail: dict[str, Any] | None = None,
            summary: dict[str, str] | None = None, sequence: int | None = None,
            fields: dict[str, Any] | None = None) -> Arrival:
    """A record, `time` seconds after START; its sequence follows the one made before."""
    number = next(_numbers)
    event = {"source": "aws.iam", "detail-type": "AWS API Call via CloudTrail",
             "detail": {"eventName": "CreateUser", **(detail or {})}}
    return Arrival(id or f"event-{number}", watch, START + time,
                   START + (time if created is None else created), source,
                   number if sequence is None else sequence, event, summary or {}, fields or {})


def policy(watch: str = "w", **more: Any) -> Policy:
    return Policy(watch, **{"channels": ("ops",), **more})
