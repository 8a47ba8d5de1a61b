"""Batches of the table's stream that the notifier gave up, as Lambda keeps them. Pure.

Lambda developer guide, "Retain discarded records": the object holds the whole invocation as text
(`payload`), beside why it was given up.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from eventbridge_notifier.console.redrive.dead_letters import Unreadable


class Batch(NamedTuple):
    """`payloads`, one, are for the notifier; `watch`, "" where there are several, and `reason` are
    for people."""

    watch: str
    reason: str
    payloads: tuple[dict[str, Any], ...]


def batch(body: str) -> Batch:
    """The batch in an object of the bucket. Raises Unreadable."""
    try:
        held = json.loads(body)
        kept = held["payload"]
        payload = json.loads(kept) if isinstance(kept, str) else kept
        watches = {record["dynamodb"]["NewImage"]["watch"]["S"]
                   for record in payload["Records"] if record["eventName"] == "INSERT"}
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Unreadable("it holds no batch of the table's stream") from None
    reason = f"not told: {_condition(held)}"
    watch = watches.pop() if len(watches) == 1 else ""
    return Batch(watch, reason, (payload | {"redriven": True},))


def _condition(held: dict[str, Any]) -> str:
    context = held.get("requestContext")
    return str(context.get("condition", "unknown") if isinstance(context, dict) else "unknown")
