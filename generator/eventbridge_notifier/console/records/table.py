"""The edge to the table: by keys and indexes, newest first, as much as is asked for.

Records come as plain dictionaries of what the indexes hold, in record_format.summary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import merge
from itertools import chain, islice
from typing import Any, NamedTuple

from botocore.exceptions import ClientError

from eventbridge_notifier.console.deployment import Clients
from eventbridge_notifier.console.records.filters import Filters, Record, expression
from eventbridge_notifier.console.records.paging import After, resumed
from eventbridge_notifier.console.records.window import Window
from eventbridge_notifier.record_format.codec import event_of
from eventbridge_notifier.record_format.reserved import RESERVED
from eventbridge_notifier.record_format.summary import INDEXED, KEYS
from eventbridge_notifier.record_format.values import decode

FIRST = 200  # records of the first request: something is there to be seen soon
BATCH = 100  # keys; DynamoDB API reference, BatchGetItem
# A function that is not there, or may not be looked at, leaves the usual name.
UNTOLD = ("ResourceNotFoundException", "AccessDeniedException", "AccessDenied")
Query = dict[str, Any]


class Size(NamedTuple):
    """Of a table: its items, and their bytes."""

    items: int
    bytes: int


class NoSuchRecord(Exception):
    """Nothing is recorded under that id."""


class Table:
    """Reads one table. Raises what botocore raises."""

    def __init__(self, clients: Clients, name: str) -> None:
        self._clients, self.name = clients, name
        self._dynamodb = clients("dynamodb")

    def records(self, filters: Filters, window: Window,
                after: After | None = None) -> Iterator[Record]:
        """The records of a window, newest first; those behind `after` where it is given."""
        found = self._streams(filters, window, after.time if after else None)
        found = resumed(found, after) if after else found
        return self.having_fields(found, filters) if filters.fields else found

    def _streams(self, filters: Filters, window: Window, upto: str | None) -> Iterator[Record]:
        low, high = window.bounds
        high = min(high, upto) if upto else high
        if filters.watches:
            streams = [self._query("by_watch", "watch", watch, low, high, filters)
                       for watch in dict.fromkeys(filters.watches)]
            return merge(*streams, key=lambda record: str(record["time"]), reverse=True)
        days = (day for day in window.days() if day <= high)
        return chain.from_iterable(
            self._query("by_day", "day", day, low, high, filters, soon=number == 0)
            for number, day in enumerate(days))

    def _query(self, index: str, key: str, value: str, low: str, high: str,
               filters: Filters, soon: bool = True) -> Iterator[Record]:
        wanted = expression(filters)
        request: Query = {
            "TableName": self.name, "IndexName": index, "ScanIndexForward": False,
            "KeyConditionExpression": "#key = :key AND #time BETWEEN :low AND :high",
            "ExpressionAttributeNames": {"#key": key, "#time": "time"} | wanted.names,
            "ExpressionAttributeValues": {
                ":key": {"S": value}, ":low": {"S": low}, ":high": {"S": high}} | wanted.values}
        if wanted.text:
            request["FilterExpression"] = wanted.text
        return self._pages(self._dynamodb.query, request, {"Limit": FIRST} if soon else {})

    def _pages(self, ask: Callable[..., Any], request: Query, first: Query) -> Iterator[Record]:
        answer = ask(**request, **first)
        yield from map(_plain, answer["Items"])
        while last := answer.get("LastEvaluatedKey"):
            answer = ask(**request, ExclusiveStartKey=last)
            yield from map(_plain, answer["Items"])

    def having_fields(self, records: Iterable[Record], filters: Filters) -> Iterator[Record]:
        """Those whose promoted fields are as the filters want them, with these fields."""
        names = [name for name, _ in filters.fields]
        for some in _chunks(records):
            yield from filter(filters.accept_fields, self.with_fields(some, names))

    def with_fields(self, records: Sequence[Record], names: Sequence[str]) -> list[Record]:
        """The records with these promoted fields of theirs; reads the items themselves."""
        told = _placeholders((*names, "id", "watch"))
        fields: dict[tuple[str, str], Record] = {}
        for some in _chunks(records):
            left = [{"id": {"S": one["id"]}, "watch": {"S": one["watch"]}} for one in some]
            while left:
                answer = self._dynamodb.batch_get_item(RequestItems={self.name: {
                    "Keys": left, "ProjectionExpression": ", ".join(told),
                    "ExpressionAttributeNames": told}})
                for item in map(_plain, answer["Responses"].get(self.name, ())):
                    fields[item["id"], item["watch"]] = item
                left = answer.get("UnprocessedKeys", {}).get(self.name, {}).get("Keys", [])
        return [one | fields.get((one["id"], one["watch"]), {}) for one in records]

    def adding_fields(self, records: Iterable[Record], names: Sequence[str]) -> Iterator[Record]:
        """All of the records, with these promoted fields."""
        return chain.from_iterable(self.with_fields(some, names) for some in _chunks(records))

    def size(self) -> Size:
        """As DynamoDB last counted it; it does so every six hours."""
        told = self._dynamodb.describe_table(TableName=self.name)["Table"]
        return Size(told["ItemCount"], told["TableSizeBytes"])

    def scan(self, filters: Filters) -> Iterator[Record]:
        """Whatever the table holds, in no order. Reads, and costs, all of it."""
        told = _placeholders((*KEYS, *INDEXED, *(name for name, _ in filters.fields)))
        request: Query = {"TableName": self.name, "ProjectionExpression": ", ".join(told),
                          "ExpressionAttributeNames": told}
        return filter(filters.accept, self._pages(self._dynamodb.scan, request, {}))

    def last(self, watch: str) -> Record | None:
        """The newest record of a watch."""
        items = self._dynamodb.query(
            TableName=self.name, IndexName="by_watch", ScanIndexForward=False, Limit=1,
            KeyConditionExpression="watch = :watch",
            ExpressionAttributeValues={":watch": {"S": watch}})["Items"]
        return _plain(items[0]) if items else None

    def items(self, id: str) -> list[dict[str, Any]]:
        """What is stored under an id, an item for each watch. Raises NoSuchRecord."""
        found: list[dict[str, Any]] = self._dynamodb.query(
            TableName=self.name, KeyConditionExpression="id = :id",
            ExpressionAttributeValues={":id": {"S": id}})["Items"] if id else []
        if not found:
            raise NoSuchRecord(f"nothing is recorded under the id {id!r}")
        return found

    def event(self, item: dict[str, Any]) -> Any:
        """The whole event of an item, from wherever it is stored."""
        return event_of(item, self._fetch)

    def _fetch(self, location: str) -> bytes:
        bucket, _, key = location.removeprefix("s3://").partition("/")
        body: bytes = self._clients("s3").get_object(Bucket=bucket, Key=key)["Body"].read()
        return body


def find(clients: Clients, name: str) -> Table:
    """The table of a deployment: called like it, or as its function's configuration says."""
    function = f"{name}-recorder"
    try:
        told = clients("lambda").get_function_configuration(FunctionName=function)
    except ClientError as error:
        if error.response["Error"]["Code"] not in UNTOLD:
            raise
        return Table(clients, name)
    return Table(clients, told.get("Environment", {}).get("Variables", {}).get("TABLE_NAME", name))


def promoted(item: dict[str, Any]) -> Record:
    """The fields of an item that its watch asked for."""
    return {name: decode(value) for name, value in item.items() if name not in RESERVED}


def _placeholders(names: Iterable[str]) -> dict[str, str]:
    """For a projection: names of attributes may be words that DynamoDB reserves."""
    return {f"#n{number}": name for number, name in enumerate(dict.fromkeys(names))}


def _plain(item: dict[str, Any]) -> Record:
    return {name: value["S"] if "S" in value else decode(value)
            for name, value in item.items() if name != "day"}


def _chunks(records: Iterable[Record]) -> Iterator[list[Record]]:
    rest = iter(records)
    while some := list(islice(rest, BATCH)):
        yield some
