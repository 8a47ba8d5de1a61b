"""What the page's scripts ask for: JSON, lines of JSON, and a stream of arrivals."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import UTC, datetime
from functools import partial, wraps
from typing import Any

import anyio
import anyio.to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from eventbridge_notifier.console.aws_errors import ERRORS, explain_error
from eventbridge_notifier.console.deployment import NotFound
from eventbridge_notifier.console.explain import read, reason, reasons
from eventbridge_notifier.console.health import collect
from eventbridge_notifier.console.health.judge import findings, healthy
from eventbridge_notifier.console.records.event_summary import summarize
from eventbridge_notifier.console.records.items import recorded_fields
from eventbridge_notifier.console.records.table import NoSuchRecord
from eventbridge_notifier.console.views import view
from eventbridge_notifier.console.watches import watches
from eventbridge_notifier.console.web import address
from eventbridge_notifier.console.web.context import Context, NotAllowed
from eventbridge_notifier.console.web.live import Live

LARGEST = 1_100_000  # bytes; an event has 1 MB at most
END = object()
STOPPED = {"kind": "error", "what": "Reading this takes too long; what is shown is not all of it",
           "hint": "choose a shorter time, or a watch"}
READINGS = 16  # that go on at once; nothing else on the page waits for them
Endpoint = Callable[[Context, Request], Any]


Arrivals = Callable[[Request], Response | Awaitable[Response]]


def routes(context: Context, arrivals: Arrivals) -> list[Route]:
    """`arrivals` answers for /api/live."""
    return [
        Route("/api/events", partial(_events, context, anyio.CapacityLimiter(READINGS))),
        Route("/api/live", arrivals),
        Route("/api/event", _answer(context, event)),
        Route("/api/watches", _answer(context, all_watches)),
        Route("/api/health", _answer(context, health)),
        Route("/api/try", partial(_try, context), methods=["POST"]),
    ]


def event(context: Context, request: Request) -> Any:
    """A record whole: what it is made of, why it was recorded, and the event itself."""
    items = context.table.items(request.query_params.get("id", ""))
    held = context.table.event(items[0])
    parts = summarize(held)
    recorded = [{"watch": item["watch"]["S"], "severity": item.get("severity", {}).get("S", ""),
                 "fields": recorded_fields(item)} for item in items]
    return {
        "id": items[0]["id"]["S"], "time": items[0]["time"]["S"], "recorded": recorded,
        "title": parts.title, "outcome": parts.outcome, "reason": parts.reason,
        "sections": [{"question": question, "parts": said}
                     for question, said in parts.sections.items()],
        "actor": items[0].get("actor", {}).get("S", ""),
        "why": _why(context, [one["watch"] for one in recorded], held),
        "json": json.dumps(held, indent=2, ensure_ascii=False)}


def _why(context: Context, names: list[str], held: Any) -> dict[str, Any]:
    try:
        rules = {rule.watch: rule for rule in context.rules()}
    except ERRORS as error:
        return {"trouble": str(explain_error(error)), "reasons": []}
    gone = [name for name in names if name not in rules]
    said = [reason(rules[name], held)._asdict() for name in names if name in rules]
    return {"trouble": "", "reasons": said, "gone": gone}


def all_watches(context: Context, request: Request) -> Any:
    found = watches(context.rules(), context.table)
    return {"watches": [{**one.rule._asdict(), "status": one.status, "last": one.last,
                         "pattern": _pretty(one.rule.pattern)} for one in found]}


def _pretty(pattern: str) -> str:
    try:
        return json.dumps(json.loads(pattern), indent=2, ensure_ascii=False)
    except ValueError:
        return pattern


def health(context: Context, request: Request) -> Any:
    found = findings(collect.gather(context.deployment(), context.clients))
    return {"healthy": healthy(found), "findings": [one._asdict() for one in found]}


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


def _json(value: Any) -> Response:
    """In ASCII, which can spell half a surrogate pair, too."""
    return Response(json.dumps(value), media_type="application/json")


def _wrong(status: int, what: str, hint: str = "") -> JSONResponse:
    return JSONResponse({"what": what, "hint": hint}, status)


async def _try(context: Context, request: Request) -> Response:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            return _wrong(413, "this is larger than any event", "an event has 1 MB at most")

    def explained(context: Context, request: Request) -> Any:
        held = read(body.decode(errors="replace"))
        return {"reasons": [one._asdict() for one in reasons(context.rules(), held)]}

    return await anyio.to_thread.run_sync(_answer(context, explained), request)


def _events(context: Context, limiter: anyio.CapacityLimiter, request: Request) -> Response:
    """Lines of JSON: rows and summary of a window, or the rows of a further page."""
    now = datetime.now(UTC)
    try:
        wanted = address.request(request.query_params, now)
    except ValueError as error:
        return _wrong(400, str(error))
    found = context.of(request.scope).table.pages(wanted.filters, wanted.window, wanted.after)
    only_rows = wanted.after or "rows" in request.query_params
    messages = view.page(found) if only_rows else view.messages(found, wanted.window, now)
    return StreamingResponse(_lines(request, messages, limiter, context.patience),
                             media_type="application/x-ndjson")


async def _lines(request: Request, messages: Iterator[view.Message | None],
                 limiter: anyio.CapacityLimiter, patience: float | None) -> AsyncIterator[str]:
    """Reads no further once nobody waits: a link elsewhere may ask for the widest window."""
    end = None if patience is None else time.monotonic() + patience
    try:
        while not await request.is_disconnected():
            if end is not None and time.monotonic() > end:
                yield json.dumps(STOPPED) + "\n"
                return
            message = await anyio.to_thread.run_sync(next, messages, END, limiter=limiter)
            if message is END:
                return
            if message is not None:
                yield json.dumps(message) + "\n"
    except ERRORS as error:
        explained = explain_error(error)
        yield json.dumps({"kind": "error", "what": explained.what, "hint": explained.hint}) + "\n"
    finally:
        messages.close()  # type: ignore[attr-defined]


async def stream(live: Live, context: Context, request: Request) -> Response:
    """Arrivals for as long as the page is open."""
    try:
        wanted = address.filters(request.query_params)
    except ValueError as error:
        return _wrong(400, str(error))
    access = context.of(request.scope).table.access

    async def messages() -> AsyncIterator[str]:
        yield "retry: 2000\n\n"
        async for said in live.listen(wanted, access):
            yield f"data: {json.dumps(said)}\n\n" if said else ": still here\n\n"

    return StreamingResponse(messages(), media_type="text/event-stream")
