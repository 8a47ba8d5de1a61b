"""The edge to the table: by keys and indexes, newest first, as much as is asked for.

Records come as plain dictionaries of what the indexes hold: record_format.summary. Every reading is
restricted to what `access` allows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from functools import cached_property, partial
from itertools import chain
from typing import Any, NamedTuple

from botocore.exceptions import ClientError

from eventbridge_notifier.console.deployment import Clients
from eventbridge_notifier.console.records.access import EVERYTHING, Access
from eventbridge_notifier.console.records.completion import Completion
from eventbridge_notifier.console.records.filters import (
    EXACT,
    OF_THE_EVENT,
    Filters,
    Record,
    expression,
    is_whole,
)
from eventbridge_notifier.console.records.items import (
    Items,
    chunks,
    placeholders,
    plain,
    recorded_fields,
)
from eventbridge_notifier.console.records.layout import Layout, Partition, layout
from eventbridge_notifier.console.records.older import details_of
from eventbridge_notifier.console.records.pages import After, Page, pages
from eventbridge_notifier.console.records.reading import (
    SOON,
    Stream,
    Tick,
    merged,
    one_after_another,
)
from eventbridge_notifier.console.records.window import Window
from eventbridge_notifier.record_format.codec import event_of
from eventbridge_notifier.record_format.summary import INDEXED, KEYS

FEWEST = 25  # records of a partition's first request
READERS = 16  # partitions that are read at once
# A function that is not there, or may not be looked at, leaves the usual name.
UNTOLD = ("ResourceNotFoundException", "AccessDeniedException", "AccessDenied")
# An index that is being made, or goes, cannot be queried.
READABLE = ("ACTIVE", "UPDATING")
Query = dict[str, Any]


class Size(NamedTuple):
    """Of a table: its items, and their bytes."""

    items: int
    bytes: int


class NoSuchRecord(Exception):
    """Nothing is recorded under that id."""


class Table:
    """Reads one table. Raises what botocore raises."""

    def __init__(self, clients: Clients, name: str, environ: Mapping[str, str] | None = None,
                 access: Access = EVERYTHING) -> None:
        self._clients, self.name, self.access = clients, name, access
        self._environ = environ
        self._dynamodb = clients("dynamodb")
        self._items = Items(self._dynamodb, name)
        self._completion = Completion(self._items, self.event, details_of)
        self._pool = ThreadPoolExecutor(READERS, "records")

    def restricted(self, access: Access) -> Table:
        """The same table, read for somebody who may see less or more of it."""
        _ = self.layout  # which both then have
        twin = copy(self)
        twin.access = access
        return twin

    @cached_property
    def layout(self) -> Layout:
        described = self._dynamodb.describe_table(TableName=self.name)["Table"]
        names = [index["IndexName"] for index in described.get("GlobalSecondaryIndexes", ())
                 if index.get("IndexStatus", "ACTIVE") in READABLE]
        return layout(self._environ, names)

    def records(self, filters: Filters, window: Window,
                after: After | None = None) -> Iterator[Record]:
        """The records of a window, newest first; those behind `after` where it is given."""
        return chain.from_iterable(page.records for page in self.pages(filters, window, after))

    def pages(self, filters: Filters, window: Window, after: After | None = None
              ) -> Iterator[Page]:
        """The same in pages, which also come where nothing was found for a while."""
        narrowed = self.access.narrow(filters)
        if narrowed is None:
            return iter(())
        return pages(self._ticks(narrowed, window, after),
                     partial(self._completion.accepted, filters=narrowed), after)

    def _ticks(self, filters: Filters, window: Window, after: After | None) -> Iterator[Tick]:
        low, high = window.bounds
        high = min(high, after.time) if after else high
        read = partial(self._streams, filters, low, high)
        resource = filters.resource.removeprefix(EXACT)
        if is_whole(filters.resource) and self.layout.finds_resources:
            return merged(read(self.layout.partitions("resource", resource), soon=True))
        if filters.watches:
            parts = [part for watch in dict.fromkeys(filters.watches)
                     for part in self.layout.partitions("watch", watch)]
            return merged(read(parts, soon=True))
        days = (day for day in window.days() if day <= high)
        first = next(days, None)
        return one_after_another(
            chain([first] if first else [], days),
            lambda day: read(self.layout.partitions("day", day), soon=day == first))

    def _streams(self, filters: Filters, low: str, high: str, parts: Sequence[Partition],
                 soon: bool) -> list[Stream]:
        limit = max(FEWEST, SOON // len(parts)) if soon and parts else None
        return [Stream(self._pool, partial(self._page, self._query(filters, part, low, high)),
                       low, limit) for part in parts]

    def _query(self, filters: Filters, part: Partition, low: str, high: str) -> Query:
        wanted = self.access.restrict(
            expression(filters, without=OF_THE_EVENT if part.is_old else ()))
        request: Query = {
            "TableName": self.name, "IndexName": part.index.name, "ScanIndexForward": False,
            "KeyConditionExpression": "#key = :key AND #time BETWEEN :low AND :high",
            "ExpressionAttributeNames": {"#key": part.index.key, "#time": "time"} | wanted.names,
            "ExpressionAttributeValues": {":key": {"S": part.value}, ":low": {"S": low},
                                          ":high": {"S": high}} | wanted.values}
        return request | ({"FilterExpression": wanted.text} if wanted.text else {})

    def _page(self, request: Query, start: Any, limit: int | None) -> Any:
        more: Query = {"ExclusiveStartKey": start} if start else {}
        answer = self._dynamodb.query(**request, **more, **({"Limit": limit} if limit else {}))
        return {**answer, "Items": list(filter(self.access.accept, map(plain, answer["Items"])))}

    def with_fields(self, records: Sequence[Record], names: Sequence[str]) -> list[Record]:
        """The records with these recorded fields of theirs; reads the items themselves."""
        return self._items.with_fields(records, names)

    def whole(self, records: Iterable[Record]) -> Iterator[Record]:
        """The records with all that their watches record; reads the items themselves."""
        return chain.from_iterable(map(self._completion.whole, chunks(records)))

    def with_events(self, records: Iterable[Record]) -> Iterator[Record]:
        """The records whole, and their events as `event`, wherever they are stored."""
        for some in chunks(records):
            items = self._items.whole(some)
            for record in self._completion.whole(some):
                item = items.get((record["id"], record["watch"]))
                yield record | {"event": self.event(item) if item else {}}

    def detailed(self, records: Sequence[Record]) -> list[Record]:
        """The records, those of the old shape with what they lack of their events."""
        return self._completion.detailed(records)

    def accepted(self, records: Sequence[Record], filters: Filters) -> list[Record]:
        """Those that pass all filters, with what had to be read to know it."""
        return self._completion.accepted(records, filters)

    def recorded(self, records: Sequence[Record]) -> dict[str, Record]:
        """What their watches recorded, by their ids; reads the items themselves."""
        items = self._items.whole(records)
        return {id: recorded_fields(item) for (id, _), item in items.items()
                if self._may_be_seen(item)}

    def _may_be_seen(self, item: Any) -> bool:
        return self.access.accept(plain(item | {"event": {"S": ""}}))

    def size(self) -> Size:
        """As DynamoDB last counted it; it does so every six hours."""
        told = self._dynamodb.describe_table(TableName=self.name)["Table"]
        return Size(told["ItemCount"], told["TableSizeBytes"])

    def scan(self, filters: Filters) -> Iterator[Record]:
        """Whatever the table holds, in no order. Reads, and costs, all of it."""
        names = placeholders((*KEYS, *INDEXED))
        found = self._dynamodb.get_paginator("scan").paginate(
            TableName=self.name, ProjectionExpression=", ".join(names),
            ExpressionAttributeNames=names)
        records = (plain(item) for page in found for item in page["Items"])
        allowed = filter(self.access.accept, records)
        return chain.from_iterable(self.accepted(some, filters) for some in chunks(allowed))

    def last(self, watch: str) -> Record | None:
        """The newest record of a watch."""
        narrowed = self.access.narrow(Filters(watches=(watch,)))
        parts = self.layout.partitions("watch", watch) if narrowed else []
        found = self._pool.map(partial(self._newest, Filters()), parts)
        return max((one for one in found if one), key=lambda one: str(one["time"]), default=None)

    def _newest(self, filters: Filters, part: Partition) -> Record | None:
        request = self._query(filters, part, "0", "9")
        limit = None if self.access.is_restricted else 1
        return next((record for page in self._all(request, limit) for record in page), None)

    def _all(self, request: Query, limit: int | None) -> Iterator[list[Record]]:
        start = None
        while True:
            answer = self._page(request, start, limit)
            yield answer["Items"]
            if not (start := answer.get("LastEvaluatedKey")):
                return

    def items(self, id: str) -> list[dict[str, Any]]:
        """What is stored under an id, an item for each watch. Raises NoSuchRecord."""
        found = [item for page in self._dynamodb.get_paginator("query").paginate(
            TableName=self.name, KeyConditionExpression="id = :id",
            ExpressionAttributeValues={":id": {"S": id}}) for item in page["Items"]] if id else []
        found = [item for item in found if self._may_be_seen(item)]
        if not found:
            raise NoSuchRecord(f"nothing is recorded under the id {id!r}")
        return found

    def has(self, id: str) -> bool:
        """Whether something is recorded under an id."""
        try:
            return bool(self.items(id))
        except NoSuchRecord:
            return False

    def event(self, item: dict[str, Any]) -> Any:
        """The whole event of an item, from wherever it is stored."""
        return event_of(item, self._fetch)

    def _fetch(self, location: str) -> bytes:
        bucket, _, key = location.removeprefix("s3://").partition("/")
        body: bytes = self._clients("s3").get_object(Bucket=bucket, Key=key)["Body"].read()
        return body


def find(clients: Clients, name: str, access: Access = EVERYTHING) -> Table:
    """The table of a deployment: called like it, or as its function's configuration says."""
    function = f"{name}-recorder"
    try:
        configuration = clients("lambda").get_function_configuration(FunctionName=function)
    except ClientError as error:
        if error.response["Error"]["Code"] not in UNTOLD:
            raise
        return Table(clients, name, access=access)
    environ = configuration.get("Environment", {}).get("Variables", {})
    return Table(clients, environ.get("TABLE_NAME", name), environ, access)
