"""An answer in HTTP/1.1 is read as http.client reads it, however it comes, or the request fails."""

from __future__ import annotations

import contextlib
import http.client
import socket
import threading
from io import BytesIO

import pytest
from aws_client.answers import LONGEST_HEAD, Answer, Reader, Unreadable
from aws_client.connection import Connection
from hypothesis import given
from hypothesis import strategies as st

BODY = b'{"Responses":[]}'
WHOLE = b"HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n" + BODY
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


class Pieces:
    """Gives what it holds in pieces of at most so many bytes."""

    def __init__(self, data: bytes, most: int = 65_536) -> None:
        self._stream, self._most = BytesIO(data), most

    def receive(self, count: int) -> bytes:
        return self._stream.read(min(count, self._most))

    def makefile(self, mode: str) -> BytesIO:
        return self._stream


def read(data: bytes, most: int = 65_536) -> Answer:
    return Reader(Pieces(data, most).receive).answer()


@pytest.mark.parametrize("most", [1, 7, 65_536])
@pytest.mark.parametrize(("data", "lasts"), [
    (WHOLE, True),
    (WHOLE.replace(b"\r\n\r\n", b"\r\nConnection: Close\r\n\r\n"), False),
    (WHOLE.replace(b"HTTP/1.1", b"HTTP/1.0"), False),
    (WHOLE.replace(b"HTTP/1.1 200 OK", b"HTTP/1.0 200 OK\r\nConnection: keep-alive"), True),
    (WHOLE.replace(b" OK", b""), True),
    (WHOLE.replace(b"\r\n", b"\n"), True),
    (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + WHOLE, True),
    (b"HTTP/1.1 200 OK\r\n\r\n" + BODY, False),
    (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\nContent-Length: 3\r\n\r\n" + BODY, False),
    (CHUNKED + b"10\r\n" + BODY + b"\r\n0\r\n\r\n", True),
    (CHUNKED + b"7;a=b\r\n" + BODY[:7] + b"\r\n9 ;c\r\n" + BODY[7:] + b"\r\n000\r\nA: b\r\n\r\n",
     True),
    (CHUNKED.replace(b"\r\n\r\n", b"\r\nContent-Length: 3\r\n\r\n") + b"10\r\n" + BODY
     + b"\r\n0\r\n\r\n", True),
    (WHOLE.replace(b"\r\nContent", b"\r\nX-Folded: a\r\n Content-Length: 3\r\nContent"), True)])
def test_every_way_to_say_where_a_body_ends_is_understood(data, lasts, most):
    answer = read(data, most)
    assert (answer.status, answer.body, answer.lasts) == (200, BODY, lasts)


def test_what_comes_unasked_is_not_the_answer_to_the_next_request():
    assert not read(WHOLE + b"HTTP/1.1 408 Request Timeout\r\n\r\n").lasts


@pytest.mark.parametrize("status", [204, 304])
def test_an_answer_that_has_no_body_is_read_without_waiting_for_one(status):
    told = read(b"HTTP/1.1 %d X\r\nETag: a\r\nContent-Length: 16\r\n\r\n" % status)
    assert told == Answer(status, {"etag": "a", "content-length": "16"}, b"", True)


@pytest.mark.parametrize("data", [
    b"", WHOLE[:20], WHOLE[:-1], b"SSH-2.0-OpenSSH_9.6\r\n\r\n", b"HTTP/2 200\r\n\r\n",
    b"HTTP/1.1 2000 OK\r\n\r\n", WHOLE.replace(b"16", b"-1"), WHOLE.replace(b"16", b"1_6"),
    WHOLE.replace(b"16", b"16\r\nContent-Length: 15"), WHOLE.replace(b"16", "\u0661".encode()),
    CHUNKED + b"10\r\n" + BODY, CHUNKED + b"10\r\n" + BODY + b"\r\n0\r\n",
    CHUNKED + b"f\r\n" + BODY + b"\r\n0\r\n\r\n", CHUNKED + b"-1\r\n\r\n", CHUNKED + b"\r\n",
    CHUNKED + b"0x1\r\n{\r\n0\r\n\r\n", CHUNKED + b"1" * 10_000,
    b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * LONGEST_HEAD])
@pytest.mark.parametrize("most", [1_000, 65_536])
def test_what_is_no_whole_answer_is_an_error_of_the_connection(data, most):
    with pytest.raises(Unreadable):
        read(data, most)


NAMES = st.sampled_from(["Date", "x-amzn-RequestId", "Server", "X-Amz-Crc32", "x"])
VALUES = st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=12)
FRAMINGS = st.sampled_from(["length", "chunked", "until the end"])


