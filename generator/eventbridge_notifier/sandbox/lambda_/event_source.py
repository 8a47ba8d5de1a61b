"""Takes batches from an event source to a function, and settles what the function answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from eventbridge_notifier.sandbox.core.interfaces import Journal
from eventbridge_notifier.sandbox.core.model import Entry
from eventbridge_notifier.sandbox.lambda_.function_id import FunctionId
from eventbridge_notifier.sandbox.lambda_.pool import Throttled
from eventbridge_notifier.sandbox.lambda_.runtime import InvokeResult
from eventbridge_notifier.sandbox.sqs.event_source import Batch, QueueSource

PARTIAL = "ReportBatchItemFailures"
Run = Callable[[FunctionId, bytes], InvokeResult]
Settings = Mapping[str, Any]
"""What CreateEventSourceMapping was told."""


class EventSources:
    """`run` invokes a function."""

    def __init__(self, queues: QueueSource, run: Run, journal: Journal) -> None:
        self._queues, self._run, self._journal = queues, run, journal

    def depth(self, source: str) -> int:
        """How many messages wait or are worked on."""
        return self._queues.depth(source)

    def feed(self, source: str, function: FunctionId, settings: Settings) -> bool:
        """Takes one batch to a function. False where there was none."""
        try:
            batch = self._queues.receive(source, settings["BatchSize"],
                                         settings["MaximumBatchingWindowInSeconds"])
            if batch.messages:
                self._handle(function, batch, settings)
            return bool(batch.messages)
        except (ClientError, BotoCoreError, LookupError) as error:
            self._journal(Entry("failure", f"polling {source}: {error}", target=function.arn))
            return False

    def _handle(self, function: FunctionId, batch: Batch, settings: Settings) -> None:
        try:
            result = self._run(function, batch.payload())
        except Throttled:
            result = InvokeResult(b"{}", "Throttled")
        failed = failed_ids(batch, result, settings)
        self._queues.settle(batch, failed)
        if failed:
            self._journal(Entry("failure", f"{len(failed)} of {len(batch.messages)} messages "
                                "failed; they stay in the queue", target=function.arn))


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
