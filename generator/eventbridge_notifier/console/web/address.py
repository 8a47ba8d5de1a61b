"""What an address asks for. Filters live there: reload, back and a copied link keep them."""

from __future__ import annotations

import json
from datetime import datetime
from typing import NamedTuple

from starlette.datastructures import QueryParams

from eventbridge_notifier.console.records.filters import ROWS, Filters, excluded, field
from eventbridge_notifier.console.records.pages import After
from eventbridge_notifier.console.records.window import Window, between, last

USUAL = "24h"
PLAIN = {name: name for name in ROWS} | {"text": "q"}


class Request(NamedTuple):
    """`after` is where a further page of the list begins."""

    filters: Filters
    window: Window
    after: After | None


def request(params: QueryParams, now: datetime) -> Request:
    """Raises ValueError with words for people."""
    return Request(filters(params), window(params, now), _after(params.get("after")))


def filters(params: QueryParams) -> Filters:
    """Raises ValueError."""
    plain = {name: params.get(param, "").strip() for name, param in PLAIN.items()}
    return Filters(watches=tuple(filter(None, params.getlist("watch"))),
                   fields=tuple(map(field, filter(None, params.getlist("field")))),
                   excluded=tuple(map(excluded, filter(None, params.getlist("not")))), **plain)


def window(params: QueryParams, now: datetime, usual: str = USUAL) -> Window:
    """Raises ValueError."""
    if params.get("from") or params.get("to"):
        return between(params.get("from") or "0s", params.get("to") or "now", now)
    return last(params.get("since") or usual, now)


def _after(text: str | None) -> After | None:
    if not text:
        return None
    try:
        time, id, watch = json.loads(text)
    except (ValueError, TypeError, RecursionError):
        raise ValueError("this page of the list cannot be found; start at the top") from None
    return After(str(time), str(id), str(watch))
