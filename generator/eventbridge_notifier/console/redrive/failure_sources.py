"""The places where failed events wait: dead-letter queues, and a folder of the spill bucket."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from botocore.exceptions import BotoCoreError, ClientError

PAGE = 10  # messages; SQS API reference, ReceiveMessage and ChangeMessageVisibilityBatch
HELD = "ApproximateNumberOfMessagesNotVisible"
HIDDEN = 600  # seconds in which nobody else sees a message that is being redriven


class StoredMessage(NamedTuple):
    """One message or object; `handle` is what `remove` takes."""

    id: str
    handle: str
    body: str
    attributes: dict[str, str]


class Queue:
    """A dead-letter queue."""

    def __init__(self, sqs: Any, url: str, name: str = "", hidden: int = HIDDEN,
                 forwarded: bool = False) -> None:
        self._sqs, self._url, self._hidden = sqs, url, hidden
        self._held: dict[str, StoredMessage] = {}
        self._removed: set[str] = set()
        self.forwarded = forwarded
        self.name = name or f"queue {url.rsplit('/', 1)[-1]}"

    def __iter__(self) -> Iterator[list[StoredMessage]]:
        """Pages of messages, each message once. What is not removed is visible again after.

        A run may last longer than messages stay hidden: those that come again are passed over, and
        those that it has removed are removed once more, as SQS deletes by the latest handle alone.
        """
        seen: set[str] = set()
        try:
            while page := self._receive():
                for one in page:
                    if one.id in self._removed:
                        self.remove(one)
                    else:
                        self._held[one.id] = one
                yield [one for one in page if one.id not in seen]
                seen.update(one.id for one in page)
        finally:
            self._put_back()

    @property
    def region(self) -> str:
        return str(self._sqs.meta.region_name)

    @property
    def account(self) -> str:
        """The owner's, which SQS writes into the address of a queue."""
        return self._url.rsplit("/", 2)[-2]

    def hidden(self) -> int:
        """How many messages another reader holds: a redrive that runs, or one that was killed."""
        held = self._sqs.get_queue_attributes(QueueUrl=self._url, AttributeNames=[HELD])
        return int(held["Attributes"].get(HELD, 0))

    def remove(self, message: StoredMessage) -> None:
        self._sqs.delete_message(QueueUrl=self._url, ReceiptHandle=message.handle)
        self._held.pop(message.id, None)
        self._removed.add(message.id)

    def _put_back(self) -> None:
        """Nothing of it ends a run: what SQS refuses here is visible again, now or soon.

        It refuses message by message those whose time has run out (SQS API reference,
        ChangeMessageVisibility: MessageNotInflight).
        """
        held = list(self._held.values())
        self._held.clear()
        for start in range(0, len(held), PAGE):
            with suppress(ClientError, BotoCoreError):
                self._sqs.change_message_visibility_batch(QueueUrl=self._url, Entries=[
                    {"Id": str(number), "ReceiptHandle": one.handle, "VisibilityTimeout": 0}
                    for number, one in enumerate(held[start:start + PAGE])])

    def _receive(self) -> list[StoredMessage]:
        # SQS asks only some of its servers unless it is given a second to wait.
        got = self._sqs.receive_message(
            QueueUrl=self._url, MaxNumberOfMessages=PAGE, VisibilityTimeout=self._hidden,
            WaitTimeSeconds=1, MessageAttributeNames=["All"])
        return [_stored(message) for message in got.get("Messages", ())]


class Folder:
    """What Lambda left below a prefix of the spill bucket; `without` begins other keys there."""

    forwarded, region, account = False, "", ""

    def __init__(self, s3: Any, bucket: str, prefix: str, without: str = "") -> None:
        self._s3, self._bucket, self.prefix, self._without = s3, bucket, prefix, without
        self.name = f"bucket {bucket}/{prefix}"

    def __iter__(self) -> Iterator[list[StoredMessage]]:
        pages = self._s3.get_paginator("list_objects_v2").paginate(
            Bucket=self._bucket, Prefix=self.prefix, PaginationConfig={"PageSize": 100})
        for page in pages:
            yield [self._read(one["Key"]) for one in page.get("Contents", ())
                   if not self._without or not one["Key"].startswith(self._without)]

    def remove(self, message: StoredMessage) -> None:
        self._s3.delete_object(Bucket=self._bucket, Key=message.handle)

    def _read(self, key: str) -> StoredMessage:
        body = self._s3.get_object(Bucket=self._bucket, Key=key)["Body"].read()
        return StoredMessage(key, key, body.decode(errors="replace"), {})


def _stored(message: dict[str, Any]) -> StoredMessage:
    attributes = {
        name: held["StringValue"] for name, held in message.get("MessageAttributes", {}).items()
        if "StringValue" in held
    }
    return StoredMessage(message["MessageId"], message["ReceiptHandle"], message["Body"],
                         attributes)
