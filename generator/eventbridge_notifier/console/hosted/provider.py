"""The edge to the OIDC provider: its addresses, its keys, and a code for a token."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable, Mapping
from typing import Any, cast
from urllib.error import HTTPError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization

DISCOVERY = "/.well-known/openid-configuration"  # OpenID Connect Discovery 1.0, section 4
FRESH = 3600.0  # seconds for which addresses and keys are not asked for again
TIMEOUT = 5.0  # seconds
LARGEST = 1_000_000  # bytes of an answer
LOOPBACK = ("127.0.0.1", "localhost")


class ProviderFailed(Exception):
    """The provider did not answer, or not as the standard says; for the log."""


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


_OPENER = build_opener(_NoRedirects)


class Provider:
    """One issuer."""

    def __init__(self, issuer: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._issuer, self._clock = issuer, clock
        self._held: dict[str, tuple[float, Any]] = {}

    def authorization_endpoint(self) -> str:
        return self._endpoint("authorization_endpoint")

    def keys(self, anew: bool = False) -> KeySet:
        """The keys with which it signs; `anew` where a token names one that is not among them."""
        if anew:
            self._held.pop("keys", None)
        try:
            found: KeySet = self._kept("keys", lambda: KeySet.import_key_set(
                cast(KeySetSerialization, fetch(self._endpoint("jwks_uri")))))
            return found
        except (JoseError, ValueError, KeyError) as error:
            raise ProviderFailed(f"the keys of {self._issuer} cannot be read: {error}") from None

    def token(self, form: Mapping[str, str], client_id: str, secret: str) -> str:
        """The ID token for a code. `secret` is empty for a public client."""
        form, headers = {**form, "client_id": client_id}, {}
        if secret and self._takes_basic():
            pair = f"{quote(client_id, safe='')}:{quote(secret, safe='')}"  # RFC 6749, 2.3.1
            headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
        elif secret:
            form["client_secret"] = secret
        answer = fetch(self._endpoint("token_endpoint"), urlencode(form).encode(), headers)
        if not isinstance(answer.get("id_token"), str):
            raise ProviderFailed("the provider's answer holds no ID token; is `openid` a scope?")
        return str(answer["id_token"])

    def _takes_basic(self) -> bool:
        methods = self._configuration().get("token_endpoint_auth_methods_supported")
        return not methods or "client_secret_basic" in methods

    def _endpoint(self, name: str) -> str:
        found = str(self._configuration().get(name, ""))
        if not is_safe(found):
            raise ProviderFailed(f"{self._issuer} has no {name} that TLS protects")
        return found

    def _configuration(self) -> dict[str, Any]:
        found: dict[str, Any] = self._kept(
            "configuration", lambda: fetch(self._issuer.rstrip("/") + DISCOVERY))
        if found.get("issuer") != self._issuer:
            raise ProviderFailed(f"the provider calls itself {found.get('issuer')}, and not "
                                 f"{self._issuer}; a slash at the end counts")
        return found

    def _kept(self, name: str, ask: Callable[[], Any]) -> Any:
        held = self._held.get(name)
        if held is None or self._clock() - held[0] > FRESH:
            held = self._held[name] = self._clock(), ask()
        return held[1]


def is_safe(address: str) -> bool:
    """Whether nobody on the way can read or change it: TLS, or this machine for tests."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)


def fetch(address: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
          ) -> dict[str, Any]:
    """The JSON object at an address. Raises ProviderFailed; follows no redirect."""
    if not is_safe(address):
        raise ProviderFailed(f"{address} is not protected by TLS")
    request = Request(address, body, {"Accept": "application/json", **(headers or {})})
    try:
        with _OPENER.open(request, timeout=TIMEOUT) as answer:
            found = json.loads(answer.read(LARGEST))
    except HTTPError as error:
        with error:
            said = error.read(300).decode(errors="replace")
        raise ProviderFailed(f"{address} answered {error.code}: {said}") from None
    except (OSError, ValueError) as error:
        raise ProviderFailed(f"{address} cannot be read: {error}") from None
    if not isinstance(found, dict):
        raise ProviderFailed(f"{address} does not hold a JSON object")
    return found
