"""The side of an event source mapping that is SQS's: receiving, deleting, hiding messages."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from eventbridge_notifier.sandbox.core.interfaces import Clients
from eventbridge_notifier.sandbox.core.schedule import Clock
from eventbridge_notifier.sandbox.sqs.queues import queue_url

PAGE = 10  # messages; SQS API reference, ReceiveMessage
PAUSE = 0.05  # wall seconds between two looks at a queue that has become empty
LONGEST_PAUSE = 0.25  # wall seconds, where it has been empty for a while
# Lambda developer guide, "Using Lambda with SQS": what the function's role must be allowed.
ACTIONS = ("ReceiveMessage", "DeleteMessage", "GetQueueAttributes")

Message = dict[str, Any]


@dataclass(frozen=True)
class Batch:
    """Messages of the queue with the ARN `source`."""

    source: str
    messages: list[Message]

    @property
    def ids(self) -> set[str]:
        return {str(message["MessageId"]) for message in self.messages}

    def payload(self) -> bytes:
        """The event that a function gets."""
        records = [record(message, self.source) for message in self.messages]
        return json.dumps({"Records": records}).encode()


class QueueSource:
    """Queues as event sources, by ARN. All methods raise botocore's errors, except `depth`."""

    def __init__(self, clients: Clients, clock: Clock) -> None:
        self._clients, self._clock = clients, clock

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

    def receive(self, source: str, size: int, window: float) -> Batch:
        """Up to `size` messages; where there is one, `window` seconds of the sandbox's clock are
        waited for more."""
        client = self._client(source)
        url = queue_url(client, source)
        messages: list[Message] = []
        wait = self._clock.wall(window)
        end = time.monotonic() + wait
        while (left := size - len(messages)) > 0:
            page = client.receive_message(
                QueueUrl=url, MaxNumberOfMessages=min(PAGE, left), AttributeNames=["All"],
                MessageAttributeNames=["All"]).get("Messages", ())
            messages += page
            if not page and (not messages or time.monotonic() >= end):
                break
            if not page:
                time.sleep(min(PAUSE, wait))
        return Batch(source, messages)

    def settle(self, batch: Batch, failed: Iterable[str]) -> None:
        """Deletes the messages that were handled; those with the ids `failed` come again."""
        client = self._client(batch.source)
        url, kept = queue_url(client, batch.source), frozenset(failed)
        for message in batch.messages:
            if message["MessageId"] not in kept:
                client.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        if kept:
            self._hide(client, url, [one for one in batch.messages if one["MessageId"] in kept])

    def _hide(self, client: Any, url: str, messages: Iterable[Message]) -> None:
        """Their visibility timeout, by the sandbox's clock."""
        held = client.get_queue_attributes(QueueUrl=url, AttributeNames=["VisibilityTimeout"])
        seconds = float(held["Attributes"]["VisibilityTimeout"])
        for message in messages:
            client.change_message_visibility(
                QueueUrl=url, ReceiptHandle=message["ReceiptHandle"],
                VisibilityTimeout=round(self._clock.wall(seconds)))

    def _client(self, source: str) -> Any:
        _, _, _, region, account, _ = source.split(":")
        return self._clients.client("sqs", region, account)


def record(message: Mapping[str, Any], source: str) -> dict[str, Any]:
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
