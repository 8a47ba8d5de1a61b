"""The layer between the API and the page: who asks, and what they may see. ASGI."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from eventbridge_notifier.console.hosted import notices
from eventbridge_notifier.console.hosted.audit import note
from eventbridge_notifier.console.hosted.grants import Grant, Person, access_of
from eventbridge_notifier.console.hosted.session import Sessions
from eventbridge_notifier.console.hosted.sign_in import PATHS, SIGN_IN
from eventbridge_notifier.console.web.context import ACCESS, READER

STATIC, DATA = "/static/", "/api/"


class Front:
    """Lets through who is signed in and may see something, with what that is."""

    def __init__(self, app: ASGIApp, sessions: Sessions, grants: tuple[Grant, ...]) -> None:
        self._app, self._sessions, self._grants = app, sessions, grants

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or is_open(scope["path"]):
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        person = self._sessions.person(request.cookies)
        access = access_of(self._grants, person) if person else None
        app: ASGIApp = self._app
        if person is None or access is None:
            app = refused(request, person)
        else:
            scope[ACCESS], scope[READER] = access, person.name

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                note("view", person, request, message["status"])
            await send(message)

        await app(scope, receive, noted)


def is_open(path: str) -> bool:
    """Whether a path is for everybody: signing in, and the page's own files, which are public."""
    return path in PATHS or path.startswith(STATIC)


def refused(request: Request, person: Person | None) -> Response:
    """The answer for somebody who is not signed in, or may see nothing."""
    path = request.url.path
    if person is not None:
        return wrong(403, "Nothing here is for you") if path.startswith(
            DATA) else notices.nothing_to_see(person.name)
    if path.startswith(DATA):
        return wrong(401, "Your session has ended")
    to = path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"{SIGN_IN}?to={quote(to, safe='/')}", 302)


def wrong(status: int, what: str) -> Response:
    return JSONResponse({"what": what, "hint": "load the page again"}, status)
