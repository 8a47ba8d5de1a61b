"""API destinations as targets of rules: events as HTTP requests, authorized by a connection.

Only addresses of this machine are called: a sandbox must not reach anybody's real webhook.
"""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import requests
from botocore.exceptions import ClientError

from eventbridge_notifier.sandbox.core.interfaces import Clients
from eventbridge_notifier.sandbox.core.model import Call, Outcome
from eventbridge_notifier.sandbox.core.target import AllowedBy, Delivery, TargetError, TargetKind

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
SECONDS = 5.0  # EventBridge user guide, "API destinations": a request may take so long

# EventBridge user guide, "API destinations": statuses that are tried again, besides 5xx.
RETRIED = frozenset({401, 407, 409, 429})

Auth = Mapping[str, Any]
Pair = tuple[str, str]


def _basic(auth: Auth) -> list[Pair]:
    basic = auth["BasicAuthParameters"]
    text = f"{basic['Username']}:{basic['Password']}".encode()
    return [("Authorization", "Basic " + base64.b64encode(text).decode())]


def _key(auth: Auth) -> list[Pair]:
    api_key = auth["ApiKeyAuthParameters"]
    return [(api_key["ApiKeyName"], api_key["ApiKeyValue"])]


_AUTHORIZATIONS: dict[str, Callable[[Auth], list[Pair]]] = {
    "BasicAuthParameters": _basic, "ApiKeyAuthParameters": _key,
}


class ApiDestinations:
    """The target kind `api-destination`. Keeps the secrets of connections."""

    kind = TargetKind("api-destination", "events:InvokeApiDestination",
                      ("events", "InvokeApiDestination", "Arn"), AllowedBy.ROLE)

    def __init__(self, clients: Clients) -> None:
        self._clients = clients
        self._secrets: dict[tuple[str, str, str], Auth] = {}
        self._lock = threading.Lock()

    def observe(self, call: Call, outcome: Outcome) -> None:
        """Keeps the secrets of a connection, which moto does not return."""
        if call.operation in ("CreateConnection", "UpdateConnection") and not outcome.error_code:
            key = (call.account, call.region, str(call.params.get("Name")))
            with self._lock:
                self._secrets[key] = call.params.get("AuthParameters") or {}

    def send(self, delivery: Delivery) -> None:
        """Raises TargetError."""
        found = self._described(delivery)
        url = str(found["InvocationEndpoint"])
        if urlsplit(url).hostname not in LOOPBACK:
            raise TargetError("CONNECTION_FAILURE",
                              "the sandbox calls addresses of this machine only")
        try:
            answer = requests.request(
                str(found["HttpMethod"]), url, data=delivery.payload.encode(),
                headers=self._headers(delivery, found), timeout=SECONDS)
        except requests.RequestException as error:
            raise TargetError("CONNECTION_FAILURE", str(error), retry=True) from error
        status = answer.status_code
        if status >= 300:
            raise TargetError("SDK_CLIENT_ERROR", f"{url} answered {status}",
                          retry=status >= 500 or status in RETRIED)

    def _described(self, delivery: Delivery) -> Mapping[str, Any]:
        _, _, _, region, account, resource = delivery.parts
        client = self._clients.client("events", region, account)
        try:
            found: Mapping[str, Any] = client.describe_api_destination(
                Name=resource.split("/")[1])
        except ClientError as error:
            raise TargetError("NO_RESOURCE", str(error)) from error
        return found

    def _headers(self, delivery: Delivery, found: Mapping[str, Any]) -> dict[str, str]:
        _, _, _, region, account, _ = delivery.parts
        name = str(found["ConnectionArn"]).split("/")[-2]
        with self._lock:
            auth = self._secrets.get((account, region, name), {})
        pairs = [pair for kind, of in _AUTHORIZATIONS.items() if kind in auth for pair in of(auth)]
        more = auth.get("InvocationHttpParameters", {}).get("HeaderParameters") or ()
        headers = {"Content-Type": "application/json; charset=utf-8",
                   "User-Agent": "Amazon/EventBridge/ApiDestinations"}
        return {**headers, **dict(pairs), **{one["Key"]: one["Value"] for one in more}}
