"""The stages in a row: payload in, stored items out, or an error raised."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from eventbridge_notifier.record_format.shards import shards

from recorder.batch import Sorted, is_batch, sort
from recorder.item import Item, Storage, items
from recorder.library import Library
from recorder.messages import Message, Packed
from recorder.messages import message as message_in
from recorder.metrics import Metrics
from recorder.patience import of_one_event
from recorder.record import record
from recorder.writer import Writer

FUNCTION_SUFFIX = "-recorder"


class Recorder:
    """Records its input. The environment's variables are those of docs/operations.md."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._storage = Storage(
            spill_bucket=environ.get("SPILL_BUCKET", ""),
            event_format=environ.get("EVENT_FORMAT", "map"),
            retention_days=int(environ.get("RETENTION_DAYS") or 0),
            shards=shards(environ.get("SHARDS", "")),
            old_indexes=environ.get("OLD_INDEXES", "true") == "true",
        )
        # The module names rules <name>-<watch> and this function <name>-recorder.
        function = environ.get("AWS_LAMBDA_FUNCTION_NAME", "")
        stack = function.removesuffix(FUNCTION_SUFFIX)
        self._rule_prefix = stack + "-"
        self._metrics = Metrics(stack)
        self._writer = Writer(environ)
        self._library = Library(environ)

    def open(self) -> None:
        """Connect before the first event is there."""
        self._writer.open()
        self._library.open()

    def handle(self, payload: object, remaining: Callable[[], float]) -> dict[str, Any]:
        """Store the event, or a batch of them; `remaining` gives the seconds that are left.

        Raises for an event that is not stored; for a batch returns the failed messages in the shape
        that SQS expects.
        """
        if is_batch(payload):
            return self._handle_batch(payload, remaining)
        return self._handle_one(payload, of_one_event(remaining))

    def _handle_one(self, payload: object, remaining: Callable[[], float]) -> dict[str, Any]:
        message = message_in(payload)
        made = self._items(message, remaining)
        if isinstance(message, Packed):
            watches = self._put_all(made, remaining)
            self._count(len(made))
            return {"watches": watches}
        self._writer.put(made[0], remaining)
        self._count(1)
        return {"id": made[0].key[0], "watch": made[0].key[1]}

    def _put_all(self, items: list[Item], remaining: Callable[[], float]) -> list[str]:
        """Store the records of one event, all of them or an error is raised; gives the watches."""
        for error in self._writer.put_many(items, remaining).values():
            raise error
        return [one.key[1] for one in items]

    def _handle_batch(self, payload: Any, remaining: Callable[[], float]) -> dict[str, Any]:
        batch = sort(payload["Records"], self._rule_prefix,
                     lambda message: self._items(message, remaining))
        wrong = self._store(batch, remaining)
        failures = batch.failures | wrong
        for message_id, error in failures.items():
            print(json.dumps({"failed": message_id, "error": repr(error)}), file=sys.stderr)
        return {"batchItemFailures": [{"itemIdentifier": one} for one in failures]}

    def _count(self, stored: int) -> None:
        doubled = self._writer.doubled()
        self._metrics.print(stored - doubled, doubled)

    def _store(self, batch: Sorted, remaining: Callable[[], float]) -> dict[str, Exception]:
        wrong = self._writer.put_many(batch.items, remaining)
        self._count(len(batch.ids) - len(wrong))
        return {one: error for key, error in wrong.items() for one in batch.ids[key]}

    def _items(self, message: Message | Packed, remaining: Callable[[], float]) -> list[Item]:
        """One of a watch's message; of a packed rule's, one for each watch that matches."""
        several = [message] if isinstance(message, Message) else self._library.messages(
            message, remaining)
        self._metrics.saw((one.event for one in several), unmatched=not several)
        now = datetime.now(UTC)
        return items([record(one, now) for one in several], self._storage)
