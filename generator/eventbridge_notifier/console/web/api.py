"""What the page's scripts ask for: JSON, lines of JSON, and a stream of arrivals."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import partial, wraps
from typing import Any

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from eventbridge_notifier.console.aws_errors import ERRORS, explain_error
from eventbridge_notifier.console.deployment import NotFound
from eventbridge_notifier.console.explain import NoEvent, read, reason, reasons
from eventbridge_notifier.console.health import collect
from eventbridge_notifier.console.health.judge import findings, healthy
from eventbridge_notifier.console.records import view
from eventbridge_notifier.console.records.event_summary import summarize
from eventbridge_notifier.console.records.table import NoSuchRecord, promoted
from eventbridge_notifier.console.watches import watches
from eventbridge_notifier.console.web.address import asked, filters
from eventbridge_notifier.console.web.context import Context
from eventbridge_notifier.console.web.live import Live

LARGEST = 1_100_000  # bytes; an event has 1 MB at most
Endpoint = Callable[[Context, Request], Any]


def routes(context: Context, live: Live) -> list[Route]:
    return [
        Route("/api/events", partial(_events, context)),
        Route("/api/live", partial(_live, live)),
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
                 "fields": promoted(item)} for item in items]
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
            return JSONResponse(endpoint(context, request))
        except (NoSuchRecord, NotFound) as error:
            return _wrong(404, str(error))
        except (ValueError, NoEvent) as error:
            return _wrong(400, str(error))
        except ERRORS as error:
            told = explain_error(error)
            return _wrong(502, told.what, told.hint)
    return answer


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


def _events(context: Context, request: Request) -> Response:
    """Lines of JSON: rows and summary of a window, or the rows of a further page."""
    now = datetime.now(UTC)
    try:
        wanted = asked(request.query_params, now)
    except ValueError as error:
        return _wrong(400, str(error))
    records = context.table.records(wanted.filters, wanted.window, wanted.after)
    only_rows = wanted.after or "rows" in request.query_params
    said = view.page(records) if only_rows else view.messages(records, wanted.window, now)
    return StreamingResponse(_lines(said), media_type="application/x-ndjson")


def _lines(messages: Iterable[view.Message]) -> Iterator[str]:
    try:
        for message in messages:
            yield json.dumps(message) + "\n"
    except ERRORS as error:
        told = explain_error(error)
        yield json.dumps({"kind": "error", "what": told.what, "hint": told.hint}) + "\n"


async def _live(live: Live, request: Request) -> Response:
    try:
        wanted = filters(request.query_params)
    except ValueError as error:
        return _wrong(400, str(error))

    async def stream() -> AsyncIterator[str]:
        yield "retry: 2000\n\n"
        async for said in live.listen(wanted):
            yield f"data: {json.dumps(said)}\n\n" if said else ": still here\n\n"

    return StreamingResponse(stream(), media_type="text/event-stream")
