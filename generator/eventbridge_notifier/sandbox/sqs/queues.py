"""Sending to queues: as the target of a rule, as a dead-letter queue, as a destination."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from eventbridge_notifier.sandbox.core.interfaces import Clients
from eventbridge_notifier.sandbox.core.target import Delivery, TargetKind


class Queues:
    """The target kind `sqs`."""

    kind = TargetKind("sqs", "sqs:SendMessage", ("sqs", "SendMessage", "QueueUrl"))

    def __init__(self, clients: Clients) -> None:
        self._clients = clients

    def send(self, delivery: Delivery) -> None:
        """The event as a message; the rule's MessageGroupId goes with it to a FIFO queue."""
        group = delivery.target.get("SqsParameters", {}).get("MessageGroupId")
        fifo = {"MessageGroupId": group,
                "MessageDeduplicationId": str(delivery.event["id"])} if group else {}
        self.send_message(delivery.arn, delivery.payload, **fifo)

    def send_message(self, queue: str, body: str, attributes: Mapping[str, str] | None = None,
                     **params: Any) -> None:
        """Sends to the queue with this ARN. Raises botocore's errors."""
        _, _, _, region, account, _ = queue.split(":")
        client = self._clients.client("sqs", region, account)
        client.send_message(
            QueueUrl=queue_url(client, queue), MessageBody=body, **params,
            MessageAttributes={name: {"DataType": "String", "StringValue": value}
                               for name, value in (attributes or {}).items()})


@lru_cache(maxsize=1000)
def queue_url(client: Any, arn: str) -> str:
    """The address of a queue, asked for once: polling asks for it often. Raises botocore's errors.
    """
    *_, account, name = arn.split(":")
    return str(client.get_queue_url(QueueName=name, QueueOwnerAWSAccountId=account)["QueueUrl"])
