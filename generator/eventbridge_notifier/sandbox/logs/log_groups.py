"""Log groups as targets of rules."""

from __future__ import annotations

import time

from eventbridge_notifier.sandbox.core.interfaces import Clients
from eventbridge_notifier.sandbox.core.target import Delivery, TargetKind


class LogGroups:
    """The target kind `logs`."""

    kind = TargetKind("logs", "logs:PutLogEvents", ("logs", "PutLogEvents", "logGroupName"))

    def __init__(self, clients: Clients) -> None:
        self._clients = clients

    def send(self, delivery: Delivery) -> None:
        """The event as one log event, in a stream of its own."""
        _, _, _, region, account, resource = delivery.parts
        group = resource.removeprefix("log-group:").removesuffix(":*")
        client, stream = self._clients.client("logs", region, account), str(delivery.event["id"])
        client.create_log_stream(logGroupName=group, logStreamName=stream)
        client.put_log_events(logGroupName=group, logStreamName=stream, logEvents=[
            {"timestamp": int(time.time() * 1000), "message": delivery.payload}])
