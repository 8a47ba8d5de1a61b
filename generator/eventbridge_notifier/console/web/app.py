"""The application: pages that are empty shells, and what their scripts ask for."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from eventbridge_notifier.console.web import api, files, streams
from eventbridge_notifier.console.web.address import PLAIN
from eventbridge_notifier.console.web.context import READER, Context
from eventbridge_notifier.console.web.guard import Guard
from eventbridge_notifier.console.web.live import Live

HERE = Path(__file__).parent
# Path -> (template, what the tab is called).
PAGES = {
    "/": ("events.html", "Events"),
    "/event": ("event.html", "Event"),
    "/resources": ("resources.html", "Resources"),
    "/resource": ("resource.html", "Resource"),
    "/people": ("people.html", "People"),
    "/person": ("person.html", "Person"),
    "/alerts": ("alerts.html", "Alerts"),
    "/watches": ("watches.html", "Watches"),
    "/try": ("try.html", "Try an event"),
    "/health": ("health.html", "Health"),
}
# A page of one thing -> the page of the list that it belongs to, for the navigation.
PART_OF = {"/event": "/", "/resource": "/resources", "/person": "/people"}
SPANS = {"15m": "15 minutes", "1h": "hour", "6h": "6 hours", "24h": "24 hours", "3d": "3 days",
         "7d": "7 days", "30d": "30 days", "90d": "90 days"}


def application(context: Context, origins: frozenset[str]) -> ASGIApp:
    """The whole page as an ASGI application, for the `origins` at which it is reached.

    Arrivals are a stream, for as long as a page is open.
    """
    live = Live(context.table)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        await live.close()

    return Guard(Starlette(routes=routes(context, partial(streams.arrivals, live, context)),
                           lifespan=lifespan), origins)


def routes(context: Context, arrivals: api.Arrivals) -> list[Route | Mount]:
    """Every path of the page; `arrivals` answers for /api/live."""
    pages = [Route(path, _page(context, path)) for path in PAGES]
    return [*pages, Route("/event/{id}", _to_event), *files.routes(),
            *api.routes(context, arrivals)]


def _to_event(request: Request) -> Response:
    """What messages link to."""
    return RedirectResponse("../event?" + urlencode({"id": request.path_params["id"]}))


def _page(context: Context, path: str) -> Callable[[Request], Response]:
    template, title = TEMPLATES.get_template(PAGES[path][0]), PAGES[path][1]

    def page(request: Request) -> Response:
        params = request.query_params
        return HTMLResponse(template.render(
            static=files.ADDRESS, title=title, path=path, pages=PAGES, part_of=PART_OF, spans=SPANS,
            deployment=context.shown(),
            reader=request.scope.get(READER, ""), views=context.of(request.scope).seen_views(),
            said={param: params.get(param, "") for param in (*PLAIN.values(), "since", "from",
                                                             "to")},
            watches=params.getlist("watch"), fields=params.getlist("field")))

    return page


TEMPLATES = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True,
                         undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
