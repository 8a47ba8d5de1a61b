"""One AWS service over one connection that is opened early and kept."""

from __future__ import annotations

import contextlib
import json
import socket
import ssl
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from aws_client.answers import Answer
from aws_client.connection import Connection
from aws_client.endpoints import Endpoint, credentials
from aws_client.pauses import Pausing, finished
from aws_client.retry import RESERVE, UNTIMELY, attempts, passes
from aws_client.sigv4 import Request, query_of, quoted, signed

CONNECT_TIMEOUT, ANSWER_TIMEOUT = 1.0, 5.0  # seconds
# AWS allows five minutes (IAM user guide, "Signature Version 4"); less is not what it complains of.
CLOCK_TOLERANCE = timedelta(minutes=4)
_NOTHING: Mapping[str, str] = {}


class Refused(Exception):
    """AWS refused the request. `code` is the error's name, `status` HTTP's, `date` AWS's clock."""

    def __init__(self, status: int, code: str, message: str, date: str = "") -> None:
        super().__init__(f"{code or status}: {message}")
        self.status, self.code, self.date = status, code, date


class Client:
    """Sends signed requests; retries passing errors as long as the invocation lasts."""

    def __init__(self, endpoint: Endpoint, environ: Mapping[str, str]) -> None:
        self._endpoint = endpoint
        self._environ = environ
        self._connection = _connection(endpoint)
        self._ahead = timedelta()  # how far AWS's clock is ahead of ours

    def open(self) -> None:
        """Connect while nobody waits; a failure is left to the first request to find."""
        with contextlib.suppress(OSError):
            self._connection.connect(CONNECT_TIMEOUT)

    def send(self, method: str, path: str, headers: Mapping[str, str], body: bytes,
             remaining: Callable[[], float], query: Mapping[str, str] = _NOTHING) -> bytes:
        """The answer's body. Raises Refused, or OSError when no answer came in time."""
        return finished(self.sending(method, path, headers, body, remaining, query))

    def sending(self, method: str, path: str, headers: Mapping[str, str], body: bytes,
                remaining: Callable[[], float], query: Mapping[str, str] = _NOTHING
                ) -> Pausing[bytes]:
        """`send` that pauses whenever a request is on its way: there is time for other work.

        Whoever begins another before this one is finished makes this one ask again.
        """
        request = Request(method, self._endpoint.authority, path, headers, body, query_of(query))
        failure: Exception = TimeoutError("no time left for a request")
        for _ in attempts(remaining):
            try:
                link = self._ask(request, remaining())
                yield
                return self._answered(link, remaining())
            except OSError as error:
                self._connection.close()
                failure = error
            except Refused as error:
                if not passes(error.status, error.code) and not self._set_clock(error):
                    raise
                failure = error
        raise failure

    def _ask(self, request: Request, remaining: float) -> socket.socket:
        endpoint = self._endpoint
        now = datetime.now(UTC) + self._ahead
        headers = signed(request, credentials(self._environ), endpoint.scope, now)
        target = quoted(request.path) + (f"?{request.query}" if request.query else "")
        seconds = _patience(remaining)
        return self._connection.send(request.method, target, headers, request.body,
                                     min(CONNECT_TIMEOUT, seconds), seconds)

    def _answered(self, link: socket.socket, remaining: float) -> bytes:
        answer = self._connection.answer(link, _patience(remaining))
        if answer.status >= 300:
            raise _refusal(answer)
        return answer.body

    def _set_clock(self, refused: Refused) -> bool:
        """Go by AWS's clock after a refusal that blames ours; whether that changes anything."""
        if refused.code not in UNTIMELY:
            return False
        # Here: a clock is hardly ever wrong, and this takes longer to load than all of the client.
        from email.utils import parsedate_to_datetime

        try:
            theirs = parsedate_to_datetime(refused.date).replace(tzinfo=UTC)
        except ValueError:  # no date, or none that can be read
            return False
        before, self._ahead = self._ahead, theirs - datetime.now(UTC)
        return abs(self._ahead - before) > CLOCK_TOLERANCE


def _patience(remaining: float) -> float:
    """Seconds without anything moving until a request or its answer is given up."""
    return max(0.1, min(ANSWER_TIMEOUT, remaining - RESERVE))


def _connection(endpoint: Endpoint) -> Connection:
    context = ssl.create_default_context(
        cafile=endpoint.ca_bundle or None) if endpoint.secure else None
    return Connection(endpoint.host, endpoint.port, context)


def _refusal(answer: Answer) -> Refused:
    """DynamoDB answers in JSON, S3 in XML, a proxy in neither."""
    status, date = answer.status, answer.headers.get("date", "")
    try:
        error = json.loads(answer.body)
        code = str(error["__type"]).rsplit("#", 1)[-1]
        return Refused(status, code, str(error.get("message") or error.get("Message") or ""), date)
    except (ValueError, KeyError, TypeError, AttributeError):
        xml = answer.body.decode(errors="replace")
        return Refused(status, _element(xml, "Code"), _element(xml, "Message"), date)


def _element(xml: str, name: str) -> str:
    return xml.partition(f"<{name}>")[2].partition(f"</{name}>")[0]
