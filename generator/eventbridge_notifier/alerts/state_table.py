"""The state of alerts in a DynamoDB table: the requests to send, and how answers are read.

An item is `key`, `version`, `state` (JSON), `due` and `open` (sparse, for the index `by_due`) and
`expires` (TTL). Whoever calls sends the requests: the notifier signs them itself, the command line
uses boto3.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from eventbridge_notifier.alerts.group import waits
from eventbridge_notifier.alerts.tally import Item

INDEX = "by_due"
OPEN = "open"
"""The one value of the index's partition key: a stack has few groups open at a time."""
KEPT = 15 * 86_400
"""Seconds after the last change for which state is kept; `within` may be 14 days at most."""

Call = Callable[[str, dict[str, Any]], dict[str, Any]]
"""Sends an operation of DynamoDB and gives its answer. Raises NotSaid where a condition fails."""


class NotSaid(Exception):
    """The condition of a write did not hold."""


class StateTable:
    """A Store (see `store`) in a table."""

    def __init__(self, table: str, call: Call, clock: Callable[[], float]) -> None:
        self._table, self._call, self._clock = table, call, clock

    def get(self, key: str) -> tuple[Item, int]:
        answer = self._call("GetItem", {"TableName": self._table, "Key": {"key": {"S": key}},
                                        "ConsistentRead": True})
        found = answer.get("Item")
        if not found:
            return {}, 0
        return json.loads(found["state"]["S"]), int(found["version"]["N"])

    def put(self, key: str, item: Item, version: int) -> bool:
        try:
            self._call("PutItem", {
                "TableName": self._table,
                "Item": self._attributes(key, item, version + 1),
                "ConditionExpression": "attribute_not_exists(#key) OR #version = :before",
                "ExpressionAttributeNames": {"#key": "key", "#version": "version"},
                "ExpressionAttributeValues": {":before": {"N": str(version)}},
            })
        except NotSaid:
            return False
        return True

    def due(self, now: float) -> Iterator[str]:
        for page in self._pages({"KeyConditionExpression": "#open = :open AND #due <= :now",
                                 "ExpressionAttributeNames": {"#open": OPEN, "#due": "due"},
                                 "ExpressionAttributeValues": {
                                     ":open": {"S": OPEN}, ":now": {"N": str(int(now))}}}):
            yield from (found["key"]["S"] for found in page)

    def _attributes(self, key: str, item: Item, version: int) -> dict[str, Any]:
        attributes = {
            "key": {"S": key},
            "version": {"N": str(version)},
            "state": {"S": json.dumps(item, separators=(",", ":"))},
            "expires": {"N": str(int(item.get("expires", self._clock() + KEPT)))},
        }
        if waits(item):
            attributes |= {OPEN: {"S": OPEN}, "due": {"N": str(int(item.get("until", 0)))}}
        return attributes

    def _pages(self, query: dict[str, Any]) -> Iterator[Iterable[Any]]:
        start: dict[str, Any] = {}
        while True:
            answer = self._call("Query", {"TableName": self._table, "IndexName": INDEX, **query,
                                          **start})
            yield answer.get("Items", ())
            if "LastEvaluatedKey" not in answer:
                return
            start = {"ExclusiveStartKey": answer["LastEvaluatedKey"]}
