"""Where Lambda sends what became of an asynchronous invoke: queues, topics, buckets."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from eventbridge_notifier.sandbox.core.interfaces import Authorizer
from eventbridge_notifier.sandbox.core.model import Call, Identity
from eventbridge_notifier.sandbox.lambda_.function_id import FunctionId
from eventbridge_notifier.sandbox.lambda_.invoke_queue import AsyncInvoke
from eventbridge_notifier.sandbox.s3.objects import Objects
from eventbridge_notifier.sandbox.sns.topics import Topics
from eventbridge_notifier.sandbox.sqs.queues import Queues


class Denied(Exception):
    """The function's role may not send to the destination."""


# Service -> (operations that the role must be allowed, parameter that names the destination).
# Lambda developer guide, "Configuring destinations": an S3 destination needs both.
_CALLS = {
    "sqs": (("SendMessage",), "QueueUrl"), "sns": (("Publish",), "TopicArn"),
    "s3": (("PutObject", "ListObjectsV2"), "Bucket"),
}


class Destinations:
    """Sends results and failures. `role` gives the identity of a function's role."""

    def __init__(self, queues: Queues, topics: Topics, objects: Objects, authorizer: Authorizer,
                 role: Callable[[FunctionId], Identity]) -> None:
        self._queues, self._topics, self._objects = queues, topics, objects
        self._authorizer, self._role = authorizer, role

    def send(self, arn: str, invoke: AsyncInvoke, record: Mapping[str, Any]) -> None:
        """Raises Denied, LookupError or botocore's errors."""
        service = arn.split(":")[2]
        if service not in _CALLS:
            raise LookupError(f"the sandbox has no destinations of the service {service}")
        key = object_key(invoke, datetime.now(UTC)) if service == "s3" else ""
        self._check(service, arn, key, invoke.function)
        body = json.dumps({**record, "timestamp": _now()}, separators=(",", ":"))
        if service == "sqs":
            self._queues.send_message(arn, body)
        elif service == "sns":
            self._topics.publish(arn, body)
        else:
            function = invoke.function
            self._objects.put_json(arn.rpartition(":")[2], key, body, function.region,
                                   function.account)

    def keep_discarded(self, mapping: str, function: FunctionId, to: str, body: dict[str, Any]
                       ) -> None:
        """What a reader of a stream gave up, in a bucket. Raises Denied, or botocore's errors."""
        shard = body["DDBStreamBatchInfo"]["shardId"]
        now = datetime.now(UTC)
        key = (f"aws/lambda/{mapping}/{shard}/{now:%Y/%m/%d}/{now:%Y-%m-%dT%H.%M.%S}-{uuid4()}")
        self._check("s3", to, key, function)
        self._objects.put_json(to.rpartition(":")[2], key, json.dumps(body), function.region,
                               function.account)

    def send_to_dead_letter_queue(self, arn: str, invoke: AsyncInvoke, error: str) -> None:
        """The event as it came (Lambda developer guide, "Adding a dead-letter queue")."""
        self._check("sqs", arn, "", invoke.function)
        self._queues.send_message(arn, invoke.payload.decode(), {
            "RequestID": invoke.id, "ErrorCode": "200", "ErrorMessage": error[:1024] or "none"})

    def _check(self, service: str, arn: str, key: str, function: FunctionId) -> None:
        operations, name = _CALLS[service]
        who = self._role(function)
        params: dict[str, Any] = {name: arn.rpartition(":")[2] if service == "s3" else arn}
        for operation in operations:
            with_key = {**params, "Key": key} if operation == "PutObject" else params
            call = Call(service, operation, with_key, function.region, who.account, who, "", "")
            if denial := self._authorizer.denial(call):
                raise Denied(denial.text)


def object_key(invoke: AsyncInvoke, now: datetime) -> str:
    """Lambda developer guide, "Configuring an S3 destination"."""
    return (f"aws/lambda/async/{invoke.function.name}/{now:%Y/%m/%d}/"
            f"{now:%Y-%m-%dT%H.%M.%S}-{uuid4()}")


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
