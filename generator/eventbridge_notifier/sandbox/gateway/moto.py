"""moto, one request at a time: its backends are not safe between threads.

They iterate over dictionaries that other threads change. The interpreter runs one thread at a time
anyway, so the lock costs little.
"""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import Any

from moto.server import (  # type: ignore[attr-defined]
    DomainDispatcherApplication,
    create_backend_app,
)

from eventbridge_notifier.sandbox.gateway.http import HttpRequest
from eventbridge_notifier.sandbox.gateway.protocol import HttpResponse, signature

# Services whose requests may wait inside moto: ReceiveMessage for messages, Publish for a
# subscriber on this machine, which may call the sandbox meanwhile.
WAITING = frozenset({"sqs", "sns"})


# moto lists its own folder for it at each request.
_service_of = lru_cache(maxsize=1000)(DomainDispatcherApplication.get_backend_for_host)


class _Application(DomainDispatcherApplication):
    """Looks up once which service a host stands for."""

    def get_backend_for_host(self, host: str | None) -> Any:
        return _service_of(self, host)


class Moto:
    """Keeps the state of all services. `lock` is held while it changes or reads it."""

    def __init__(self) -> None:
        self._application = _Application(create_backend_app)
        self.lock = threading.Lock()

    def answer(self, request: HttpRequest) -> HttpResponse:
        """moto's own response."""
        signed = signature(request.parsed())
        if signed is not None and signed.service in WAITING:
            return request.sent_to(self._application)
        with self.lock:
            return request.sent_to(self._application)
