"""A proxy before the moto server that goes wrong when told to."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import urlsplit

Refusal = tuple[int, str]

# Fault -> (HTTP status, error code) of the answer.
REFUSALS: dict[str, Refusal] = {
    "throttle": (400, "ProvisionedThroughputExceededException"),
    "error": (500, "InternalServerError"),
    "unavailable": (503, "ServiceUnavailable"),
    "denied": (400, "AccessDeniedException"),
    "invalid": (400, "ValidationException"),
    "gone": (400, "ResourceNotFoundException"),
    "key denied": (400, "KMSAccessDeniedException"),
    "key disabled": (400, "KMS.DisabledException"),
    "signature": (400, "InvalidSignatureException"),
    "expired": (400, "ExpiredTokenException"),
    "too long": (413, "RequestEntityTooLarge"),
    "elsewhere": (307, "TemporaryRedirect"),
}
SKEW = timedelta(minutes=5)  # what AWS puts up with


class Faulty(ThreadingHTTPServer):
    """`plan` holds the fault of each coming request, first one first; after that all is well.

    `bucket_plan` has those of S3's requests. `ahead` is how far its clock differs from ours.
    """

    daemon_threads = True

    def __init__(self, behind: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.behind = urlsplit(behind).netloc
        self.plan: list[str] = []
        self.bucket_plan: list[str] = []
        self.ahead = timedelta()
        self.asked: list[dict[str, Any]] = []
        self.arrived = Event()
        self.tokens: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Faulty

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.asked.append(json.loads(body))
        self.server.arrived.set()
        self.server.tokens.append(self.headers.get("x-amz-security-token", ""))
        fault = self.server.plan.pop(0) if self.server.plan else ""
        if self._untimely():
            self._refuse(400, "InvalidSignatureException", "Signature expired")
        elif fault == "drop":
            self.close_connection = True
        elif fault == "silence":  # the connection seems alive, and nobody is there
            time.sleep(1.5)
            self.close_connection = True
        elif fault in REFUSALS:
            self._refuse(*REFUSALS[fault], fault)
        else:
            time.sleep(0.5 if fault == "slow" else 0)
            self._through(body, fault)
            # As a server does with a connection on which nothing came for a while.
            self.close_connection |= fault == "hang up after"

    def do_PUT(self) -> None:
        """An object of S3, which answers in XML."""
        body = self.rfile.read(int(self.headers["content-length"]))
        fault = self.server.bucket_plan.pop(0) if self.server.bucket_plan else ""
        if fault in REFUSALS:
            status, code = REFUSALS[fault]
            self._answer(status, f"<Error><Code>{code}</Code></Error>".encode())
        else:
            self._pass_on(body)

    def _refuse(self, status: int, code: str, words: str) -> None:
        self._answer(status, json.dumps({"__type": f"x#{code}", "message": words}).encode())

    def _untimely(self) -> bool:
        signed = datetime.strptime(self.headers["x-amz-date"] + "+0000", "%Y%m%dT%H%M%SZ%z")
        return abs(signed - self._now()) > SKEW

    def _now(self) -> datetime:
        return datetime.now(UTC) + self.server.ahead

    def date_time_string(self, timestamp: float | None = None) -> str:
        return format_datetime(self._now(), usegmt=True)

    def _through(self, body: bytes, fault: str) -> None:
        request = json.loads(body)
        held = _hold_back(request) if fault == "throttle half" else []
        answer, told = self._behind(json.dumps(request).encode())
        if fault == "drop after":  # the write is done, the answer lost
            self.close_connection = True
            return
        if held:
            told = json.dumps({"Responses": json.loads(told)["Responses"] + held}).encode()
        self._answer(answer.status, told)

    def _pass_on(self, body: bytes) -> None:
        answer, told = self._behind(body)
        self._answer(answer.status, told)

    def _behind(self, body: bytes) -> tuple[http.client.HTTPResponse, bytes]:
        connection = http.client.HTTPConnection(self.server.behind)
        connection.request(self.command, self.path, body, {
            name: value for name, value in self.headers.items()
            if name.lower() not in ("host", "content-length")})
        answer = connection.getresponse()
        return answer, answer.read()

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("content-type", "application/x-amz-json-1.0")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


def _hold_back(request: dict[str, Any]) -> list[dict[str, Any]]:
    """Throttle the second half of a BatchExecuteStatement; gives what is answered for it."""
    statements = request["Statements"]
    half = len(statements) // 2
    request["Statements"] = statements[:half]
    return [{"Error": {"Code": "ThrottlingError"}} for _ in statements[half:]]


@contextmanager
def faulty(behind: str) -> Iterator[Faulty]:
    server = Faulty(behind)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
