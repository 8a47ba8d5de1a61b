"""The WSGI layer before moto: who calls, may they, what happens, and what CloudTrail says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hmac import compare_digest
from io import BytesIO
from typing import Any, Protocol

from moto.core.request import Request
from werkzeug.http import HTTP_STATUS_CODES
from werkzeug.test import run_wsgi_app

from eventbridge_notifier.sandbox.core.interfaces import Authorizer, Identities, Mend
from eventbridge_notifier.sandbox.core.internal_clients import ACCOUNT_HEADER, HEADER
from eventbridge_notifier.sandbox.core.model import Call, Outcome
from eventbridge_notifier.sandbox.gateway import page_guard as guard
from eventbridge_notifier.sandbox.gateway import protocol
from eventbridge_notifier.sandbox.gateway.protocol import Answer, Asked

Environ = dict[str, Any]
Start = Callable[..., Any]


Observer = Callable[[Call, Outcome], object]
"""Looks at each call that was answered."""


class Faults(Protocol):
    """Spoils calls on demand."""

    def before(self, call: Call) -> Outcome | None: ...

    def after(self, call: Call) -> bool:
        """Is the answer to be dropped?"""


@dataclass
class Parts:
    """What the layer asks, in this order. `own` answers operations in moto's place."""

    identities: Identities
    authorizer: Authorizer
    mend: Mend
    denial: Callable[[Call, str], Outcome]
    faults: Faults | None = None
    own: dict[tuple[str, str], Callable[[Call], Outcome | None]] = field(default_factory=dict)
    observers: list[Observer] = field(default_factory=list)


class Layer:
    """A WSGI application around moto's. `hosts` are the values of Host that it answers to."""

    def __init__(self, moto: Callable[..., Iterable[bytes]], secret: str, hosts: frozenset[str],
                 parts: Parts) -> None:
        self._moto, self._secret, self._hosts, self._parts = moto, secret, hosts, parts

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        body = _body(environ)
        internal = compare_digest(_header(environ, HEADER).encode(), self._secret.encode())
        if refused := guard.refusal(_headers(environ), str(environ.get("PATH_INFO", "")),
                                    self._hosts, internal):
            return _send(Answer(403, [("Content-Type", "text/plain")], refused.encode()), start)
        signer = None if internal else protocol.signer(_request(environ, body))
        if signer is None:
            return _send(self._ask_moto(environ, body), start)
        who = self._parts.identities.of(signer.access_key, signer.token)
        environ[_key(ACCOUNT_HEADER)] = who.account
        request = _request(environ, body)
        if not (asked := protocol.ask(request, signer.service)):
            return _send(self._ask_moto(environ, body), start)
        call = protocol.call(asked, request, who, signer.region, internal)
        answer = self._answer(call, asked, environ, body)
        if self._parts.faults is not None and self._parts.faults.after(call):
            raise ConnectionResetError("dropped on demand")
        return _send(answer, start)

    def _answer(self, call: Call, asked: Asked, environ: Environ, body: bytes) -> Answer:
        given = self._without_moto(call)
        if given is None:
            _name_target(environ, asked)
            answer = self._ask_moto(environ, body)
            read = protocol.read_answer(asked, answer)
        else:
            answer, read = protocol.write_answer(asked, given), given
        outcome = self._parts.mend.after(call, read)
        if outcome is not read:
            answer = protocol.write_answer(asked, outcome)
        for observer in self._parts.observers:
            observer(call, outcome)
        return answer

    def _without_moto(self, call: Call) -> Outcome | None:
        """An answer that needs no moto: a denial, a fault, or an operation of our own."""
        if reason := self._parts.authorizer.check(call):
            return self._parts.denial(call, reason)
        fault = self._parts.faults.before(call) if self._parts.faults is not None else None
        if fault is not None:
            return fault
        own = self._parts.own.get((call.service, call.operation))
        return (own(call) if own else None) or self._parts.mend.before(call)

    def _ask_moto(self, environ: Environ, body: bytes) -> Answer:
        chunks, status, headers = run_wsgi_app(self._moto, {**environ, **_input(body)})
        answer = b"".join(chunks)
        return Answer(int(status.partition(" ")[0]), list(headers.items()), answer)


def _send(answer: Answer, start: Start) -> list[bytes]:
    headers = [(key, value) for key, value in answer.headers
               if key.lower() not in ("content-length", "transfer-encoding")]
    length = dict(answer.headers).get("Content-Length") if not answer.body else None
    headers.append(("Content-Length", length or str(len(answer.body))))
    start(f"{answer.status} {HTTP_STATUS_CODES.get(answer.status, 'Answer')}", headers)
    return [answer.body]


def _name_target(environ: Environ, asked: Asked) -> None:
    """moto wants X-Amz-Target as its model has it; the Go SDK writes less of it."""
    if _header(environ, "X-Amz-Target"):
        prefix = asked.operation.service_model.metadata.get("targetPrefix", "")
        environ[_key("X-Amz-Target")] = f"{prefix}.{asked.operation.name}"


def _body(environ: Environ) -> bytes:
    stream = environ["wsgi.input"]
    if environ.get("wsgi.input_terminated"):
        return bytes(stream.read())
    return bytes(stream.read(int(environ.get("CONTENT_LENGTH") or 0)))


def _input(body: bytes) -> Environ:
    return {"wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body))}


def _request(environ: Environ, body: bytes) -> Request:
    return Request({**environ, **_input(body)})


def _headers(environ: Environ) -> dict[str, str]:
    """The headers of a request, their names in lower case."""
    return {name[5:].replace("_", "-").lower(): str(value) for name, value in environ.items()
            if name.startswith("HTTP_")}


def _key(header: str) -> str:
    return "HTTP_" + header.upper().replace("-", "_")


def _header(environ: Environ, header: str) -> str:
    return str(environ.get(_key(header), ""))
