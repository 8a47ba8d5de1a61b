"""The edge to DynamoDB and S3. Writing an item again changes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from recorder.client import Client, Refused
from recorder.endpoints import endpoint
from recorder.item import Item, written
from recorder.retry import attempts

BATCH = 25  # items; DynamoDB API reference, BatchWriteItem
# An item's text is made once, where its size is looked at.
PUT = '{"TableName":%s,"Item":%s,"ConditionExpression":"attribute_not_exists(id)"}'
PUT_BATCH = '{"RequestItems":{%s:[%s]}}'
PUT_ONE = '{"PutRequest":{"Item":%s}}'
ALREADY_THERE = "ConditionalCheckFailedException"
INVALID, TOO_LONG = "ValidationException", 413

Key = tuple[str, str]
Remaining = Callable[[], float]


class Writer:
    """Puts items into one table. `remaining` is how many seconds the invocation has left."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._table = written(environ["TABLE_NAME"])
        self._dynamodb = Client(endpoint("dynamodb", environ), environ)
        self._s3: Client | None = None

    def open(self) -> None:
        """Connect to the table's endpoint."""
        self._dynamodb.open()

    def put(self, item: Item, remaining: Remaining) -> None:
        """Store an item unless its key is there: the first record of an event stays as it is."""
        self._spill(item, remaining)
        try:
            self._ask("PutItem", PUT % (self._table, item.text), remaining)
        except Refused as refused:
            if refused.code != ALREADY_THERE:
                raise

    def put_many(self, items: Sequence[Item], remaining: Remaining) -> dict[Key, Exception]:
        """Store items of different keys; gives what went wrong, by key.

        Those that need the bucket come last: without it they fail, and take nobody along.
        """
        failures: dict[Key, Exception] = {}
        plain = [item for item in items if item.spill is None]
        for start in range(0, len(plain), BATCH):
            failures |= self._put_batch(plain[start:start + BATCH], remaining)
        return failures | self.put_each([item for item in items if item.spill], remaining)

    def put_each(self, items: Sequence[Item], remaining: Remaining) -> dict[Key, Exception]:
        """As `put_many`, but one at a time and only where no item is yet."""
        failures: dict[Key, Exception] = {}
        for item in items:
            try:
                self.put(item, remaining)
            except (Refused, OSError) as error:
                failures[item.key] = error
        return failures

    def _put_batch(self, items: Sequence[Item], remaining: Remaining) -> dict[Key, Exception]:
        try:
            left = self._write(items, remaining)
        except Refused as refused:
            # One bad item spoils the batch, and so does a batch of more than 16 MB: ask for each.
            if refused.code == INVALID or refused.status == TOO_LONG:
                return self.put_each(items, remaining)
            return dict.fromkeys((item.key for item in items), refused)
        except OSError as error:
            return dict.fromkeys((item.key for item in items), error)
        return {key: TimeoutError("DynamoDB left the item unprocessed") for key in left}

    def _write(self, items: Sequence[Item], remaining: Remaining) -> list[Key]:
        """BatchWriteItem until nothing is unprocessed or time is up; the keys still left."""
        left, texts = [item.attributes for item in items], [item.text for item in items]
        for _ in attempts(remaining):
            puts = ",".join(PUT_ONE % text for text in texts)
            answer = self._ask("BatchWriteItem", PUT_BATCH % (self._table, puts), remaining)
            requests: list[Any] = next(iter(answer.get("UnprocessedItems", {}).values()), [])
            left = [request["PutRequest"]["Item"] for request in requests]
            if not left:
                break
            texts = [written(item) for item in left]
        return [(item["id"]["S"], item["watch"]["S"]) for item in left]

    def _spill(self, item: Item, remaining: Remaining) -> None:
        """The object first: an item never points at nothing."""
        if item.spill is None:
            return
        bucket, key, body = item.spill
        if self._s3 is None:
            self._s3 = Client(endpoint("s3", self._environ), self._environ)
        headers = {"content-type": "application/json"}
        self._s3.send("PUT", f"/{bucket}/{key}", headers, body, remaining)

    def _ask(self, operation: str, request: str, remaining: Remaining) -> Any:
        headers = {
            "content-type": "application/x-amz-json-1.0",
            "x-amz-target": f"DynamoDB_20120810.{operation}",
        }
        answer = self._dynamodb.send("POST", "/", headers, request.encode(), remaining)
        return json.loads(answer or b"{}")
