"""Reads answers in HTTP/1.1 as they come from a connection (RFC 9112). Pure but for `receive`.

http.client reads headers with the parser of e-mail: it takes longer to load than the rest of the
recorder, and longer for an answer than a record takes to be made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

RECEIVED = 65_536  # bytes that are asked for at a time
LONGEST_HEAD, LONGEST_LINE = 65_536, 4_096  # bytes; of a chunk's size and of a trailer
INTERIM, NO_CONTENT, NOT_MODIFIED = range(100, 200), 204, 304
_HEAD_ENDS = re.compile(rb"\r?\n\r?\n")
_FOLDED = re.compile(rb"\r?\n[ \t]+")
_FIRST_LINE = re.compile(r"HTTP/1\.(\d) (\d{3})(?!\S)")
_SIZE = re.compile(rb"([0-9A-Fa-f]+)[ \t]*(?:;.*)?", re.S)


class Unreadable(ConnectionError):
    """What came is no whole answer in HTTP/1.1."""


class Answer(NamedTuple):
    """`headers` have lower-case names. `lasts`: the connection is good for another request."""

    status: int
    headers: dict[str, str]
    body: bytes
    lasts: bool


class Reader:
    """Reads one answer; `receive` gives at most so many bytes, none where the other side ended."""

    def __init__(self, receive: Callable[[int], bytes]) -> None:
        self._receive = receive
        self._held = bytearray()

    def answer(self) -> Answer:
        """The answer to any request but HEAD. Raises Unreadable, and what `receive` does."""
        version, status, headers = self._head()
        while status in INTERIM:
            version, status, headers = self._head()
        coding = headers.get("transfer-encoding", "").lower()
        said = headers.get("connection", "").lower()
        lasts = "keep-alive" in said if version == 0 else "close" not in said
        if status in (NO_CONTENT, NOT_MODIFIED):
            body = b""
        elif coding.rpartition(",")[2].strip() == "chunked":
            body = b"".join(self._chunks())
        elif not coding and "content-length" in headers:
            body = self._exactly(_length(headers["content-length"]))
        else:
            body, lasts = self._rest(), False
        return Answer(status, headers, body, lasts and not self._held)

    def _head(self) -> tuple[int, int, dict[str, str]]:
        """Minor version, status and headers."""
        while not (end := _HEAD_ENDS.search(self._held)):
            if len(self._held) > LONGEST_HEAD:
                raise Unreadable("an answer's head has no end")
            self._more()
        head = _FOLDED.sub(b" ", self._held[:end.start()])
        del self._held[:end.end()]
        first, *lines = head.decode("latin-1").split("\n")
        if not (said := _FIRST_LINE.match(first)):
            raise Unreadable(f"no answer in HTTP/1.1: {first[:80]!r}")
        headers: dict[str, str] = {}
        for line in lines:
            name, _, value = line.partition(":")
            name, value = name.lower(), value.strip()
            headers[name] = f"{headers[name]}, {value}" if name in headers else value
        return int(said[1]), int(said[2]), headers

    def _chunks(self) -> Iterator[bytes]:
        while size := self._size():
            yield self._exactly(size)
            if self._line():
                raise Unreadable("a chunk is longer than it says")
        while self._line():  # trailers, of which nothing is used
            pass

    def _size(self) -> int:
        line = self._line()
        if not (said := _SIZE.fullmatch(line)):
            raise Unreadable(f"no size of a chunk: {line[:80]!r}")
        return int(said[1], 16)

    def _line(self) -> bytes:
        while (end := self._held.find(b"\n")) < 0:
            if len(self._held) > LONGEST_LINE:
                raise Unreadable("a line has no end")
            self._more()
        line = bytes(self._held[:end])
        del self._held[:end + 1]
        return line.removesuffix(b"\r")

    def _exactly(self, length: int) -> bytes:
        while len(self._held) < length:
            self._more()
        body = bytes(self._held[:length])
        del self._held[:length]
        return body

    def _rest(self) -> bytes:
        """All until the other side ends the connection."""
        while received := self._receive(RECEIVED):
            self._held += received
        body = bytes(self._held)
        self._held.clear()
        return body

    def _more(self) -> None:
        if not (received := self._receive(RECEIVED)):
            raise Unreadable("the other side ended the connection")
        self._held += received


def _length(said: str) -> int:
    if not said.isascii() or not said.isdecimal():
        raise Unreadable(f"no length of an answer: {said[:80]!r}")
    return int(said)
