"""What an ID token must say to be believed. Pure.

OpenID Connect Core 1.0, section 3.1.3.7; RFC 8725 for the list of algorithms: what a token says of
its own algorithm is not believed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from eventbridge_notifier.console.hosted.grants import Grant, Person, known_groups

# Signatures by the provider's own key: no `none`, and no HS256, whose key the client knows.
ALGORITHMS = ["RS256", "PS256", "ES256", "ES384"]
LEEWAY = 60  # seconds that clocks may differ


class Refused(Exception):
    """A token is not believed; says why, for the log and for whoever sets the page up."""


def claims_of(token: str, keys: KeySet, issuer: str, client_id: str, nonce: str,
              now: Callable[[], float]) -> dict[str, Any]:
    """The claims of a token. Raises Refused."""
    try:
        decoded = jwt.decode(token, keys, algorithms=ALGORITHMS)
        registry = jwt.JWTClaimsRegistry(
            now=lambda: int(now()), leeway=LEEWAY,
            iss={"essential": True, "value": issuer}, aud={"essential": True, "value": client_id},
            exp={"essential": True}, iat={"essential": True}, sub={"essential": True},
            nonce={"essential": True, "value": nonce})
        registry.validate(decoded.claims)
    except (JoseError, ValueError, TypeError) as error:
        raise Refused(f"the provider's token is not believed: {error}") from None
    claims: dict[str, Any] = decoded.claims
    many = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if (many or "azp" in claims) and claims.get("azp") != client_id:
        raise Refused("the provider's token was made for another client")
    return claims


def person_of(claims: dict[str, Any], groups_claim: str, grants: tuple[Grant, ...]) -> Person:
    """Who a token is about. An address that the provider did not verify is nobody's."""
    email = str(claims.get("email") or "").casefold()
    verified = claims.get("email_verified") in (True, "true")  # Cognito may write it as text
    groups = claims.get(groups_claim)
    listed = [groups] if isinstance(groups, str) else groups if isinstance(groups, list) else []
    return Person(str(claims["sub"]), email or str(claims.get("name") or claims["sub"]),
                  email if verified else "", known_groups(grants, map(str, listed)))
