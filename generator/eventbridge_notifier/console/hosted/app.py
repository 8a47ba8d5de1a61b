"""The same page, with sign-in before it."""

from __future__ import annotations

from functools import partial

from starlette.applications import Starlette
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp

from eventbridge_notifier.console.hosted.arrivals import arrivals
from eventbridge_notifier.console.hosted.front import Front
from eventbridge_notifier.console.hosted.session import Sessions
from eventbridge_notifier.console.hosted.settings import Settings
from eventbridge_notifier.console.hosted.sign_in import SignIn
from eventbridge_notifier.console.records.access import NOTHING
from eventbridge_notifier.console.web.app import routes
from eventbridge_notifier.console.web.context import Context
from eventbridge_notifier.console.web.guard import Guard

LARGE = 1000  # bytes from which an answer is compressed; a function's has 6 MB at most
READING = 20.0  # seconds that a reading may take; the API waits for 30


def hosted(context: Context, settings: Settings, sign_in: SignIn, sessions: Sessions) -> ASGIApp:
    """The whole application: guard, session, page."""
    context.patience, context.own_credentials = READING, False
    context.views = settings.views
    # What a request sees is put in by the front; one that came past it would see nothing.
    context.table.access = NOTHING
    page = Starlette(routes=[*sign_in.routes(), *routes(context, partial(arrivals, context))])
    front = Front(page, sessions, settings.grants)
    return GZipMiddleware(Guard(front, frozenset({settings.address})), LARGE)
