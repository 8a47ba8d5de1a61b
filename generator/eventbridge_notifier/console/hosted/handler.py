"""What Lambda calls. One instance of the function, made when it starts."""

from __future__ import annotations

import os
from typing import Any

from eventbridge_notifier.console.clients import CachedClients, function_clients
from eventbridge_notifier.console.hosted.function import Function
from eventbridge_notifier.console.hosted.settings import settings

_function = Function(settings(os.environ), CachedClients(function_clients()))


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answers one request of the API."""
    return _function.handle(event, context)
