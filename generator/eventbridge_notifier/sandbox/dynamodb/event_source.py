"""The side of an event source mapping that is a table's stream: reading, trying again, giving up.

Source: Lambda developer guide, "Using AWS Lambda with Amazon DynamoDB" (batching, error handling,
tumbling windows, "Retain discarded records").
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from eventbridge_notifier.sandbox.core.interfaces import Clients

Settings = Mapping[str, Any]
# What the function's role must be allowed.
ACTIONS = ("DescribeStream", "GetRecords", "GetShardIterator", "ListStreams")
FOREVER = -1


@dataclass
class Batch:
    """Records that go to the function together, and how often they did."""

    records: list[dict[str, Any]]
    attempts: int = 0

    @property
    def first(self) -> str:
        return str(self.records[0]["dynamodb"]["SequenceNumber"])

    def halves(self) -> list[Batch]:
        middle = len(self.records) // 2
        return [Batch(self.records[:middle]), Batch(self.records[middle:])]


@dataclass
class Cursor:
    """How far a mapping has read. `waiting` are batches that were read and not handled yet."""

    iterator: str
    shard: str
    waiting: list[Batch] = field(default_factory=list)


class StreamSource:
    """Streams as event sources. Each mapping reads on from a cursor of its own."""

    def __init__(self, clients: Clients) -> None:
        self._clients = clients
        self._cursors: dict[str, Cursor] = {}

    def depth(self, mapping: str, source: str) -> int:
        """How many records a mapping has read, or can, and has not handled."""
        cursor = self._cursors.get(mapping)
        if cursor is None:
            return 0
        waiting = sum(len(batch.records) for batch in cursor.waiting)
        return waiting or len(self._client(source).get_records(
            ShardIterator=cursor.iterator, Limit=1)["Records"])

    def next_batch(self, mapping: str, source: str, settings: Settings) -> Batch | None:
        """The next batch of a mapping, or None. It stays the next one until it is `handled`."""
        cursor = self._cursor(mapping, source, settings)
        if not cursor.waiting:
            found = self._client(source).get_records(
                ShardIterator=cursor.iterator, Limit=settings["BatchSize"])
            cursor.iterator = found["NextShardIterator"]
            if found["Records"]:
                cursor.waiting = [Batch([_plain(one) for one in found["Records"]])]
        return cursor.waiting[0] if cursor.waiting else None

    def payload(self, mapping: str, source: str, batch: Batch, settings: Settings) -> bytes:
        """The event that a function gets."""
        records = [{**one, "eventSourceARN": source} for one in batch.records]
        event: dict[str, Any] = {"Records": records}
        if settings.get("TumblingWindowInSeconds"):
            event |= {"shardId": self._cursors[mapping].shard, "eventSourceARN": source,
                      "state": {}, "isFinalInvokeForWindow": False,
                      "isWindowTerminatedEarly": False}
        return json.dumps(event).encode()

    def handled(self, mapping: str, batch: Batch) -> None:
        """The batch is done with, one way or another."""
        self._cursors[mapping].waiting.remove(batch)

    def failed(self, mapping: str, batch: Batch, from_sequence: str, settings: Settings) -> bool:
        """The batch comes again, from a record on or in halves. False: it was the last attempt."""
        waiting = self._cursors[mapping].waiting
        numbers = [str(one["dynamodb"]["SequenceNumber"]) for one in batch.records]
        if from_sequence in numbers and from_sequence != batch.first:
            waiting[0] = Batch(batch.records[numbers.index(from_sequence):])
            return True
        batch.attempts += 1
        if settings.get("BisectBatchOnFunctionError") and len(batch.records) > 1:
            waiting[:1] = batch.halves()
            return True
        most = settings.get("MaximumRetryAttempts", FOREVER)
        return bool(most == FOREVER or batch.attempts <= most)

    def discarded(self, mapping: str, function_arn: str, batch: Batch, payload: bytes
                  ) -> dict[str, Any]:
        """What an S3 destination keeps of a batch that was given up."""
        return {
            "requestContext": {"functionArn": function_arn,
                               "condition": "RetryAttemptsExhausted",
                               "approximateInvokeCount": batch.attempts},
            "version": "1.0", "timestamp": datetime.now(UTC).isoformat(),
            "DDBStreamBatchInfo": {"shardId": self._cursors[mapping].shard,
                                   "batchSize": len(batch.records)},
            "payload": payload.decode(),
        }

    def _cursor(self, mapping: str, source: str, settings: Settings) -> Cursor:
        if mapping not in self._cursors:
            client = self._client(source)
            shard = client.describe_stream(StreamArn=source)["StreamDescription"]["Shards"][0]
            iterator = client.get_shard_iterator(
                StreamArn=source, ShardId=shard["ShardId"],
                ShardIteratorType=settings.get("StartingPosition", "LATEST"))["ShardIterator"]
            self._cursors[mapping] = Cursor(iterator, shard["ShardId"])
        return self._cursors[mapping]

    def _client(self, source: str) -> Any:
        _, _, _, region, account, _ = source.split(":", 5)
        return self._clients.client("dynamodbstreams", region, account)


def _plain(value: Any) -> Any:
    """As JSON has it: times as seconds, bytes as base64."""
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple | set):
        return [_plain(item) for item in value]
    if isinstance(value, datetime):
        return value.timestamp()
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value
