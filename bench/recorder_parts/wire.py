"""HTTP/1.1 on loopback with nothing in the way: a thread for each connection, one send an answer.

A web server's own time would hide what is measured.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from typing import NamedTuple

HOST = "127.0.0.1"


class Asked(NamedTuple):
    """A request; `headers` have lower-case names."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


Answer = Callable[[Asked], bytes]


class Listening:
    """Answers every request until it is closed."""

    def __init__(self, answer: Answer, context: ssl.SSLContext | None = None) -> None:
        self._answer, self._context = answer, context
        self._socket = socket.create_server((HOST, 0), backlog=64)
        self.authority = f"{HOST}:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._socket.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                one, _ = self._socket.accept()
                threading.Thread(target=self._serve, args=(one,), daemon=True).start()

    def _serve(self, one: socket.socket) -> None:
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with contextlib.suppress(OSError, ValueError, IndexError):  # hung up, perhaps in the middle
            if self._context:
                one = self._context.wrap_socket(one, server_side=True)
            with one, one.makefile("rb") as stream:
                while asked := _asked(stream):
                    one.sendall(self._answer(asked))


def answer(body: bytes, headers: Mapping[str, str] | None = None, status: str = "200 OK") -> bytes:
    """An answer that is kept alive."""
    said = {"Content-Type": "application/json", "Content-Length": str(len(body)), **(headers or {})}
    lines = "".join(f"{name}: {value}\r\n" for name, value in said.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def _asked(stream) -> Asked | None:  # type: ignore[no-untyped-def]
    method, path, *_ = stream.readline().decode().split() or ("", "")
    headers = {}
    while line := stream.readline().strip():
        name, _, value = line.decode().partition(":")
        headers[name.lower()] = value.strip()
    body = stream.read(int(headers.get("content-length", 0)))
    return Asked(method, path, headers, body) if method else None
