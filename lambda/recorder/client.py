"""One AWS service over one connection that is opened early and kept."""

from __future__ import annotations

import contextlib
import http.client
import json
import ssl
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from recorder.endpoints import Endpoint, credentials
from recorder.retry import RESERVE, passes, pauses
from recorder.sigv4 import Request, quoted, signed

CONNECT, ANSWER = 1.0, 5.0  # seconds


class Refused(Exception):
    """AWS's answer was no. `code` is the error's name, `status` HTTP's."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(f"{code or status}: {message}")
        self.status, self.code = status, code


class Client:
    """Sends signed requests; retries what passes by itself while the invocation lasts."""

    def __init__(self, endpoint: Endpoint, environ: Mapping[str, str]) -> None:
        self._endpoint = endpoint
        self._environ = environ
        self._connection = _connection(endpoint)

    def open(self) -> None:
        """Connect while nobody waits; a failure is left to the first request to find."""
        with contextlib.suppress(OSError):
            self._connection.connect()

    def send(self, method: str, path: str, headers: Mapping[str, str], body: bytes,
             remaining: Callable[[], float]) -> bytes:
        """The answer's body. Raises Refused, or OSError when no answer came in time."""
        failure: Exception = TimeoutError("no time left to ask")
        for pause in pauses(remaining):
            time.sleep(pause)
            try:
                return self._once(method, path, headers, body, remaining())
            except (OSError, http.client.HTTPException) as error:
                self._connection.close()
                failure = error
            except Refused as error:
                if not passes(error.status, error.code):
                    raise
                failure = error
        raise failure

    def _once(self, method: str, path: str, headers: Mapping[str, str], body: bytes,
              remaining: float) -> bytes:
        endpoint = self._endpoint
        request = Request(method, endpoint.authority, path, headers, body)
        to_send = signed(request, credentials(self._environ), endpoint.scope, datetime.now(UTC))
        self._patience(max(0.1, min(ANSWER, remaining - RESERVE)))
        self._connection.request(method, quoted(path), body, to_send)
        response = self._connection.getresponse()
        answer = response.read()
        if response.status >= 300:
            raise _refusal(response.status, answer)
        return answer

    def _patience(self, seconds: float) -> None:
        """Wait so long for an answer, and at most CONNECT for a connection."""
        if self._connection.sock is None:
            self._connection.timeout = min(CONNECT, seconds)
            self._connection.connect()
        self._connection.sock.settimeout(seconds)


def _connection(endpoint: Endpoint) -> http.client.HTTPConnection:
    if not endpoint.secure:
        return http.client.HTTPConnection(endpoint.host, endpoint.port, timeout=CONNECT)
    context = ssl.create_default_context(cafile=endpoint.ca_bundle or None)
    return http.client.HTTPSConnection(endpoint.host, endpoint.port, timeout=CONNECT,
                                       context=context)


def _refusal(status: int, answer: bytes) -> Refused:
    """DynamoDB answers in JSON, S3 in XML, a proxy in neither."""
    try:
        told = json.loads(answer)
        code = str(told["__type"]).rsplit("#", 1)[-1]
        return Refused(status, code, str(told.get("message") or told.get("Message") or ""))
    except (ValueError, KeyError, TypeError, AttributeError):
        said = answer.decode(errors="replace")
        return Refused(status, _element(said, "Code"), _element(said, "Message"))


def _element(xml: str, name: str) -> str:
    return xml.partition(f"<{name}>")[2].partition(f"</{name}>")[0]
