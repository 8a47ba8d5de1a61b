"""Sending to a target: one function for each kind, in a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.rules import Bus
from sandbox.seams import Clients, Functions

Event = Mapping[str, Any]


@dataclass(frozen=True)
class Shipment:
    """What goes to a target: `payload` is JSON text, `event` the whole event."""

    target: Mapping[str, Any]
    payload: str
    event: Event
    rule_arn: str
    hops: int = 0

    @property
    def arn(self) -> str:
        return str(self.target["Arn"])

    @property
    def parts(self) -> list[str]:
        """`arn:aws:service:region:account:resource`, the resource whole."""
        return self.arn.split(":", 5)


class Refused(Exception):
    """A target did not take an event. `code` is EventBridge's ERROR_CODE."""

    def __init__(self, code: str, message: str, retry: bool = False) -> None:
        super().__init__(message)
        self.code, self.retry = code, retry


class Senders:
    """How each kind of target is reached. `forward` puts an event on another bus."""

    def __init__(self, clients: Clients, functions: Functions,
                 forward: Callable[[Bus, Event, int], None]) -> None:
        self._clients, self._functions, self._forward = clients, functions, forward

    def send(self, shipment: Shipment) -> None:
        """Raises Refused, or botocore's errors."""
        kind = shipment.parts[2]
        sender = _SENDERS.get(kind)
        if sender is None:
            raise Refused("NO_RESOURCE", f"the sandbox has no targets of the service {kind}")
        sender(self, shipment)

    def client(self, shipment: Shipment) -> Any:
        _, _, service, region, account, _ = shipment.parts
        return self._clients.client(service, region, account)

    def to_function(self, shipment: Shipment) -> None:
        try:
            self._functions.invoke_async(shipment.arn, shipment.payload.encode())
        except LookupError as error:
            raise Refused("NO_RESOURCE", str(error)) from error

    def to_queue(self, shipment: Shipment) -> None:
        group = shipment.target.get("SqsParameters", {}).get("MessageGroupId")
        more = {"MessageGroupId": group,
                "MessageDeduplicationId": str(shipment.event["id"])} if group else {}
        self.client(shipment).send_message(
            QueueUrl=queue_url(self.client(shipment), shipment.arn),
            MessageBody=shipment.payload, **more)

    def to_topic(self, shipment: Shipment) -> None:
        self.client(shipment).publish(TopicArn=shipment.arn, Message=shipment.payload)

    def to_bus(self, shipment: Shipment) -> None:
        """Over one other bus at most: what has come from elsewhere goes no further."""
        _, _, _, region, account, resource = shipment.parts
        if shipment.hops:
            other = account != shipment.rule_arn.split(":")[4]
            raise Refused("THIRD_ACCOUNT_HOP_DETECTED" if other else "THIRD_REGION_HOP_DETECTED",
                          "the event has come over another bus already")
        self._forward(Bus(account, region, resource.partition("/")[2]), shipment.event, 1)

    def to_log_group(self, shipment: Shipment) -> None:
        group = shipment.parts[5].removeprefix("log-group:").removesuffix(":*")
        client, stream = self.client(shipment), str(shipment.event["id"])
        client.create_log_stream(logGroupName=group, logStreamName=stream)
        client.put_log_events(logGroupName=group, logStreamName=stream, logEvents=[
            {"timestamp": 0, "message": shipment.payload}])


_SENDERS: dict[str, Callable[[Senders, Shipment], None]] = {
    "lambda": Senders.to_function, "sqs": Senders.to_queue, "sns": Senders.to_topic,
    "events": Senders.to_bus, "logs": Senders.to_log_group,
}

# The action that a kind of target must allow (EventBridge user guide, "resource-based policies"),
# and the API operation by which a role is asked instead.
ACTIONS = {
    "lambda": "lambda:InvokeFunction", "sqs": "sqs:SendMessage", "sns": "sns:Publish",
    "logs": "logs:PutLogEvents", "events": "events:PutEvents",
}


def queue_url(client: Any, arn: str) -> str:
    """The address of a queue."""
    *_, account, name = arn.split(":")
    return str(client.get_queue_url(QueueName=name, QueueOwnerAWSAccountId=account)["QueueUrl"])