@given(status=st.integers(200, 599).filter(lambda one: one not in (204, 304)),
       headers=st.lists(st.tuples(NAMES, VALUES), max_size=4),
       chunks=st.lists(st.binary(min_size=1, max_size=40), max_size=4), framing=FRAMINGS,
       most=st.integers(1, 60))
def test_answers_are_read_as_http_client_reads_them(status, headers, chunks, framing, most):
    body = b"".join(chunks)
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers)
    if framing == "length":
        lines += f"Content-Length: {len(body)}\r\n"
    elif framing == "chunked":
        lines += "Transfer-Encoding: chunked\r\n"
        body = b"".join(b"%x\r\n%s\r\n" % (len(one), one) for one in chunks) + b"0\r\n\r\n"
    data = f"HTTP/1.1 {status} Said\r\n{lines}\r\n".encode() + body
    theirs = http.client.HTTPResponse(Pieces(data))  # type: ignore[arg-type]
    theirs.begin()
    will_close, told = theirs.will_close, theirs.read()
    ours = read(data, most)
    assert (ours.status, ours.body, ours.lasts) == (theirs.status, told, not will_close)
    assert ours.headers == {name.lower(): ", ".join(theirs.headers.get_all(name))
                            for name in theirs.headers}


@given(data=st.binary(max_size=200), most=st.integers(1, 60))
def test_noise_is_an_answer_or_an_error_of_the_connection(data, most):
    for start in (b"", b"HTTP/1.1 200 OK\r\n", CHUNKED):
        with contextlib.suppress(ConnectionError):
            read(start + data, most)


def ask(link, body):
    return link.answer(link.send("POST", "/", {"host": "h"}, body, 1, 1), 1)


def test_an_answer_that_nobody_waited_for_is_not_taken_for_the_next_ones():
    """As where an error comes up between a request and its answer."""
    def serve(server: socket.socket) -> None:
        for _ in range(2):
            one, _ = server.accept()
            threading.Thread(target=echo, args=(one,), daemon=True).start()

    def echo(one: socket.socket) -> None:
        with one:
            while asked := one.recv(65_536):
                body = asked.rpartition(b"\r\n\r\n")[2]
                one.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=serve, args=(server,), daemon=True).start()
        link = Connection("127.0.0.1", server.getsockname()[1], None)
        given_up = link.send("POST", "/", {"host": "h"}, b"one", 1, 1)
        asked = link.send("POST", "/", {"host": "h"}, b"another", 1, 1)
        with pytest.raises(ConnectionError):
            link.answer(given_up, 1)
        assert link.answer(asked, 1).body == b"another"
        assert ask(link, b"third").body == b"third"
        link.close()


def test_a_connection_that_does_not_last_is_made_anew():
    answers = [WHOLE, WHOLE.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"), WHOLE]
    connections: list[list[bytes]] = []

    def serve(server: socket.socket) -> None:
        while answers:
            one, _ = server.accept()
            connections.append([])
            with one:
                while answers and (asked := one.recv(65_536)):
                    connections[-1].append(asked)
                    one.sendall(answer := answers.pop(0))
                    if b"close" in answer:
                        break

    with socket.create_server(("127.0.0.1", 0)) as server:
        serving = threading.Thread(target=serve, args=(server,), daemon=True)
        serving.start()
        link = Connection("127.0.0.1", server.getsockname()[1], None)
        told = [ask(link, b"body") for _ in range(3)]
        link.close()
        serving.join(5)
    assert [one.body for one in told] == [BODY] * 3
    assert list(map(len, connections)) == [2, 1]
    assert connections[0][0] == (b"POST / HTTP/1.1\r\nhost: h\r\naccept-encoding: identity\r\n"
                                 b"content-length: 4\r\n\r\nbody")
