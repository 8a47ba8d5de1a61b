"""boto3 clients of the sandbox itself. Their calls are not authorized and are no events."""

from __future__ import annotations

import threading
from functools import partial
from typing import Any

import boto3
from botocore.config import Config

HEADER = "X-Sandbox-Internal"
ACCOUNT_HEADER = "X-Moto-Account-Id"

_CONFIG = Config(
    retries={"total_max_attempts": 1}, max_pool_connections=32, parameter_validation=False,
    s3={"addressing_style": "path"}, user_agent_extra="sandbox")


class InternalClients:
    """Makes clients and keeps them: a client takes longer to make than to use."""

    def __init__(self, url: str, secret: str) -> None:
        self._url, self._secret = url, secret
        self._lock = threading.Lock()
        self._session = boto3.Session()
        self._clients: dict[tuple[str, str, str], Any] = {}

    def client(self, service: str, region: str, account: str) -> Any:
        """A client that acts in `account` and `region`."""
        key = (service, region, account)
        with self._lock:
            if key not in self._clients:
                self._clients[key] = self._make(*key)
            return self._clients[key]

    def _make(self, service: str, region: str, account: str) -> Any:
        client = self._session.client(
            service, region_name=region, endpoint_url=self._url, aws_access_key_id=account,
            aws_secret_access_key="internal", config=_CONFIG)
        client.meta.events.register("before-send", partial(self._mark, account))
        return client

    def _mark(self, account: str, request: Any, **_: Any) -> None:
        request.headers[HEADER] = self._secret
        request.headers[ACCOUNT_HEADER] = account

    def close(self) -> None:
        """Closes all connections."""
        for client in self._clients.values():
            client.close()
