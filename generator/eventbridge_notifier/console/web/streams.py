"""What is said bit by bit: lines of JSON while a window is read, files, and arrivals."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime
from itertools import chain

import anyio
import anyio.to_thread
from botocore.exceptions import ClientError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from eventbridge_notifier.console.aws_errors import ERRORS, Explanation, explain_error
from eventbridge_notifier.console.records.pages import Page
from eventbridge_notifier.console.views import tallies, view
from eventbridge_notifier.console.views.export import csv_lines, json_lines
from eventbridge_notifier.console.views.repeats import Repeats
from eventbridge_notifier.console.views.story import detailed
from eventbridge_notifier.console.web import address
from eventbridge_notifier.console.web.context import Context
from eventbridge_notifier.console.web.live import Live

END = object()
STOPPED = Explanation("Reading this takes too long; what is shown is not all of it",
                      "choose a shorter time, or a watch")
# Makes what is said of a request. Raises ValueError for an address that makes no sense.
Messages = Callable[[Context, Request, datetime], Iterator[view.Message | None]]


def events(context: Context, request: Request, now: datetime) -> Iterator[view.Message | None]:
    """The first rows, a timeline and facets of a window; with `rows`, rows alone."""
    wanted = address.request(request.query_params, now)
    found = context.table.pages(wanted.filters, wanted.window, wanted.after)
    if "rows" in request.query_params:
        return view.messages(found, tallies.RowsTally())
    if "repeats" in request.query_params:
        return view.messages(found, tallies.EventsTally(wanted.window, now, Repeats()))
    return view.messages(found, tallies.EventsTally(wanted.window, now))


def people(context: Context, request: Request, now: datetime) -> Iterator[view.Message | None]:
    """Those who did something in a window."""
    return view.messages(_pages(context, request, now), tallies.PeopleTally())


def resources(context: Context, request: Request, now: datetime) -> Iterator[view.Message | None]:
    """The resources of a window's records."""
    found = (detailed(context.table, page) for page in _pages(context, request, now))
    return view.messages(found, tallies.ResourcesTally())


def _pages(context: Context, request: Request, now: datetime) -> Iterator[Page]:
    wanted = address.request(request.query_params, now)
    return context.table.pages(wanted.filters, wanted.window, wanted.after)


def answer(make: Messages, limiter: anyio.CapacityLimiter, context: Context, request: Request
           ) -> Response:
    """A line of JSON for each message. Raises ValueError before the first."""
    messages = make(context, request, datetime.now(UTC))
    lines = (json.dumps(message) + "\n" if message is not None else None for message in messages)
    return StreamingResponse(_sent(request, lines, limiter, _json_trouble, context.patience),
                             media_type="application/x-ndjson")


# Format -> media type, and lines of (records, recorded fields, whether they are the first).
FORMS: dict[str, tuple[str, Callable[..., Iterator[str]]]] = {
    "csv": ("text/csv", csv_lines),
    "json": ("application/x-ndjson", lambda records, fields, first: json_lines(records)),
}


def export(limiter: anyio.CapacityLimiter, context: Context, request: Request) -> Response:
    """Everything that passes the filters, with all that the watches record, as a file."""
    wanted = address.request(request.query_params, datetime.now(UTC))
    form = request.query_params.get("format", "csv")
    if form not in FORMS:
        raise ValueError(f"there is no format {form!r}; there are: {', '.join(FORMS)}")
    pages = context.table.pages(wanted.filters, wanted.window, wanted.after)
    fields = _fields(context, wanted.filters.watches) if form == "csv" else []
    name = f"{context.name}-{datetime.now(UTC):%Y-%m-%d}.{form}"
    return StreamingResponse(
        _sent(request, _exported(context, pages, form, fields), limiter, str, context.patience),
        media_type=FORMS[form][0],
        headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _exported(context: Context, pages: Iterator[Page], form: str, fields: list[str]
              ) -> Iterator[str | None]:
    """Lines; None where only progress was made."""
    lines, first = FORMS[form][1], True
    for page in chain(pages, [Page([], 0, "")]):
        if page.records or first:
            yield from (f"{line}\n" for line in lines(
                context.table.whole(page.records), fields, first))
            first = False
        yield None


def _fields(context: Context, watches: tuple[str, ...]) -> list[str]:
    try:
        return context.recorded_fields(watches)
    except ClientError:  # nobody may list the rules
        return []


async def _sent(request: Request, lines: Iterator[str | None], limiter: anyio.CapacityLimiter,
                trouble: Callable[[Explanation], str], patience: float | None
                ) -> AsyncIterator[str]:
    """Reads no further once nobody waits: a link elsewhere may ask for the widest window."""
    end = None if patience is None else time.monotonic() + patience
    try:
        while not await request.is_disconnected():
            if end is not None and time.monotonic() > end:
                yield trouble(STOPPED)
                return
            line = await anyio.to_thread.run_sync(next, lines, END, limiter=limiter)
            if line is END:
                return
            if isinstance(line, str):
                yield line
    except ERRORS as error:
        yield trouble(explain_error(error))
    finally:
        lines.close()  # type: ignore[attr-defined]


def _json_trouble(explained: Explanation) -> str:
    return json.dumps({"kind": "error", "what": explained.what, "hint": explained.hint}) + "\n"


async def arrivals(live: Live, context: Context, request: Request) -> Response:
    """What arrives, for as long as the page is open, as server-sent events."""
    try:
        wanted = address.filters(request.query_params)
    except ValueError as error:
        return JSONResponse({"what": str(error), "hint": ""}, 400)
    access = context.of(request.scope).table.access

    async def messages() -> AsyncIterator[str]:
        yield "retry: 2000\n\n"
        async for said in live.listen(wanted, access):
            yield f"data: {json.dumps(said)}\n\n" if said else ": still here\n\n"

    return StreamingResponse(messages(), media_type="text/event-stream")
