"""A mapping at work: takes messages from its queue, a batch at a time, to the function."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from eventbridge_notifier.sandbox.core.interfaces import Clients, Journal
from eventbridge_notifier.sandbox.core.model import Entry
from eventbridge_notifier.sandbox.core.schedule import Clock
from eventbridge_notifier.sandbox.events.targets import queue_url
from eventbridge_notifier.sandbox.lambda_.code import Key
from eventbridge_notifier.sandbox.lambda_.pool import Throttled
from eventbridge_notifier.sandbox.lambda_.runtime import Answer

PAGE = 10  # messages; SQS API reference, ReceiveMessage
REST = 0.05  # wall seconds between two looks at an empty queue
PARTIAL = "ReportBatchItemFailures"

Message = dict[str, Any]
Run = Callable[[Key, bytes], Answer]


@dataclass(frozen=True)
class Batch:
    """Messages of one queue, for one invoke."""

    source: str
    messages: list[Message]
    settings: Mapping[str, Any]

    def payload(self) -> bytes:
        records = [record(message, self.source) for message in self.messages]
        return json.dumps({"Records": records}).encode()

    def failed(self, answer: Answer) -> set[str]:
        """Ids of the messages that were not handled."""
        everything = {str(message["MessageId"]) for message in self.messages}
        if answer.error:
            return everything
        if PARTIAL not in self.settings.get("FunctionResponseTypes", ()):
            return set()
        try:
            told = json.loads(answer.payload) or {}
            failures = {str(one["itemIdentifier"]) for one in told.get("batchItemFailures") or ()}
        except (ValueError, KeyError, TypeError, AttributeError):
            return everything
        return failures if failures <= everything else everything


class Feeder:
    """Feeds functions from queues. `run` invokes one."""

    def __init__(self, clients: Clients, run: Run, clock: Clock, journal: Journal) -> None:
        self._clients, self._run, self._clock, self._journal = clients, run, clock, journal

    def depth(self, source: str) -> int:
        """How many messages a queue holds, those that somebody works on included."""
        client = self._client(source)
        try:
            held = client.get_queue_attributes(
                QueueUrl=queue_url(client, source), AttributeNames=["All"])["Attributes"]
        except ClientError:
            return 0
        return sum(int(held.get(name, 0)) for name in (
            "ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible",
            "ApproximateNumberOfMessagesDelayed"))

    def feed(self, source: str, key: Key, settings: Mapping[str, Any]) -> bool:
        """Takes one batch from a queue to a function. False where there was none."""
        client = self._client(source)
        try:
            url = queue_url(client, source)
            if batch := self._receive(client, url, settings):
                self._handle(client, url, key, Batch(source, batch, settings))
            return bool(batch)
        except (ClientError, BotoCoreError, LookupError) as error:
            self._journal(Entry("failure", f"polling {source}: {error}", target=key.arn))
            return False

    def _client(self, source: str) -> Any:
        _, _, _, region, account, _ = source.split(":")
        return self._clients.client("sqs", region, account)

    def _receive(self, client: Any, url: str, settings: Mapping[str, Any]) -> list[Message]:
        """Up to a batch, waiting for it as long as the mapping's window."""
        batch: list[Message] = []
        window = self._clock.wall(settings["MaximumBatchingWindowInSeconds"])
        end = time.monotonic() + window
        while (left := settings["BatchSize"] - len(batch)) > 0:
            page = client.receive_message(
                QueueUrl=url, MaxNumberOfMessages=min(PAGE, left), AttributeNames=["All"],
                MessageAttributeNames=["All"]).get("Messages", ())
            batch += page
            if not page and time.monotonic() >= end:
                break
            if not page:
                time.sleep(min(REST, window))
        return batch

    def _handle(self, client: Any, url: str, key: Key, batch: Batch) -> None:
        try:
            answer = self._run(key, batch.payload())
        except Throttled:
            answer = Answer(b"{}", "Throttled")
        kept = batch.failed(answer)
        for message in batch.messages:
            if message["MessageId"] not in kept:
                client.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        if kept:
            self._journal(Entry("failure", f"{len(kept)} of {len(batch.messages)} messages "
                                "failed; they stay in the queue", target=key.arn))
            self._hide(client, url, [one for one in batch.messages if one["MessageId"] in kept])

    def _hide(self, client: Any, url: str, messages: list[Message]) -> None:
        """Their visibility timeout, in the sandbox's time."""
        held = client.get_queue_attributes(QueueUrl=url, AttributeNames=["VisibilityTimeout"])
        seconds = float(held["Attributes"]["VisibilityTimeout"])
        for message in messages:
            client.change_message_visibility(
                QueueUrl=url, ReceiptHandle=message["ReceiptHandle"],
                VisibilityTimeout=round(self._clock.wall(seconds)))


def record(message: Message, source: str) -> dict[str, Any]:
    """A message as Lambda hands it over (Lambda developer guide, "Using Lambda with SQS")."""
    attributes = {
        name: {"stringValue": held.get("StringValue"), "dataType": held["DataType"],
               "stringListValues": [], "binaryListValues": []}
        for name, held in message.get("MessageAttributes", {}).items()}
    return {
        "messageId": message["MessageId"], "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"], "attributes": message.get("Attributes", {}),
        "messageAttributes": attributes, "md5OfBody": message.get("MD5OfBody", ""),
        "eventSource": "aws:sqs", "eventSourceARN": source, "awsRegion": source.split(":")[3]}
