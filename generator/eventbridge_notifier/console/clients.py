"""boto3 clients of the user's own credentials, made when they are first asked for, and kept."""

from __future__ import annotations

import os
import threading
from typing import Any

import botocore.session
from botocore.config import Config

from eventbridge_notifier.console.deployment import Clients

# Reads are many and short; retries are the SDK's standard ones.
CONFIG = Config(retries={"mode": "standard", "max_attempts": 4}, max_pool_connections=32,
                connect_timeout=5, read_timeout=30, user_agent_extra="eventbridge-notifier")

# Invoking waits for a function that may take 900 s (Lambda quotas), over connections that routers
# drop when nothing passes (Lambda API reference, Invoke). It is sent once: the recorder writes a
# record once, but a second run beside one that is only slow would slow both; the message stays, and
# the next redrive sends it again.
INVOKING = CONFIG.merge(Config(read_timeout=930, tcp_keepalive=True,
                               retries={"mode": "standard", "total_max_attempts": 1}))


class CachedClients:
    """Service name -> client, by `make` once for each service. Safe to share between threads."""

    def __init__(self, make: Clients) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._made: dict[str, Any] = {}

    def __call__(self, service: str) -> Any:
        with self._lock:
            if service not in self._made:
                self._made[service] = self._make(service)
            return self._made[service]


def own_clients(profile: str | None, region: str | None, config: Config = CONFIG) -> CachedClients:
    """Clients of the AWS settings of this machine. Raises what botocore raises."""
    # The CLI and other SDKs read AWS_REGION, boto3 only AWS_DEFAULT_REGION.
    import boto3  # a function does without it, and starts sooner

    region = region or os.environ.get("AWS_REGION")
    session = boto3.Session(profile_name=profile, region_name=region)
    return CachedClients(lambda service: session.client(service, config=config))


def function_clients(region: str | None = None) -> Clients:
    """Clients of a function's own role, by botocore alone; of its own region for None."""
    session = botocore.session.get_session()
    return lambda service: session.create_client(service, region_name=region, config=CONFIG)
