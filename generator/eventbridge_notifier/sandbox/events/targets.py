"""Sending to a target: one row and one function for each kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from eventbridge_notifier.sandbox.core.interfaces import Clients, Functions
from eventbridge_notifier.sandbox.events.rules import Bus

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

    @property
    def kind(self) -> str:
        """The service, and for EventBridge's own resources what it is."""
        service, resource = self.parts[2], self.parts[5]
        return resource.partition("/")[0] if service == "events" else service


class Refused(Exception):
    """A target did not take an event. `code` is EventBridge's ERROR_CODE."""

    def __init__(self, code: str, message: str, retry: bool = False) -> None:
        super().__init__(message)
        self.code, self.retry = code, retry


class Endpoints(Protocol):
    """API destinations: what is behind their ARN."""

    def post(self, shipment: Shipment) -> None:
        """Sends the payload. Raises Refused."""


class Senders:
    """How each kind of target is reached. `forward` puts an event on another bus."""

    def __init__(self, clients: Clients, functions: Functions, endpoints: Endpoints,
                 forward: Callable[[Bus, Event, int], None]) -> None:
        self._clients, self._functions, self._forward = clients, functions, forward
        self.to_endpoint = endpoints.post

    def send(self, shipment: Shipment) -> None:
        """Raises Refused, or botocore's errors."""
        row = KINDS.get(shipment.kind)
        if row is None:
            raise Refused("NO_RESOURCE", f"the sandbox has no targets like {shipment.arn}")
        row.send(self, shipment)

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


@dataclass(frozen=True)
class Kind:
    """A kind of target. `action` is what its policy or the target's role must allow.

    `call` is the API call (service, operation, parameter that names the target) that a role is
    asked for. `asks` says who is asked: the policy of the target, the role, or the role where the
    target has one. `says` has the condition keys that the policy is told.
    """

    send: Callable[[Senders, Shipment], None]
    action: str
    call: tuple[str, str, str]
    asks: str = "either"
    says: tuple[str, ...] = ("aws:SourceArn", "aws:SourceAccount")


# EventBridge user guide, "Using resource-based policies" and "Using IAM roles". The former has a
# permission of Lambda without an account, and no conditions at all in a topic's policy.
KINDS: dict[str, Kind] = {
    "lambda": Kind(Senders.to_function, "lambda:InvokeFunction",
                   ("lambda", "Invoke", "FunctionName"), says=("aws:SourceArn",)),
    "sqs": Kind(Senders.to_queue, "sqs:SendMessage", ("sqs", "SendMessage", "QueueUrl")),
    "sns": Kind(Senders.to_topic, "sns:Publish", ("sns", "Publish", "TopicArn"),
                says=()),
    "logs": Kind(Senders.to_log_group, "logs:PutLogEvents",
                 ("logs", "PutLogEvents", "logGroupName")),
    "event-bus": Kind(Senders.to_bus, "events:PutEvents", ("events", "PutEvents", "EventBusName"),
                      asks="both"),
    "api-destination": Kind(lambda senders, shipment: senders.to_endpoint(shipment),
                            "events:InvokeApiDestination",
                            ("events", "InvokeApiDestination", "Arn"), asks="role"),
}


def queue_url(client: Any, arn: str) -> str:
    """The address of a queue."""
    *_, account, name = arn.split(":")
    return str(client.get_queue_url(QueueName=name, QueueOwnerAWSAccountId=account)["QueueUrl"])


