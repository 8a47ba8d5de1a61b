"""boto3 clients of the user's own credentials, made when they are first asked for, and kept."""

from __future__ import annotations

import threading
from typing import Any

import boto3
from botocore.config import Config

# Reads are many and short; retries are the SDK's standard ones.
CONFIG = Config(retries={"mode": "standard", "max_attempts": 4}, max_pool_connections=32,
                connect_timeout=5, read_timeout=30, user_agent_extra="eventbridge-notifier")


class Kept:
    """Clients of one session: service name -> client. Safe to share between threads."""

    def __init__(self, profile: str | None = None, region: str | None = None) -> None:
        self._session = boto3.Session(profile_name=profile, region_name=region)
        self._lock = threading.Lock()
        self._made: dict[str, Any] = {}

    def __call__(self, service: str) -> Any:
        with self._lock:
            if service not in self._made:
                self._made[service] = self._session.client(service, config=CONFIG)
            return self._made[service]
