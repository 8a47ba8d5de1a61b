"""Whole items and recorded fields, which no index holds. The edge to BatchGetItem."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from threading import local
from typing import Any

from eventbridge_notifier.console.records.filters import Record
from eventbridge_notifier.record_format.reserved import RESERVED
from eventbridge_notifier.record_format.values import decode

VERSION = "summaryVersion"  # an attribute that records of the old shape lack
BATCH = 100  # keys; DynamoDB API reference, BatchGetItem

Item = dict[str, Any]
Key = tuple[str, str]


class Items:
    """Reads items of one table by their keys."""

    def __init__(self, dynamodb: Any, table: str) -> None:
        self._dynamodb, self._table = dynamodb, table
        self._here = local()
        dynamodb.meta.events.register("before-parse.dynamodb.BatchGetItem", self._skim)

    def without_events(self, records: Iterable[Record]) -> dict[Key, Item]:
        """As `whole`, without the events of records that say of themselves what a list shows.

        boto3 takes most of a search's time to read the events, which nobody looks at.
        """
        self._here.skims = True
        try:
            return self.whole(records)
        finally:
            self._here.skims = False

    def _skim(self, response_dict: Any, **_: Any) -> None:
        """Takes the events out of an answer before botocore reads it."""
        if not getattr(self._here, "skims", False) or response_dict["status_code"] != 200:
            return
        answer = json.loads(response_dict["body"])
        for item in answer.get("Responses", {}).get(self._table, ()):
            if VERSION in item:
                item.pop("event", None)
        response_dict["body"] = json.dumps(answer).encode()

    def whole(self, records: Iterable[Record]) -> dict[Key, Item]:
        """The items of records, by id and watch; what is gone meanwhile is missing."""
        return {(item["id"]["S"], item["watch"]["S"]): item
                for some in chunks(records) for item in self._get(some, {})}

    def with_fields(self, records: Sequence[Record], names: Sequence[str]) -> list[Record]:
        """The records with these recorded fields of theirs."""
        told = placeholders((*names, "id", "watch"))
        projection = {"ProjectionExpression": ", ".join(told), "ExpressionAttributeNames": told}
        fields: dict[Key, Record] = {}
        for some in chunks(records):
            for item in map(plain, self._get(some, projection)):
                fields[item["id"], item["watch"]] = item
        return [one | fields.get((one["id"], one["watch"]), {}) for one in records]

    def _get(self, records: Sequence[Record], how: Mapping[str, Any]) -> Iterator[Item]:
        left = [{"id": {"S": one["id"]}, "watch": {"S": one["watch"]}} for one in records]
        while left:
            answer = self._dynamodb.batch_get_item(
                RequestItems={self._table: {"Keys": left, **how}})
            yield from answer["Responses"].get(self._table, ())
            left = answer.get("UnprocessedKeys", {}).get(self._table, {}).get("Keys", [])


def plain(item: Item) -> Record:
    """An item as a record: plain values, without the keys of the indexes."""
    return {name: value["S"] if "S" in value else decode(value) for name, value in item.items()
            if name != "day" and not name.endswith("Shard")}


def recorded_fields(item: Item) -> Record:
    """The fields of an item that its watch records."""
    return {name: decode(value) for name, value in item.items() if name not in RESERVED}


def placeholders(names: Iterable[str]) -> dict[str, str]:
    """For a projection: attributes may be called like words that DynamoDB reserves."""
    return {f"#n{number}": name for number, name in enumerate(dict.fromkeys(names))}


def chunks(records: Iterable[Record], size: int = BATCH) -> Iterator[list[Record]]:
    rest = iter(records)
    while some := list(islice(rest, size)):
        yield some
