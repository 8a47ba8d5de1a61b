"""Every address that the page's scripts ask, in one table, and how wrong ones are answered.

All of them read from the context alone, which is restricted to what its reader may see.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from functools import partial, wraps
from typing import Any

import anyio
import anyio.to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from eventbridge_notifier.console.aws_errors import ERRORS, explain_error
from eventbridge_notifier.console.deployment import NotFound
from eventbridge_notifier.console.records.table import NoSuchRecord
from eventbridge_notifier.console.web import endpoints, streams
from eventbridge_notifier.console.web.context import Context, NotAllowed

LARGEST = 1_100_000  # bytes; an event has 1 MB at most
READINGS = 16  # that go on at once; nothing else on the page waits for them
Endpoint = Callable[[Context, Request], Any]

# Address -> endpoint that answers with a JSON value.
ANSWERS: dict[str, Endpoint] = {
    "/api/event": endpoints.event,
    "/api/event-alerts": endpoints.event_alerts,
    "/api/fields": endpoints.fields,
    "/api/neighbours": endpoints.neighbours,
    "/api/resource": endpoints.resource,
    "/api/alerts": endpoints.alerts,
    "/api/heartbeats": endpoints.heartbeats,
    "/api/watches": endpoints.all_watches,
    "/api/health": endpoints.health,
}
# Address -> what says messages, a line each, while a window is read.
STREAMS: dict[str, streams.Messages] = {
    "/api/events": streams.events,
    "/api/people": streams.people,
    "/api/resources": streams.resources,
}


Arrivals = Callable[[Request], Response | Awaitable[Response]]


# Address -> endpoint that answers to what is posted.
POSTED: dict[str, Callable[[Context, str], Any]] = {
    "/api/try": endpoints.tried,
    "/api/state": endpoints.state,
}


def routes(context: Context, arrivals: Arrivals) -> list[Route]:
    """All of them; `arrivals` answers for /api/live."""
    limiter = anyio.CapacityLimiter(READINGS)
    return [
        *(Route(path, _answer(context, endpoint)) for path, endpoint in ANSWERS.items()),
        *(Route(path, _sensible(context, partial(streams.answer, make, limiter)))
          for path, make in STREAMS.items()),
        Route("/api/export", _sensible(context, partial(streams.export, limiter))),
        Route("/api/live", arrivals),
        *(Route(path, partial(_posted, context, endpoint), methods=["POST"])
          for path, endpoint in POSTED.items()),
    ]


def _answer(context: Context, endpoint: Endpoint) -> Callable[[Request], Response]:
    """An endpoint that says what is wrong instead of failing."""
    @wraps(endpoint)
    def answer(request: Request) -> Response:
        try:
            return _json(endpoint(context.of(request.scope), request))
        except NotAllowed as error:
            return _wrong(403, str(error))
        except (NoSuchRecord, NotFound) as error:
            return _wrong(404, str(error))
        except ValueError as error:
            return _wrong(400, str(error))
        except ERRORS as error:
            told = explain_error(error)
            return _wrong(502, told.what, told.hint)
    return answer


def _sensible(context: Context, make: Callable[[Context, Request], Response]
              ) -> Callable[[Request], Response]:
    """The same for an endpoint that makes its own answer."""
    def answer(request: Request) -> Response:
        try:
            return make(context.of(request.scope), request)
        except ValueError as error:
            return _wrong(400, str(error))
    return answer


def _json(value: Any) -> Response:
    """In ASCII, which can spell half a surrogate pair, too."""
    return Response(json.dumps(value), media_type="application/json")


def _wrong(status: int, what: str, hint: str = "") -> JSONResponse:
    return JSONResponse({"what": what, "hint": hint}, status)


async def _posted(context: Context, endpoint: Callable[[Context, str], Any], request: Request
                  ) -> Response:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            return _wrong(413, "this is larger than any event", "an event has 1 MB at most")

    def answered(context: Context, request: Request) -> Any:
        return endpoint(context, body.decode(errors="replace"))

    return await anyio.to_thread.run_sync(_answer(context, answered), request)
