"""Events for a trial: each knows its number, so that it can be told from all others."""

from __future__ import annotations

import base64
import json
import random
from collections.abc import Iterator
from typing import Any

from tools.faults.stage import SOURCE, TYPE, Stage

BATCH = 10  # entries; EventBridge API reference, PutEvents

Sent = dict[str, Any]
"""Event id to the event's detail."""


def detail(number: int, weight: int, chance: random.Random) -> dict[str, Any]:
    """An order; one that weighs more than `weight` bytes and does not compress much."""
    made: dict[str, Any] = {"number": number, "price": round(chance.uniform(1, 99), 2),
                            "note": f"order \N{EURO SIGN} {number} \"{chance.random()}\""}
    if weight:
        made["scan"] = base64.b64encode(chance.randbytes(weight * 3 // 4)).decode()
    return made


def send(stage: Stage, details: list[dict[str, Any]]) -> Iterator[Sent]:
    """Puts the events on the bus, a few at a time. Raises RuntimeError where one is refused."""
    size = 1 if "scan" in details[0] else BATCH
    for start in range(0, len(details), size):
        batch = details[start:start + size]
        answer = stage.client("events").put_events(Entries=[
            {"Source": SOURCE, "DetailType": TYPE, "Detail": json.dumps(one)}
            for one in batch])
        if answer["FailedEntryCount"]:
            raise RuntimeError(f"EventBridge refused events: {answer['Entries']}")
        yield {entry["EventId"]: one
               for entry, one in zip(answer["Entries"], batch, strict=True)}
