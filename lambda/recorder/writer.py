"""The edge to DynamoDB and S3. What is there stays as it is: every write is conditional."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from aws_client.client import Client, Refused
from aws_client.endpoints import endpoint
from aws_client.pauses import Pausing, finished, in_turn
from aws_client.retry import PASSING_STATEMENT, attempts
from eventbridge_notifier.record_format.values import quoted

from recorder.item import Item

BATCH = 25  # statements; DynamoDB API reference, BatchExecuteStatement
LONGEST_STATEMENT = 8192  # characters; the same
PUT = '{"TableName":%s,"Item":%s,"ConditionExpression":"attribute_not_exists(id)"}'
# INSERT never replaces an item, which BatchWriteItem does, and costs what a put costs (DynamoDB
# developer guide, "PartiQL insert statements").
INSERT = """INSERT INTO "%s" VALUE {%s}"""
STATEMENT = '{"Statement":%s,"Parameters":[%s]}'
STATEMENTS = '{"Statements":[%s]}'
PLAIN_NAME = re.compile(r"[A-Za-z0-9_.-]+")
ALREADY_THERE = frozenset({
    "ConditionalCheckFailedException", "ConditionalCheckFailed", "DuplicateItem"})
# A batch that is refused so says nothing of its items: each is put by itself.
UNSUITED = frozenset({"AccessDeniedException", "ValidationException"})
TOO_LONG = 413

Key = tuple[str, str]
Remaining = Callable[[], float]


class Insert(NamedTuple):
    """`statement` is the item's with its parameters, as JSON text."""

    item: Item
    statement: str


class Writer:
    """Puts items into one table. `remaining` is how many seconds the invocation has left."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._name = environ["TABLE_NAME"]
        self._table = quoted(self._name)
        self._dynamodb = Client(endpoint("dynamodb", environ), environ)
        self._s3: Client | None = None
        self._doubled = 0

    def open(self) -> None:
        """Connect to the table's endpoint."""
        self._dynamodb.open()

    def doubled(self) -> int:
        """How many records were there already, since this was asked last."""
        count, self._doubled = self._doubled, 0
        return count

    def put(self, item: Item, remaining: Remaining) -> None:
        """Store an item unless its key is there: the first record of an event stays as it is."""
        self._spill(item, remaining)
        try:
            finished(self._asking("PutItem", PUT % (self._table, item.text), remaining))
        except Refused as refused:
            if refused.code not in ALREADY_THERE:
                raise
            self._doubled += 1

    def put_many(self, items: Iterable[Item], remaining: Remaining) -> dict[Key, Exception]:
        """Store items of different keys, unless theirs are there; gives what went wrong, by key.

        They may be made as they are asked for: the next ones are, while DynamoDB stores a batch.
        Those that need the bucket come last: without it they fail, and take nobody along.
        """
        failures: dict[Key, Exception] = {}
        single: list[Item] = []
        in_turn(self._put_batch(batch, remaining, failures)
                for batch in self._batches(items, single))
        return failures | self._put_each(single, remaining)

    def _batches(self, items: Iterable[Item], single: list[Item]) -> Iterator[list[Insert]]:
        """Items that DynamoDB takes together; those that it does not are added to `single`."""
        batch: list[Insert] = []
        for item in items:
            statement = _statement(self._name, tuple(item.fields))
            if item.spill or not statement:
                single.append(item)
                continue
            batch.append(Insert(item, STATEMENT % (statement, ",".join(item.fields.values()))))
            if len(batch) == BATCH:
                yield batch
                batch = []
        if batch:
            yield batch

    def _put_each(self, items: Iterable[Item], remaining: Remaining) -> dict[Key, Exception]:
        failures: dict[Key, Exception] = {}
        for item in items:
            try:
                self.put(item, remaining)
            except (Refused, OSError) as error:
                failures[item.key] = error
        return failures

    def _put_batch(self, batch: Sequence[Insert], remaining: Remaining,
                   failures: dict[Key, Exception]) -> Pausing[None]:
        """Adds what goes wrong to `failures`. Pauses while DynamoDB works, as `Client.sending`."""
        try:
            failures |= yield from self._insert(batch, remaining)
        except Refused as refused:
            if refused.code in UNSUITED or refused.status == TOO_LONG:
                failures |= self._put_each([item for item, _ in batch], remaining)
            else:
                failures |= dict.fromkeys((item.key for item, _ in batch), refused)
        except OSError as error:
            failures |= dict.fromkeys((item.key for item, _ in batch), error)

    def _insert(self, batch: Sequence[Insert], remaining: Remaining
                ) -> Pausing[dict[Key, Exception]]:
        """BatchExecuteStatement until nothing is throttled or time is up.

        A statement that is refused for good is put by itself: the answer to that is what counts.
        """
        left, refused = batch, list[Item]()
        for _ in attempts(remaining):
            codes = yield from self._execute(left, remaining)
            answered = list(zip(left, codes, strict=True))
            left = [one for one, code in answered if code in PASSING_STATEMENT]
            self._doubled += sum(code in ALREADY_THERE for code in codes)
            refused += [one.item for one, code in answered
                        if code and code not in PASSING_STATEMENT | ALREADY_THERE]
            if not left:
                break
        failures: dict[Key, Exception] = {
            item.key: TimeoutError("DynamoDB throttled the item to the end") for item, _ in left}
        return failures | self._put_each(refused, remaining)

    def _execute(self, batch: Sequence[Insert], remaining: Remaining) -> Pausing[list[str]]:
        """An error code for each item, empty for one that is stored."""
        request = STATEMENTS % ",".join([one.statement for one in batch])
        answer = yield from self._asking("BatchExecuteStatement", request, remaining)
        codes = [str(one.get("Error", {}).get("Code", "")) for one in answer.get("Responses", ())]
        if len(codes) != len(batch):
            raise ConnectionError(f"{len(batch)} statements, {len(codes)} answers")
        return codes

    def _spill(self, item: Item, remaining: Remaining) -> None:
        """The object first: an item never points at nothing."""
        if item.spill is None:
            return
        bucket, key, body = item.spill
        if self._s3 is None:
            self._s3 = Client(endpoint("s3", self._environ), self._environ)
        headers = {"content-type": "application/json"}
        self._s3.send("PUT", f"/{bucket}/{key}", headers, body, remaining)

    def _asking(self, operation: str, request: str, remaining: Remaining) -> Pausing[Any]:
        headers = {
            "content-type": "application/x-amz-json-1.0",
            "x-amz-target": f"DynamoDB_20120810.{operation}",
        }
        answer = yield from self._dynamodb.sending("POST", "/", headers, request.encode(),
                                                   remaining)
        return json.loads(answer or b"{}")


@lru_cache(maxsize=1000)
def _statement(table: str, names: tuple[str, ...]) -> str:
    """The INSERT of an item with these attributes, as JSON text; "" where none can be written."""
    made = INSERT % (table, ",".join(f"'{name}':?" for name in names))
    plain = all(map(PLAIN_NAME.fullmatch, names)) and len(made) <= LONGEST_STATEMENT
    return quoted(made) if plain else ""
