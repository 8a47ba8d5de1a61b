"""One connection: a request goes out in one piece, then its answer is read to the end."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Mapping

from aws_client.answers import Answer, Reader


class Connection:
    """Connects when it is first asked, and again after it was closed. `context` is for TLS.

    After an error it has to be closed: nobody knows what is still to come.
    """

    def __init__(self, host: str, port: int, context: ssl.SSLContext | None) -> None:
        self._host, self._port, self._context = host, port, context
        self._socket: socket.socket | None = None
        self._is_owed = False  # an answer

    def connect(self, seconds: float) -> socket.socket:
        """The socket; raises OSError where there is none after so many seconds."""
        if self._socket is None:
            made = socket.create_connection((self._host, self._port), seconds)
            made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self._context:
                made = self._context.wrap_socket(made, server_hostname=self._host)
            self._socket = made
        return self._socket

    def close(self) -> None:
        if self._socket:
            self._socket.close()
        self._socket, self._is_owed = None, False

    def send(self, method: str, target: str, headers: Mapping[str, str], body: bytes,
             connecting: float, sending: float) -> socket.socket:
        """Where to read the answer. Raises OSError, and if nothing moves for so many seconds.

        Head and body are sent together: one packet less, and one wait less for it. A request whose
        answer was not read is given up with its connection: no answer is taken for another's.
        """
        if self._is_owed:
            self.close()
        lines = "".join([f"{name}: {value}\r\n" for name, value in headers.items()])
        framing = f"accept-encoding: identity\r\ncontent-length: {len(body)}\r\n\r\n"
        head = f"{method} {target} HTTP/1.1\r\n{lines}{framing}"
        link = self.connect(connecting)
        link.settimeout(sending)
        self._is_owed = True
        link.sendall(head.encode("latin-1") + body)
        return link

    def answer(self, link: socket.socket, seconds: float) -> Answer:
        """The answer to what was sent on `link`. Raises OSError, and if nothing moves for so long.
        """
        if link is not self._socket:
            raise ConnectionError("the request was given up")
        link.settimeout(seconds)
        answer = Reader(link.recv).answer()
        self._is_owed = False
        if not answer.lasts:
            self.close()
        return answer
