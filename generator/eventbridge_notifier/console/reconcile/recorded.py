"""Which records the table holds, by key."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from eventbridge_notifier.record_format.identity import storable

KEYS = 100  # DynamoDB API reference, BatchGetItem
PAUSE, LONGEST = 0.1, 5.0  # seconds, where DynamoDB leaves keys unprocessed
Key = tuple[str, str]
"""Id and watch of a record."""


class Recorded:
    """Asks the table for keys alone."""

    def __init__(self, dynamodb: Any, table: str) -> None:
        self._dynamodb, self._table = dynamodb, table

    def of(self, keys: Sequence[Key]) -> set[Key]:
        """Those of at most KEYS different keys that are in the table."""
        found, pause = set[Key](), PAUSE
        by_stored = {(id, storable(watch)): (id, watch) for id, watch in keys}
        left: Any = {"Keys": [{"id": {"S": id}, "watch": {"S": watch}} for id, watch in by_stored],
                     "ProjectionExpression": "id, watch"}
        while left:
            answer = self._dynamodb.batch_get_item(RequestItems={self._table: left})
            found |= {by_stored[item["id"]["S"], item["watch"]["S"]]
                      for item in answer["Responses"].get(self._table, ())}
            left = answer.get("UnprocessedKeys", {}).get(self._table)
            if left:
                time.sleep(pause)
                pause = min(pause * 2, LONGEST)
        return found
