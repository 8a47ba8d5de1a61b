"""Publishing to topics: as the target of a rule, as a destination, for an alarm."""

from __future__ import annotations

from eventbridge_notifier.sandbox.core.interfaces import Clients
from eventbridge_notifier.sandbox.core.target import Delivery, TargetKind


class Topics:
    """The target kind `sns`.

    EventBridge user guide, "Using resource-based policies": a topic's policy gets no conditions.
    """

    kind = TargetKind("sns", "sns:Publish", ("sns", "Publish", "TopicArn"), context=())

    def __init__(self, clients: Clients) -> None:
        self._clients = clients

    def send(self, delivery: Delivery) -> None:
        self.publish(delivery.arn, delivery.payload)

    def publish(self, topic: str, message: str, subject: str = "") -> None:
        """Publishes to the topic with this ARN. Raises botocore's errors."""
        _, _, _, region, account, _ = topic.split(":")
        client = self._clients.client("sns", region, account)
        with_subject = {"Subject": subject} if subject else {}
        client.publish(TopicArn=topic, Message=message, **with_subject)
