"""A table in memory with indexes, as boto3's client has it: what reading and reindexing ask for.

moto goes through the whole table at each query, which takes hours with 20,000 records. Filters and
conditions are read and held against items by moto's own code.
"""

from __future__ import annotations

import threading
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping
from types import SimpleNamespace
from typing import Any, NamedTuple

from botocore.exceptions import ClientError
from moto.dynamodb.comparisons import get_filter_expression
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.dynamodb.models.dynamo_type import Item as Compared

PAGE = 1_000  # entries of an answer; DynamoDB ends at 1 MB
Attributes = dict[str, Any]
Key = tuple[str, str]
Place = tuple[str, str, str]  # time, id, watch


class Index(NamedTuple):
    """An index by the attribute `key`; `held` are all attributes that its entries have."""

    key: str
    held: frozenset[str]


class Memory:
    """One table of this module's keys, safe to use from threads."""

    def __init__(self, indexes: Mapping[str, Index]) -> None:
        self.meta = SimpleNamespace(events=SimpleNamespace(register=lambda *_: None))
        self._indexes = indexes
        self._items: dict[Key, Attributes] = {}
        self._order: list[Key] = []  # of a scan
        self._places: dict[tuple[str, str], list[Place]] = {}
        self._lock = threading.Lock()

    def describe_table(self, TableName: str) -> Attributes:
        return {"Table": {"GlobalSecondaryIndexes": [{"IndexName": one} for one in self._indexes]}}

    def put_item(self, TableName: str, Item: Attributes) -> None:
        with self._lock:
            self._replace((Item["id"]["S"], Item["watch"]["S"]), Item)

    def update_item(self, TableName: str, Key: Attributes, UpdateExpression: str,
                    ConditionExpression: str, ExpressionAttributeNames: dict[str, str],
                    ExpressionAttributeValues: Attributes) -> None:
        """Of an UpdateExpression it knows `SET #a = :a, ... REMOVE #b, ...`."""
        key = (Key["id"]["S"], Key["watch"]["S"])
        allows = get_filter_expression(ConditionExpression, {}, ExpressionAttributeValues)
        sets, _, removes = UpdateExpression.removeprefix("SET ").partition(" REMOVE ")
        with self._lock:
            item = self._items.get(key, {})
            if not allows.expr(_compared(item)):
                raise ClientError({"Error": {"Code": "ConditionalCheckFailedException"}},
                                  "UpdateItem")
            added = {ExpressionAttributeNames[name]: ExpressionAttributeValues[value]
                     for name, _, value in (one.partition(" = ") for one in sets.split(", "))}
            gone = {ExpressionAttributeNames[one] for one in removes.split(", ") if one}
            self._replace(key, {name: value for name, value in (item | added).items()
                                if name not in gone})

    def batch_get_item(self, RequestItems: Attributes) -> Attributes:
        ((table, wanted),) = RequestItems.items()
        keys = [(key["id"]["S"], key["watch"]["S"]) for key in wanted["Keys"]]
        names = {wanted["ExpressionAttributeNames"][one]
                 for one in wanted["ProjectionExpression"].split(", ")
                 } if "ProjectionExpression" in wanted else None
        with self._lock:
            found = [self._items[key] for key in keys if key in self._items]
        return {"Responses": {table: [_only(item, names) for item in found]}}

    def scan(self, TableName: str, FilterExpression: str = "", Limit: int = PAGE,
             ExpressionAttributeValues: Attributes | None = None,
             ExclusiveStartKey: Attributes | None = None) -> Attributes:
        """In the order in which items first came."""
        start = 0
        if ExclusiveStartKey:
            start = 1 + self._order.index(
                (ExclusiveStartKey["id"]["S"], ExclusiveStartKey["watch"]["S"]))
        with self._lock:
            looked = [self._items[key] for key in self._order[start:start + Limit]]
            is_end = start + Limit >= len(self._order)
        last = {} if is_end else {"LastEvaluatedKey": {
            name: looked[-1][name] for name in ("id", "watch")}}
        return {"Items": _passing(looked, FilterExpression, {}, ExpressionAttributeValues or {}),
                "ScannedCount": len(looked), **last}

    def query(self, TableName: str, IndexName: str, ScanIndexForward: bool,
              KeyConditionExpression: str, ExpressionAttributeNames: dict[str, str],
              ExpressionAttributeValues: Attributes, FilterExpression: str = "",
              Limit: int = PAGE, ExclusiveStartKey: Attributes | None = None) -> Attributes:
        """`#key = :key AND #time BETWEEN :low AND :high`, newest first."""
        key, low, high = (ExpressionAttributeValues[one]["S"] for one in (":key", ":low", ":high"))
        with self._lock:
            places = self._places.get((IndexName, key), [])
            end = bisect_left(places, _place(ExclusiveStartKey)) if ExclusiveStartKey else (
                bisect_right(places, high, key=lambda one: one[0]))
            start = max(bisect_left(places, low, key=lambda one: one[0]), end - min(Limit, PAGE))
            looked = [_only(self._items[id, watch], self._indexes[IndexName].held)
                      for _, id, watch in reversed(places[start:end])]
            is_end = start == 0 or places[start - 1][0] < low
        last = {} if is_end else {"LastEvaluatedKey": {
            name: looked[-1][name] for name in ("id", "watch", "time")}}
        return {"Items": _passing(looked, FilterExpression, ExpressionAttributeNames,
                                  ExpressionAttributeValues), **last}

    def entries(self, index: str) -> set[Key]:
        """The keys of all records in an index."""
        return {(id, watch) for (name, _), places in self._places.items() if name == index
                for _, id, watch in places}

    def having(self, attribute: str) -> set[Key]:
        """The keys of all records with an attribute."""
        return {key for key, item in self._items.items() if attribute in item}

    def _replace(self, key: Key, item: Attributes) -> None:
        before = self._items.get(key)
        if before is None:
            self._order.append(key)
        self._items[key] = item
        for name, index in self._indexes.items():
            was, now = _entry(before, index), _entry(item, index)
            if was != now:
                if was:
                    self._places[name, was[0]].remove(was[1])
                if now:
                    insort(self._places.setdefault((name, now[0]), []), now[1])


def _entry(item: Attributes | None, index: Index) -> tuple[str, Place] | None:
    """The key and place of an item in an index, which need not have it."""
    return (item[index.key]["S"], _place(item)) if item and index.key in item else None


def _place(item: Attributes) -> Place:
    return item["time"]["S"], item["id"]["S"], item["watch"]["S"]


def _only(item: Attributes, names: Iterable[str] | None) -> Attributes:
    return item if names is None else {name: item[name] for name in names if name in item}


def _passing(items: list[Attributes], text: str, names: dict[str, str], values: Attributes
             ) -> list[Attributes]:
    if not text:
        return items
    test = get_filter_expression(text, names, values)
    return [item for item in items if test.expr(_compared(item))]


def _compared(item: Attributes) -> Compared:
    nothing = DynamoType({"S": ""})
    return Compared(nothing, nothing, {name: value for name, value in item.items()
                                       if name != "event"})
