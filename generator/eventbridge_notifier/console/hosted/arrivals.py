"""Arrivals without an open connection: a function is paid for as long as it answers.

Each answer is a short stream of events, and ends. The browser's EventSource asks again by itself,
after the time that `retry` says, and hands back the `id` of what it heard last (HTML standard,
"Server-sent events"). That id holds what it has seen and how long nothing came, so no instance of
the function has to remember anybody.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from eventbridge_notifier.console.aws_errors import ERRORS, explain_error
from eventbridge_notifier.console.records.filters import Record
from eventbridge_notifier.console.records.window import AHEAD, Window
from eventbridge_notifier.console.web import address
from eventbridge_notifier.console.web.context import Context

BACK = timedelta(minutes=10)  # CloudTrail delivers within minutes as a rule
MARK = 4  # bytes for a record that was seen
MOST = 500  # records that are remembered; an API takes 10,240 bytes of headers
SOONEST, LATEST, GROWTH = 2.0, 30.0, 1.5  # seconds between two looks, and how they grow


class Heard(NamedTuple):
    """What a page knows: marks of the records that it has seen, and its last pause in seconds."""

    seen: frozenset[bytes]
    pause: float


def arrivals(context: Context, request: Request,
             now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Response:
    """One look for what is new."""
    try:
        wanted = address.filters(request.query_params)
    except ValueError as error:
        return PlainTextResponse(str(error), 400)
    at, table = now(), context.of(request.scope).table
    heard = heard_before(request.headers.get("last-event-id", ""))
    try:
        records = list(table.records(wanted, Window(at - BACK, at + AHEAD)))[:MOST]
    except ERRORS as error:
        told = explain_error(error)
        return _stream([{"kind": "error", "what": told.what, "hint": told.hint}], LATEST, None)
    if heard is None:
        return _stream([{"kind": "ready"}], SOONEST, frozenset(map(mark, records)))
    fresh = [record for record in records[::-1] if mark(record) not in heard.seen]
    pause = SOONEST if fresh else min(heard.pause * GROWTH, LATEST)
    return _stream([{"kind": "arrived", "record": record} for record in fresh], pause,
                   frozenset(map(mark, records)))


def heard_before(id: str) -> Heard | None:
    """What an id says; None where it is none of ours, as at the first look."""
    pause, _, packed = id.partition("-")
    try:
        marks = base64.urlsafe_b64decode(packed)
        seconds = min(max(int(pause) / 1000, SOONEST), LATEST)
    except (ValueError, binascii.Error):
        return None
    return Heard(frozenset(marks[start:start + MARK] for start in range(0, len(marks), MARK)),
                 seconds)


def mark(record: Record) -> bytes:
    return hashlib.sha256(f"{record['id']}\n{record['watch']}".encode()).digest()[:MARK]


def _stream(messages: Iterable[dict[str, object]], pause: float, seen: frozenset[bytes] | None
            ) -> Response:
    lines = _lines(messages, round(pause * 1000), seen)
    return Response("".join(f"{line}\n\n" for line in lines), media_type="text/event-stream")


def _lines(messages: Iterable[dict[str, object]], pause: int, seen: frozenset[bytes] | None
           ) -> Iterator[str]:
    yield f"retry: {pause}"
    yield from (f"data: {json.dumps(message)}" for message in messages)
    if seen is not None:
        id = f"{pause}-{base64.urlsafe_b64encode(b''.join(sorted(seen))).decode()}"
        yield f"id: {id}\ndata: {json.dumps({'kind': 'pause'})}"
