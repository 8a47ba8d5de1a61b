"""One request on its way through the gateway, and what the handlers have learnt of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from eventbridge_notifier.sandbox.core.model import Call, Outcome
from eventbridge_notifier.sandbox.gateway.http import HttpRequest
from eventbridge_notifier.sandbox.gateway.protocol import HttpResponse, ParsedRequest


@dataclass(frozen=True)
class ApiRequest:
    """A request that an API model knows, and the call that it makes."""

    parsed: ParsedRequest
    call: Call


@dataclass
class Exchange:
    """`api` is there as soon as the request is parsed, `response` as soon as it is answered.

    `outcome` is the response as the API means it. An outcome without a response is written as one
    at the end.
    """

    request: HttpRequest
    internal: bool = False
    api: ApiRequest | None = None
    outcome: Outcome | None = None
    response: HttpResponse | None = None

    @property
    def answered(self) -> bool:
        return self.outcome is not None or self.response is not None


Handler = Callable[[Exchange], None]
