"""Takes batches from an event source to a function, and settles what the function answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from eventbridge_notifier.sandbox.core.interfaces import Journal
from eventbridge_notifier.sandbox.core.model import Entry
from eventbridge_notifier.sandbox.dynamodb import event_source as streams
from eventbridge_notifier.sandbox.dynamodb.event_source import StreamSource
from eventbridge_notifier.sandbox.lambda_.function_id import FunctionId
from eventbridge_notifier.sandbox.lambda_.pool import Throttled
from eventbridge_notifier.sandbox.lambda_.runtime import InvokeResult
from eventbridge_notifier.sandbox.sqs.event_source import Batch, QueueSource

PARTIAL = "ReportBatchItemFailures"
Run = Callable[[FunctionId, bytes], InvokeResult]
Settings = Mapping[str, Any]
"""What CreateEventSourceMapping was told."""


Discard = Callable[[str, FunctionId, str, dict[str, Any]], None]
"""Leaves what was given up (mapping, function, destination, body) at a destination."""


class EventSources:
    """`run` invokes a function, `discard` keeps what a stream's reader gave up."""

    def __init__(self, queues: QueueSource, tables: StreamSource, run: Run, discard: Discard,
                 journal: Journal) -> None:
        self._queues, self._tables, self._run = queues, tables, run
        self._discard, self._journal = discard, journal

    def depth(self, mapping: str, source: str) -> int:
        """How many messages wait or are worked on."""
        if is_stream(source):
            return self._tables.depth(mapping, source)
        return self._queues.depth(source)

    def feed(self, mapping: str, source: str, function: FunctionId, settings: Settings) -> bool:
        """Takes one batch to a function. False where there was none."""
        feed = self._feed_stream if is_stream(source) else self._feed_queue
        try:
            return feed(mapping, source, function, settings)
        except (ClientError, BotoCoreError, LookupError) as error:
            self._journal(Entry("failure", f"polling {source}: {error}", target=function.arn))
            return False

    def _feed_stream(self, mapping: str, source: str, function: FunctionId, settings: Settings
                     ) -> bool:
        batch = self._tables.next_batch(mapping, source, settings)
        if batch is None:
            return False
        payload = self._tables.payload(mapping, source, batch, settings)
        failed = first_failure(batch, self._invoke(function, payload), settings)
        if failed is None:
            self._tables.handled(mapping, batch)
        elif not self._tables.failed(mapping, batch, failed, settings):
            self._tables.handled(mapping, batch)
            self._give_up(mapping, function, batch, payload, settings)
        return failed is None

    def _give_up(self, mapping: str, function: FunctionId, batch: streams.Batch, payload: bytes,
                 settings: Settings) -> None:
        to = settings.get("DestinationConfig", {}).get("OnFailure", {}).get("Destination")
        self._journal(Entry("failure", f"{len(batch.records)} records of a stream were given up; "
                            + (f"{to} has them" if to else "they are lost"), target=function.arn))
        if to:
            body = self._tables.discarded(mapping, function.arn, batch, payload)
            self._discard(mapping, function, to, body)

    def _invoke(self, function: FunctionId, payload: bytes) -> InvokeResult:
        try:
            return self._run(function, payload)
        except Throttled:
            return InvokeResult(b"{}", "Throttled")

    def _feed_queue(self, mapping: str, source: str, function: FunctionId, settings: Settings
                    ) -> bool:
        batch = self._queues.receive(source, settings["BatchSize"],
                                     settings["MaximumBatchingWindowInSeconds"])
        if batch.messages:
            self._handle(function, batch, settings)
        return bool(batch.messages)

    def _handle(self, function: FunctionId, batch: Batch, settings: Settings) -> None:
        failed = failed_ids(batch, self._invoke(function, batch.payload()), settings)
        self._queues.settle(batch, failed)
        if failed:
            self._journal(Entry("failure", f"{len(failed)} of {len(batch.messages)} messages "
                                "failed; they stay in the queue", target=function.arn))


def is_stream(source: str) -> bool:
    """Whether an event source is a table's stream."""
    return source.split(":")[2] == "dynamodb"


def first_failure(batch: streams.Batch, result: InvokeResult, settings: Settings) -> str | None:
    """The sequence number from which on a stream's batch was not handled; None: all of it was."""
    if result.error:
        return batch.first
    if PARTIAL not in settings.get("FunctionResponseTypes", ()):
        return None
    try:
        failures = json.loads(result.payload)["batchItemFailures"]
        return str(failures[0]["itemIdentifier"]) if failures else None
    except (ValueError, KeyError, TypeError, IndexError):
        return batch.first


def failed_ids(batch: Batch, result: InvokeResult, settings: Settings) -> set[str]:
    """Ids of the messages that were not handled (Lambda developer guide, "batchItemFailures").

    An answer that cannot be understood fails the whole batch.
    """
    if result.error:
        return batch.ids
    if PARTIAL not in settings.get("FunctionResponseTypes", ()):
        return set()
    try:
        answer = json.loads(result.payload) or {}
        failures = {str(one["itemIdentifier"]) for one in answer.get("batchItemFailures") or ()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return batch.ids
    return failures if failures <= batch.ids else batch.ids
