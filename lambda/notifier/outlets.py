"""The edges: the state table, the bucket, the bus of alerts and the topics."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from aws_client.client import Client, Refused
from aws_client.endpoints import endpoint
from eventbridge_notifier.alerts.state_table import NotSaid

Remaining = Callable[[], float]
ENTRIES = 10  # of one PutEvents; EventBridge API reference
SOURCE, DETAIL_TYPE = "eventbridge-notifier", "Alert"
CONDITION = "ConditionalCheckFailedException"


class NotTaken(Exception):
    """EventBridge refused an alert: the batch comes again."""


class Outlets:
    """Clients that are opened when they are first used, and kept."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._clients: dict[str, Client] = {}
        self.remaining: Remaining = lambda: 60.0

    def dynamodb(self, operation: str, request: dict[str, Any]) -> dict[str, Any]:
        """An operation of DynamoDB. Raises NotSaid where a condition does not hold."""
        try:
            return self._json("dynamodb", f"DynamoDB_20120810.{operation}", "1.0", request)
        except Refused as refused:
            if refused.code == CONDITION:
                raise NotSaid from None
            raise

    def fetch(self, location: str) -> bytes:
        """The object at s3://bucket/key."""
        parts = urlsplit(location)
        return self._client("s3").send("GET", f"/{parts.netloc}{parts.path}", {}, b"",
                                       self.remaining)

    def put_events(self, bus: str, details: Iterable[dict[str, Any]]) -> None:
        """Alerts on their bus. Raises NotTaken when any is refused."""
        entries = [{"Source": SOURCE, "DetailType": DETAIL_TYPE, "EventBusName": bus,
                    "Detail": json.dumps(detail)} for detail in details]
        for start in range(0, len(entries), ENTRIES):
            answer = self._json("events", "AWSEvents.PutEvents", "1.1",
                                {"Entries": entries[start:start + ENTRIES]})
            if answer.get("FailedEntryCount"):
                raise NotTaken(json.dumps(answer["Entries"]))

    def publish(self, topic: str, subject: str, message: str) -> None:
        """A message to a topic's subscribers, by SNS's query protocol."""
        body = urlencode({"Action": "Publish", "Version": "2010-03-31", "TopicArn": topic,
                          "Subject": subject, "Message": message}, quote_via=quote)
        headers = {"content-type": "application/x-www-form-urlencoded; charset=utf-8"}
        self._client("sns").send("POST", "/", headers, body.encode(), self.remaining)

    def _json(self, service: str, target: str, version: str, request: dict[str, Any]
              ) -> dict[str, Any]:
        headers = {"content-type": f"application/x-amz-json-{version}", "x-amz-target": target}
        body = json.dumps(request).encode()
        answer = self._client(service).send("POST", "/", headers, body, self.remaining)
        found: dict[str, Any] = json.loads(answer or b"{}")
        return found

    def _client(self, service: str) -> Client:
        if service not in self._clients:
            self._clients[service] = Client(endpoint(service, self._environ), self._environ)
        return self._clients[service]
