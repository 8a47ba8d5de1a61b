"""A proxy before the moto server that goes wrong when told to."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
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
}


class Faulty(ThreadingHTTPServer):
    """`plan` holds the fault of each coming request, first one first; after that all is well."""

    daemon_threads = True

    def __init__(self, behind: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.behind = urlsplit(behind).netloc
        self.plan: list[str] = []
        self.asked: list[dict[str, Any]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Faulty

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.asked.append(json.loads(body))
        fault = self.server.plan.pop(0) if self.server.plan else ""
        if fault == "drop":
            self.close_connection = True
        elif fault in REFUSALS:
            status, code = REFUSALS[fault]
            self._answer(status, json.dumps({"__type": f"x#{code}", "message": fault}).encode())
        else:
            self._through(body, fault)

    def _through(self, body: bytes, fault: str) -> None:
        request = json.loads(body)
        held = _hold_back(request) if fault == "unprocessed" else {}
        connection = http.client.HTTPConnection(self.server.behind)
        connection.request("POST", self.path, json.dumps(request).encode(), {
            name: value for name, value in self.headers.items()
            if name.lower() not in ("host", "content-length")})
        answer = connection.getresponse()
        told = answer.read()
        if fault == "drop after":  # the write is done, the answer lost
            self.close_connection = True
            return
        if held:
            told = json.dumps(json.loads(told) | {"UnprocessedItems": held}).encode()
        self._answer(answer.status, told)

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("content-type", "application/x-amz-json-1.0")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


def _hold_back(request: dict[str, Any]) -> dict[str, Any]:
    """Leave the second half of a BatchWriteItem unprocessed."""
    ((table, puts),) = request["RequestItems"].items()
    half = len(puts) // 2
    request["RequestItems"][table] = puts[:half]
    return {table: puts[half:]}


@contextmanager
def faulty(behind: str) -> Iterator[Faulty]:
    server = Faulty(behind)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
