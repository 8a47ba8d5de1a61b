"""Which requests the page answers, and what a browser may do with the answer.

Any site in the same browser can reach the page, too: on loopback by its own name for 127.0.0.1 (so
the Host must be ours), or across origins (so the Origin must be ours).
"""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from eventbridge_notifier.web_guard import (
    is_from_another_site,
    is_own_host,
)

# No inline script or style, nothing from elsewhere, and no HTML made of text by a script.
CONTENT_SECURITY_POLICY = "; ".join((
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'",
    "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    "require-trusted-types-for 'script'", "trusted-types 'none'"))
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Guard:
    """An ASGI layer around the application, which is reached at `origins` only."""

    def __init__(self, app: ASGIApp, origins: frozenset[str]) -> None:
        self._app, self._origins = app, origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        reason = refusal(scope["method"], scope["path"], Headers(scope=scope), self._origins)
        app = PlainTextResponse(reason + "\n", 403) if reason else self._app
        await app(scope, receive, guarded)


def refusal(method: str, path: str, headers: Mapping[str, str], origins: frozenset[str]) -> str:
    """Why a request is refused, or "". `origins` are such as http://localhost:80."""
    origin = headers.get("origin")
    hosts = frozenset(one.partition("://")[2] for one in origins)
    if not is_own_host(headers, hosts):
        return f"This page only answers to {' and '.join(sorted(hosts))}."
    if origin is not None and origin not in origins:
        return "This page does not answer requests from other sites."
    if method not in ("GET", "HEAD") and origin is None:
        return "This request has no Origin header."
    if is_from_another_site(headers) and not _visit(path, headers):
        return "This page does not answer requests from other sites."
    return ""


def _visit(path: str, headers: Mapping[str, str]) -> bool:
    """Whether somebody follows a link to a page."""
    page = not path.startswith(("/api/", "/static/"))
    return page and headers.get("sec-fetch-mode") == "navigate"
