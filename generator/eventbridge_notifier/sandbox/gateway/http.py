"""WSGI to plain requests and responses, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

from moto.core.request import Request
from werkzeug.http import HTTP_STATUS_CODES
from werkzeug.test import run_wsgi_app

from eventbridge_notifier.sandbox.gateway.protocol import HttpResponse

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
WsgiApplication = Callable[[Environ, StartResponse], Iterable[bytes]]


class HttpRequest:
    """A request with its whole body."""

    def __init__(self, environ: Environ) -> None:
        self._environ, self._body = environ, _body(environ)

    @property
    def path(self) -> str:
        """Without its percent signs."""
        return str(self._environ.get("PATH_INFO", ""))

    @property
    def headers(self) -> dict[str, str]:
        """Names are in lower case."""
        return {name[5:].replace("_", "-").lower(): str(value)
                for name, value in self._environ.items() if name.startswith("HTTP_")}

    def header(self, name: str) -> str:
        return str(self._environ.get(_key(name), ""))

    def set_header(self, name: str, value: str) -> None:
        self._environ[_key(name)] = value

    def parsed(self) -> Request:
        """As moto's parsers take it."""
        return Request(self._with_body())

    def sent_to(self, application: WsgiApplication) -> HttpResponse:
        """The response of a WSGI application."""
        chunks, status, headers = run_wsgi_app(application, self._with_body())
        return HttpResponse(int(status.partition(" ")[0]), list(headers.items()),
                            b"".join(chunks))

    def _with_body(self) -> Environ:
        return {**self._environ, "wsgi.input": BytesIO(self._body),
                "CONTENT_LENGTH": str(len(self._body))}


def send(response: HttpResponse, start: StartResponse) -> list[bytes]:
    """Sends a response by WSGI."""
    headers = [(key, value) for key, value in response.headers
               if key.lower() not in ("content-length", "transfer-encoding")]
    length = dict(response.headers).get("Content-Length") if not response.body else None
    headers.append(("Content-Length", length or str(len(response.body))))
    reason = HTTP_STATUS_CODES.get(response.status, "Unknown")
    start(f"{response.status} {reason}", headers)
    return [response.body]


def _body(environ: Environ) -> bytes:
    stream = environ["wsgi.input"]
    if environ.get("wsgi.input_terminated"):
        return bytes(stream.read())
    length = int(environ.get("CONTENT_LENGTH") or 0)
    body = bytes(stream.read(length))
    if len(body) < length:  # a function that was killed while it wrote, say
        raise ConnectionResetError("the client hung up before the end of its request")
    return body


def _key(header: str) -> str:
    return "HTTP_" + header.upper().replace("-", "_")
