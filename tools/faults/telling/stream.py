"""The stream of a table, and how Lambda reads it: in order, again, in halves, then into a bucket.

Lambda developer guide, "Retain discarded records", "Partial batch response": a batch that fails is
split where the function says, or else in two; splitting uses up no attempt.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from eventbridge_notifier.record_format.values import encode

from tools.faults.telling.edges import Killed

ATTEMPTS, LONGEST = 10, 30.0  # seconds between two of them
Record = dict[str, Any]
Payload = dict[str, Any]
Handle = Callable[[Payload], dict[str, Any]]


def record(id: str, watch: str, time: str, created: float, actor: str) -> Record:
    """A new record, as the stream gives it; its number comes from the shard."""
    event = {"source": "aws.iam", "detail-type": "AWS API Call via CloudTrail",
             "detail": {"eventName": "CreateUser", "userIdentity": {"arn": actor}}}
    return {"eventName": "INSERT", "dynamodb": {
        "ApproximateCreationDateTime": created,
        "NewImage": {"id": {"S": id}, "watch": {"S": watch}, "time": {"S": time},
                     "actor": {"S": actor}, "event": encode(event)}}}


def payload(shard: str, records: Iterable[Record]) -> Payload:
    return {"shardId": shard, "Records": list(records)}


class Mapping:
    """Hands batches of a shard to the function. `bucket` holds what was given up."""

    def __init__(self, handle: Handle, pass_time: Callable[[float], None]) -> None:
        self._handle, self._pass_time = handle, pass_time
        self.bucket: list[str] = []

    def deliver(self, shard: str, records: list[Record]) -> None:
        """One batch, until each record of it was taken or given up."""
        for attempt in range(ATTEMPTS + 1):
            failed = self._try(shard, records)
            if failed is None:
                return
            left = records[failed:]
            if len(records) > 1:
                parts = [left] if failed else [left[:len(left) // 2], left[len(left) // 2:]]
                for part in filter(None, parts):
                    self.deliver(shard, part)
                return
            self._pass_time(min(2.0 ** attempt, LONGEST))
        self.bucket.append(json.dumps({
            "requestContext": {"condition": "RetryAttemptsExhausted"},
            "payload": json.dumps(payload(shard, records))}))

    def _try(self, shard: str, records: list[Record]) -> int | None:
        """None where all was taken, else the place of the first record to hand over again."""
        try:
            answer = self._handle(payload(shard, records))
        except (Killed, Exception):
            return 0
        numbers = [one["dynamodb"]["SequenceNumber"] for one in records]
        left = [one["itemIdentifier"] for one in answer["batchItemFailures"]]
        return numbers.index(left[0]) if left else None


def batches(shards: dict[str, list[Record]], chance: random.Random) -> Iterator[
        tuple[str, list[Record]]]:
    """All shards in batches, each in its order, in turns as they come."""
    waiting = {shard: list(records) for shard, records in shards.items()}
    while any(waiting.values()):
        shard = chance.choice([name for name, records in waiting.items() if records])
        size = chance.randrange(1, 60)
        yield shard, waiting[shard][:size]
        waiting[shard] = waiting[shard][size:]
