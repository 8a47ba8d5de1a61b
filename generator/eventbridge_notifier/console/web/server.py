"""The page on a loopback port."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from eventbridge_notifier.console.clients import CachedClients
from eventbridge_notifier.console.deployment import Clients
from eventbridge_notifier.console.web.app import application
from eventbridge_notifier.console.web.context import Context
from eventbridge_notifier.web_guard import own_origins

HOST = "127.0.0.1"
NAME = "eventbridge-notifier"
STARTED = 10.0  # seconds; it takes a fraction of one


@contextmanager
def serve(clients: Clients, name: str = NAME, port: int = 0, table: str = "") -> Iterator[str]:
    """The page of a deployment while the `with` block lasts; gives its address.

    `clients` is boto3's `client` of a session, or another function from a service's name to its
    client; port 0 is any free one. Raises OSError where the port is taken, and what botocore raises
    where the table cannot be found out.
    """
    context = Context(CachedClients(clients), name, table)
    with socket.create_server((HOST, port)) as listening:
        port = listening.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(
            application(context, own_origins(port)), access_log=False, log_level="critical",
            lifespan="on", server_header=False, proxy_headers=False, timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True,
                                  name="console")
        thread.start()
        try:
            _await(server, thread)
            yield f"http://{HOST}:{port}/"
        finally:
            server.should_exit = True
            thread.join(timeout=5)


def _await(server: uvicorn.Server, thread: threading.Thread) -> None:
    end = time.monotonic() + STARTED
    while not server.started:
        if not thread.is_alive() or time.monotonic() > end:
            raise OSError("the page did not start")
        time.sleep(0.01)
