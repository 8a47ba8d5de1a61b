"""HTTP/1.1 on loopback with nothing in the way: a thread for each connection, one send an answer.

A server's own time is added to every contestant's alike, and hides how they differ: a request is
read in as few steps as it came in, and of its headers only those that are asked for.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from typing import NamedTuple

HOST = "127.0.0.1"
RECEIVED = 65_536  # bytes at a time


class Asked(NamedTuple):
    """A request."""

    head: bytes
    body: bytes

    @property
    def method(self) -> str:
        return self.head.partition(b" ")[0].decode()

    @property
    def path(self) -> str:
        return self.head.split(b" ", 2)[1].decode()

    def header(self, name: str) -> str:
        """The value of a header; `name` is in lower case."""
        return _header(self.head, name.encode()).decode()


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
            with one:
                held = bytearray()
                while asked := _asked(one, held):
                    one.sendall(self._answer(asked))


def answer(body: bytes, headers: Mapping[str, str] | None = None, status: str = "200 OK") -> bytes:
    """An answer that is kept alive."""
    said = {"Content-Type": "application/json", "Content-Length": str(len(body)), **(headers or {})}
    lines = "".join(f"{name}: {value}\r\n" for name, value in said.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def _asked(one: socket.socket, held: bytearray) -> Asked | None:
    """The next request; `held` has what came of it already. None where the other side ended."""
    while (end := held.find(b"\r\n\r\n")) < 0:
        if not (received := one.recv(RECEIVED)):
            return None
        held += received
    head = bytes(held[:end])
    begins = end + len(b"\r\n\r\n")
    ends = begins + int(_header(head, b"content-length") or 0)
    while len(held) < ends:
        if not (received := one.recv(RECEIVED)):
            return None
        held += received
    asked = Asked(head, bytes(held[begins:ends]))
    del held[:ends]
    return asked


def _header(head: bytes, name: bytes) -> bytes:
    start = head.lower().find(b"\r\n%s:" % name)
    return head[start:].split(b"\r\n", 2)[1].partition(b":")[2].strip() if start >= 0 else b""
