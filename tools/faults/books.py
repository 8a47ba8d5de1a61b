"""The books: every event that was sent, against what is in the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from eventbridge_notifier.record_format.codec import event_of

from tools.faults.stage import NAME, WATCH, Stage
from tools.faults.stream import Sent

KEYS = 100  # DynamoDB API reference, BatchGetItem


@dataclass
class Balance:
    """Events sent, in the table by themselves, and only after the redrive; and what is wrong."""

    sent: int = 0
    recorded: int = 0
    redriven: int = 0
    lost: int = 0
    duplicated: int = 0
    changed: int = 0

    def __add__(self, other: Balance) -> Balance:
        return Balance(*(getattr(self, name) + getattr(other, name)
                         for name in self.__dataclass_fields__))

    @property
    def even(self) -> bool:
        return not (self.lost or self.duplicated or self.changed)


def present(stage: Stage, sent: Sent) -> set[str]:
    """The ids of those events that have an item."""
    ids, found = list(sent), set()
    for start in range(0, len(ids), KEYS):
        answer = stage.client("dynamodb").batch_get_item(RequestItems={stage.table: {
            "Keys": [{"id": {"S": id}, "watch": {"S": WATCH}} for id in ids[start:start + KEYS]],
            "ProjectionExpression": "id"}})
        found |= {item["id"]["S"] for item in answer["Responses"][stage.table]}
    return found


def waiting(stage: Stage) -> int:
    """How many dead letters there are, in queues and bucket."""
    sqs, s3 = stage.client("sqs"), stage.client("s3")
    urls = sqs.list_queues(QueueNamePrefix=f"{NAME}-dead-letter").get("QueueUrls", ())
    name = "ApproximateNumberOfMessages"
    held = (sqs.get_queue_attributes(QueueUrl=url, AttributeNames=[name]) for url in urls)
    listed = s3.list_objects_v2(Bucket=stage.bucket, Prefix="aws/lambda/async/")
    return sum(int(one["Attributes"][name]) for one in held) + int(listed["KeyCount"])


def stored(stage: Stage, **projection: str) -> Iterator[dict[str, Any]]:
    """Every item of the table, under whatever key."""
    scan = stage.client("dynamodb").get_paginator("scan")
    pages = scan.paginate(TableName=stage.table, **projection)
    for page in pages:
        yield from page["Items"]


def balance(stage: Stage, trials: list[tuple[Sent, set[str]]]) -> list[Balance]:
    """The books of each trial, from what it sent and what its redrive had to bring."""
    items = list(stored(stage))
    count = Counter(item["eventId"]["S"] for item in items)
    held = {item["eventId"]["S"]: item for item in items}
    return [_balance(stage, sent, missing, count, held) for sent, missing in trials]


def _balance(stage: Stage, sent: Sent, missing: set[str], count: Counter[str],
             held: dict[str, dict[str, Any]]) -> Balance:
    there = [id for id in sent if id in held]
    redriven = sum(id in missing for id in there)
    return Balance(
        sent=len(sent), recorded=len(there) - redriven, redriven=redriven,
        lost=len(sent) - len(there), duplicated=sum(count[id] > 1 for id in sent),
        changed=sum(event_of(held[id], stage.fetch)["detail"] != sent[id] for id in there))
