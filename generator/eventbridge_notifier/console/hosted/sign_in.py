"""Signing in and out: authorization code with PKCE.

RFC 6749, RFC 7636, OpenID Connect Core 1.0.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from eventbridge_notifier.console.hosted import notices
from eventbridge_notifier.console.hosted.audit import note
from eventbridge_notifier.console.hosted.grants import Person
from eventbridge_notifier.console.hosted.id_token import Refused, claims_of, person_of
from eventbridge_notifier.console.hosted.provider import Provider, ProviderFailed
from eventbridge_notifier.console.hosted.sealing import Sealer
from eventbridge_notifier.console.hosted.session import COOKIE, Sessions, set_cookie
from eventbridge_notifier.console.hosted.settings import Settings

# What the browser keeps while its user is at the provider: only who began to sign in can end it.
PENDING = "__Host-sign-in"
PURPOSE = "sign-in"
PATIENCE = 600  # seconds that somebody may take at the provider
SIGN_IN, SIGNED_IN, SIGN_OUT, SIGNED_OUT = "/sign-in", "/signed-in", "/sign-out", "/signed-out"
PATHS = (SIGN_IN, SIGNED_IN, SIGN_OUT, SIGNED_OUT)


class SignIn:
    """The paths. `secret` gives the client's secret, or an empty text."""

    def __init__(self, settings: Settings, provider: Provider, sealer: Sealer, sessions: Sessions,
                 secret: Callable[[], str], clock: Callable[[], float] = time.time) -> None:
        self._settings, self._provider, self._sealer = settings, provider, sealer
        self._sessions, self._secret, self._clock = sessions, secret, clock

    def routes(self) -> list[Route]:
        return [Route(SIGN_IN, self.begin), Route(SIGNED_IN, self.end),
                Route(SIGN_OUT, self.leave, methods=["POST"]), Route(SIGNED_OUT, left)]

    def begin(self, request: Request) -> Response:
        """Sends somebody to the provider."""
        pending = {"state": secrets.token_urlsafe(32), "nonce": secrets.token_urlsafe(32),
                   "verifier": secrets.token_urlsafe(64), "until": self._clock() + PATIENCE,
                   "to": own_path(request.query_params.get("to", ""))}
        try:
            address = self._provider.authorization_endpoint()
        except ProviderFailed as error:
            return self._failed(error)
        query = urlencode({
            "response_type": "code", "client_id": self._settings.client_id,
            "redirect_uri": self._settings.redirect_uri, "scope": self._settings.scopes,
            "state": pending["state"], "nonce": pending["nonce"],
            "code_challenge": challenge(str(pending["verifier"])),
            "code_challenge_method": "S256"})
        answer = RedirectResponse(f"{address}{'&' if '?' in address else '?'}{query}", 302)
        _add_cookie(answer, set_cookie(PENDING, self._sealer.seal(pending, PURPOSE), PATIENCE))
        return answer

    def end(self, request: Request) -> Response:
        """Takes somebody back from the provider."""
        pending = self._sealer.open(request.cookies.get(PENDING, ""), PURPOSE)
        params = request.query_params
        if pending is None or pending["until"] <= self._clock() or not hmac.compare_digest(
                pending["state"].encode(), params.get("state", "").encode()):
            return self._failed(Refused("the answer belongs to no sign-in of this browser"), 400)
        try:
            person = self._person(params.get("code", ""), params.get("error", ""), pending)
        except Refused as error:
            return self._failed(error, 403)
        except ProviderFailed as error:
            return self._failed(error)
        note("sign-in", person, request, 302)
        answer = RedirectResponse(pending["to"], 302)
        _add_cookie(answer, self._sessions.cookie(person))
        _add_cookie(answer, set_cookie(PENDING, "", 0))
        return answer

    def _person(self, code: str, error: str, pending: dict[str, Any]) -> Person:
        if error or not code:
            raise Refused(f"the provider let nobody in: {error or 'no code'}")
        token = self._provider.token(
            {"grant_type": "authorization_code", "code": code,
             "redirect_uri": self._settings.redirect_uri, "code_verifier": pending["verifier"]},
            self._settings.client_id, self._secret())
        claims = self._claims(token, pending["nonce"])
        return person_of(claims, self._settings.groups_claim, self._settings.grants)

    def _claims(self, token: str, nonce: str) -> dict[str, Any]:
        """A provider may sign with a key that is new since its keys were read."""
        for anew in (False, True):
            try:
                return claims_of(token, self._provider.keys(anew), self._settings.issuer,
                                 self._settings.client_id, nonce, self._clock)
            except Refused:
                if anew:
                    raise
        raise AssertionError("either branch has answered")

    def leave(self, request: Request) -> Response:
        """Ends the session here; the provider's own goes on."""
        answer = RedirectResponse(SIGNED_OUT, 303)
        _add_cookie(answer, set_cookie(COOKIE, "", 0))
        return answer

    def _failed(self, error: Exception, status: int = 502) -> Response:
        """Why is for whoever runs the page; who signs in learns that it did not work."""
        note("sign-in failed", None, None, status, why=str(error))
        return notices.did_not_work(status)


def left(request: Request) -> Response:
    return notices.signed_out()


def challenge(verifier: str) -> str:
    """RFC 7636, section 4.2."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def own_path(text: str) -> str:
    """A path of this page, with its query: never another site's address."""
    plain = text.isascii() and text.isprintable() and "\\" not in text
    return text if plain and text.startswith("/") and not text.startswith("//") else "/"


def _add_cookie(answer: Response, header: str) -> None:
    answer.headers.append("Set-Cookie", header)
