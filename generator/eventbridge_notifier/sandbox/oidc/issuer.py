"""An OIDC issuer on loopback, for tests and demos: whoever asks chooses who to be, where it knows
more than one.

Authorization code with PKCE, as modules/console needs it: discovery, keys, sign-in, token. Nothing
of it is for anything but this machine.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from types import TracebackType
from typing import Any
from urllib.parse import urlencode

from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug import Request, Response

from eventbridge_notifier.sandbox.core.server import Server
from eventbridge_notifier.web_guard import is_own_host

CODE_SECONDS, TOKEN_SECONDS = 60, 300

Claims = dict[str, Any]


@dataclass
class Member:
    """Somebody who may sign in. `claims` go into the token beside the address."""

    email: str
    claims: Claims = field(default_factory=dict)


@dataclass(frozen=True)
class Pending:
    """What an authorization code stands for."""

    email: str
    asked: Mapping[str, str]
    until: float


class Issuer:
    """Runs while the `with` block lasts. `members` may be changed meanwhile.

    `forge` changes the claims of each token before it is signed, and `sign` makes the token: tests
    use them to issue what must be refused. `secret` is the client's, empty for a public one.
    """

    def __init__(self, members: Iterable[Member], client_id: str = "console", secret: str = "",
                 port: int = 0) -> None:
        self.members = {member.email: member for member in members}
        self.client_id, self._secret = client_id, secret
        self.key = RSAKey.generate_key(2048, {"kid": secrets.token_hex(8), "use": "sig"})
        self.forge: Callable[[Claims], Claims] = lambda claims: claims
        self.sign: Callable[[Claims], str] = self.signed
        self._codes: dict[str, Pending] = {}
        self._lock = threading.Lock()
        self._port = port

    def __enter__(self) -> Issuer:
        self._server = Server(self._port)
        self.url = self._server.url
        self._server.start(self._answer)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self._server.close()

    def signed(self, claims: Claims) -> str:
        """The claims as a token of this issuer."""
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, self.key)

    def _answer(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        request = Request(environ)
        paths = {"/.well-known/openid-configuration": self._configuration, "/keys": self._keys,
                 "/authorize": self._authorize, "/token": self._token}
        answer = paths.get(request.path, _missing)
        headers = {name.lower(): value for name, value in request.headers.items()}
        found = answer(request) if is_own_host(headers, self._server.hosts) else _missing(request)
        return found(environ, start)

    def _configuration(self, request: Request) -> Response:
        return _json({
            "issuer": self.url, "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token", "jwks_uri": f"{self.url}/keys",
            "response_types_supported": ["code"], "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"]})

    def _keys(self, request: Request) -> Response:
        return _json({"keys": [self.key.as_dict(private=False)]})

    def _authorize(self, request: Request) -> Response:
        """A list of people, each a link; or back to the page, as one of them. Who is alone need not
        choose: so is somebody sent back who is signed in at the provider already."""
        alone = next(iter(self.members)) if len(self.members) == 1 else ""
        email = request.args.get("as", alone)
        if request.args.get("client_id") != self.client_id or (
                request.args.get("code_challenge_method") != "S256"):
            return Response("the client or its challenge is unknown", 400)
        if email not in self.members:
            return Response(self._list(request), mimetype="text/html")
        code = secrets.token_urlsafe(16)
        with self._lock:
            self._codes[code] = Pending(email, dict(request.args), time.time() + CODE_SECONDS)
        query = urlencode({"code": code, "state": request.args.get("state", "")})
        return Response(status=302, headers={
            "Location": f"{request.args['redirect_uri']}?{query}"})

    def _list(self, request: Request) -> str:
        links = "".join(
            f'<li><a href="?{escape(urlencode({**request.args.to_dict(), "as": email}))}">'
            f"{escape(email)}</a></li>" for email in self.members)
        return ('<!doctype html><html lang="en"><title>Sign in</title>'
                '<link rel="icon" href="data:,">'
                f"<h1>Who are you?</h1><ul>{links}</ul>")

    def _token(self, request: Request) -> Response:
        form = request.form
        with self._lock:
            pending = self._codes.pop(form.get("code", ""), None)
        if pending is None or pending.until < time.time() or not self._is_meant(request, pending):
            return _json({"error": "invalid_grant"}, 400)
        member, now = self.members[pending.email], int(time.time())
        claims = {"iss": self.url, "aud": self.client_id, "sub": member.email, "iat": now,
                  "exp": now + TOKEN_SECONDS, "nonce": pending.asked.get("nonce"),
                  "email": member.email, "email_verified": True, **member.claims}
        return _json({"id_token": self.sign(self.forge(claims)), "token_type": "Bearer",
                      "access_token": secrets.token_urlsafe(16), "expires_in": TOKEN_SECONDS})

    def _is_meant(self, request: Request, pending: Pending) -> bool:
        """Whether the client that began asks, and for the same address."""
        digest = hashlib.sha256(request.form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        held = request.authorization.password if request.authorization else ""
        return (challenge == pending.asked.get("code_challenge")
                and request.form.get("redirect_uri") == pending.asked.get("redirect_uri")
                and request.form.get("client_id") == self.client_id
                and (held or "") == self._secret)


def _missing(request: Request) -> Response:
    return Response("not found", 404)


def _json(value: Any, status: int = 200) -> Response:
    return Response(json.dumps(value), status, mimetype="application/json")
