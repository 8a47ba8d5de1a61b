"""The function: the page for a request of the HTTP API, and the API's authorizer.

Both come in payload format 2.0. The authorizer keeps requests for data without a session away from
the page; the page opens the session itself, whoever calls it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from http.cookies import CookieError, SimpleCookie
from typing import Any, cast

from mangum import Mangum
from mangum.types import ASGI

from eventbridge_notifier.console.deployment import Clients
from eventbridge_notifier.console.hosted.app import hosted
from eventbridge_notifier.console.hosted.front import DATA
from eventbridge_notifier.console.hosted.provider import Provider
from eventbridge_notifier.console.hosted.sealing import Sealer
from eventbridge_notifier.console.hosted.session import Sessions
from eventbridge_notifier.console.hosted.settings import Settings
from eventbridge_notifier.console.hosted.sign_in import SignIn
from eventbridge_notifier.console.web.context import Context


class Function:
    """One instance of the function."""

    def __init__(self, settings: Settings, clients: Clients) -> None:
        self._settings, self._clients = settings, clients
        self._sealer = Sealer(clients, settings.key, settings.name)
        self._sessions = Sessions(self._sealer, settings.session_seconds)

    def handle(self, event: dict[str, Any], context: Any) -> dict[str, Any]:
        if event.get("type") == "REQUEST" and "routeArn" in event:
            return {"isAuthorized": self._is_authorized(event)}
        return self._page(event, context)

    def _is_authorized(self, event: Mapping[str, Any]) -> bool:
        return not event["rawPath"].startswith(DATA) or (
            self._sessions.person(cookies_of(event)) is not None)

    @cached_property
    def context(self) -> Context:
        return Context(self._clients, self._settings.name)

    @cached_property
    def _page(self) -> Mangum:
        sign_in = SignIn(self._settings, Provider(self._settings.issuer), self._sealer,
                         self._sessions, self._secret)
        app = hosted(self.context, self._settings, sign_in, self._sessions)
        return Mangum(cast(ASGI, app), lifespan="off")

    def _secret(self) -> str:
        """Read when somebody signs in, and not kept."""
        if not self._settings.secret_arn:
            return ""
        held = self._clients("secretsmanager").get_secret_value(SecretId=self._settings.secret_arn)
        return str(held["SecretString"])


def cookies_of(event: Mapping[str, Any]) -> dict[str, str]:
    """API Gateway developer guide: format 2.0 hands cookies over apart from headers."""
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load("; ".join(event.get("cookies") or [event.get("headers", {}).get("cookie", "")]))
    except CookieError:
        return {}
    return {name: one.value for name, one in jar.items()}
