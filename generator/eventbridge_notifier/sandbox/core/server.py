"""An HTTP server on loopback in a thread of its own."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterable
from typing import Any

from moto.server import MotoRequestHandler  # type: ignore[attr-defined]
from werkzeug.serving import ThreadedWSGIServer

from eventbridge_notifier.web_guard import own_hosts

HOST = "127.0.0.1"


class _Handler(MotoRequestHandler):
    """Keeps connections open, answers without delay, writes no log."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None: ...

    def log(self, type: str, message: str, *args: Any) -> None: ...

    def connection_dropped(self, error: BaseException, environ: Any = None) -> None:
        """The application hung up: so does the server."""
        self.close_connection = True
        try:
            self.connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            return


class Server:
    """Takes a port at once, and answers from `start` on. `port` 0 is any free one.

    Raises OSError where the port is taken.
    """

    def __init__(self, port: int = 0) -> None:
        self._socket = socket.create_server((HOST, port))
        self._port = self._socket.getsockname()[1]
        self._server: ThreadedWSGIServer | None = None

    @property
    def hosts(self) -> frozenset[str]:
        """The values of Host with which it is addressed."""
        return own_hosts(self._port)

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self._port}"

    def start(self, application: Callable[..., Iterable[bytes]]) -> None:
        """Answers by a WSGI application, in threads."""
        with self._socket as listening:
            self._server = ThreadedWSGIServer(
                HOST, self._port, application, handler=_Handler, fd=listening.fileno())
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True,
                                        kwargs={"poll_interval": 0.05}, name="http")
        self._thread.start()

    def close(self) -> None:
        self._socket.close()
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._thread.join(timeout=5)
