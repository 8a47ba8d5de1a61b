"""What the notifier asks of AWS, kept in memory, and failing as a trial says.

The table checks conditions as DynamoDB does. A fault strikes before a call has an effect or after
it, which the notifier cannot tell apart.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aws_client.client import Refused
from eventbridge_notifier.alerts.state_table import NotSaid
from notifier.outlets import NotTaken


class Killed(BaseException):
    """The function died: nothing after this line runs, and it starts anew."""


@dataclass(frozen=True)
class Faults:
    """How often each fault strikes, 0 to 1. `down_for`: seconds in which the bus takes nothing."""

    killed: float = 0.0
    throttled: float = 0.0
    changed_by_others: float = 0.0
    bus_refuses: float = 0.0
    down_for: float = 0.0


@dataclass
class Edges:
    """`items` is the state table, `sent` what the bus took, in order."""

    config: dict[str, Any]
    faults: Faults
    chance: random.Random
    clock: Callable[[], float]
    began: float
    items: dict[str, dict[str, Any]] = field(default_factory=dict)
    sent: list[dict[str, Any]] = field(default_factory=list)
    struck: Counter[str] = field(default_factory=Counter)
    remaining: Callable[[], float] = lambda: 60.0

    def dynamodb(self, operation: str, request: dict[str, Any]) -> dict[str, Any]:
        self._maybe("killed", Killed())
        self._maybe("throttled", Refused(400, "ProvisionedThroughputExceededException", ""))
        if operation == "PutItem":
            self._maybe("changed_by_others", NotSaid())
        answer: dict[str, Any] = {"GetItem": self._get, "PutItem": self._put,
                                  "Query": self._query}[operation](request)
        self._maybe("killed", Killed())
        return answer

    def fetch(self, location: str) -> bytes:
        return json.dumps(self.config).encode()

    def put_events(self, bus: str, details: list[dict[str, Any]]) -> None:
        if self.clock() < self.began + self.faults.down_for:
            self.struck["bus"] += 1
            raise NotTaken("down")
        self._maybe("bus_refuses", NotTaken("no"))
        self.sent += details
        self._maybe("killed", Killed())

    def publish(self, topic: str, subject: str, message: str) -> None:
        raise AssertionError("no channel of the trials is a topic")

    def _maybe(self, fault: str, error: BaseException) -> None:
        if self.chance.random() < getattr(self.faults, fault):
            self.struck[fault] += 1
            raise error

    def _get(self, request: dict[str, Any]) -> dict[str, Any]:
        item = self.items.get(request["Key"]["key"]["S"])
        return {"Item": item} if item else {}

    def _put(self, request: dict[str, Any]) -> dict[str, Any]:
        item, expected = request["Item"], request["ExpressionAttributeValues"][":before"]
        before = self.items.get(item["key"]["S"])
        if before and before["version"] != expected:
            raise NotSaid
        self.items[item["key"]["S"]] = item
        return {}

    def _query(self, request: dict[str, Any]) -> dict[str, Any]:
        now = int(request["ExpressionAttributeValues"][":now"]["N"])
        return {"Items": [{"key": item["key"]} for item in self.items.values()
                          if "open" in item and int(item["due"]["N"]) <= now]}
