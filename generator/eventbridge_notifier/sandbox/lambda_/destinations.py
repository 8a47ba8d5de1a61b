"""Where Lambda tells what became of an asynchronous invoke: one function for each kind of ARN."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from eventbridge_notifier.sandbox.core.interfaces import Authorizer, Clients
from eventbridge_notifier.sandbox.core.model import Call, Identity
from eventbridge_notifier.sandbox.events.targets import queue_url
from eventbridge_notifier.sandbox.lambda_.invoke_queue import Event


class Denied(Exception):
    """The function's role may not tell the destination."""


# Kind -> (service, operation, parameter that names the destination): what the role is asked for.
_CALLS = {
    "sqs": ("sqs", "SendMessage", "QueueUrl"), "sns": ("sns", "Publish", "TopicArn"),
    "s3": ("s3", "PutObject", "Bucket"),
}

Role = Callable[[Event], Identity]


class Destinations:
    """Sends reports. `role` gives the identity of a function's role."""

    def __init__(self, clients: Clients, authorizer: Authorizer, role: Role) -> None:
        self._clients, self._authorizer, self._role = clients, authorizer, role

    def tell(self, arn: str, event: Event, report: Mapping[str, Any]) -> None:
        """Raises Denied, LookupError or botocore's errors."""
        kind = arn.split(":")[2]
        if kind not in _SENDERS:
            raise LookupError(f"the sandbox has no destinations of the service {kind}")
        key = object_key(event, datetime.now(UTC)) if kind == "s3" else ""
        self._ask(kind, arn, key, event)
        body = json.dumps({**report, "timestamp": _now()}, separators=(",", ":"))
        region = arn.split(":")[3] or event.key.region
        client = self._clients.client(kind, region, arn.split(":")[4] or event.key.account)
        _SENDERS[kind](client, arn, body, key)

    def bury(self, arn: str, event: Event, why: str) -> None:
        """The event as it came (Lambda developer guide, "Adding a dead-letter queue")."""
        self._ask(arn.split(":")[2], arn, "", event)
        client = self._clients.client("sqs", arn.split(":")[3], arn.split(":")[4])
        told = {"RequestID": event.id, "ErrorCode": "200", "ErrorMessage": why[:1024] or "none"}
        client.send_message(
            QueueUrl=queue_url(client, arn), MessageBody=event.payload.decode(),
            MessageAttributes={name: {"DataType": "String", "StringValue": value}
                               for name, value in told.items()})

    def _ask(self, kind: str, arn: str, key: str, event: Event) -> None:
        service, operation, name = _CALLS[kind]
        who = self._role(event)
        params: dict[str, Any] = {name: arn.rpartition(":")[2] if kind == "s3" else arn}
        if key:
            params["Key"] = key
        asked = [(operation, params)]
        if kind == "s3":  # Lambda developer guide: an S3 destination needs both
            asked.append(("ListObjectsV2", {name: params[name]}))
        for operation, params in asked:
            call = Call(service, operation, params, event.key.region, who.account, who, "", "")
            if reason := self._authorizer.check(call):
                raise Denied(reason)


def object_key(event: Event, now: datetime) -> str:
    """Lambda developer guide, "Configuring an S3 destination"."""
    return (f"aws/lambda/async/{event.key.name}/{now:%Y/%m/%d}/"
            f"{now:%Y-%m-%dT%H.%M.%S}-{uuid4()}")


def _to_queue(client: Any, arn: str, body: str, key: str) -> None:
    client.send_message(QueueUrl=queue_url(client, arn), MessageBody=body)


def _to_topic(client: Any, arn: str, body: str, key: str) -> None:
    client.publish(TopicArn=arn, Message=body)


def _to_bucket(client: Any, arn: str, body: str, key: str) -> None:
    client.put_object(Bucket=arn.rpartition(":")[2], Key=key, Body=body.encode(),
                      ContentType="application/json")


_SENDERS: dict[str, Callable[[Any, str, str, str], None]] = {
    "sqs": _to_queue, "sns": _to_topic, "s3": _to_bucket,
}


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
