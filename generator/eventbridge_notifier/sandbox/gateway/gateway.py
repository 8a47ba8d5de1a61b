"""Calls handlers in order, and answers. Knows nothing of AWS."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eventbridge_notifier.sandbox.gateway.exchange import Exchange, Handler
from eventbridge_notifier.sandbox.gateway.http import Environ, HttpRequest, StartResponse, send
from eventbridge_notifier.sandbox.gateway.protocol import HttpResponse, write_response


class Gateway:
    """A WSGI application.

    The handlers `until_answered` are called until one answers; those `afterwards` see every call
    that was understood, whoever answered it.
    """

    def __init__(self, until_answered: Sequence[Handler], afterwards: Sequence[Handler]) -> None:
        self._until_answered, self._afterwards = until_answered, afterwards

    def __call__(self, environ: Environ, start: StartResponse) -> Iterable[bytes]:
        exchange = Exchange(HttpRequest(environ))
        for handler in self._until_answered:
            handler(exchange)
            if exchange.answered:
                break
        if exchange.api is not None:
            for handler in self._afterwards:
                handler(exchange)
        return send(_response(exchange), start)


def _response(exchange: Exchange) -> HttpResponse:
    if exchange.response is not None:
        return exchange.response
    if exchange.api is None or exchange.outcome is None:
        raise AssertionError("no handler has answered")
    return write_response(exchange.api.parsed, exchange.outcome)
