"""Who is signed in: what the session's cookie holds, and for how long."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from eventbridge_notifier.console.hosted.grants import Person
from eventbridge_notifier.console.hosted.sealing import Sealer

# The prefix makes browsers take it from this host alone, over TLS, for every path (RFC 6265bis).
COOKIE = "__Host-session"
PURPOSE = "session"
ATTRIBUTES = "Path=/; Secure; HttpOnly; SameSite=Lax"


class Sessions:
    """Opens and makes sessions of at most `seconds`. Nothing renews one but signing in again."""

    def __init__(self, sealer: Sealer, seconds: float,
                 clock: Callable[[], float] = time.time) -> None:
        self._sealer, self._seconds, self._clock = sealer, seconds, clock

    def cookie(self, person: Person) -> str:
        """The Set-Cookie header of a new session."""
        value = self._sealer.seal({
            "subject": person.subject, "name": person.name, "email": person.email,
            "groups": sorted(person.groups), "until": self._clock() + self._seconds}, PURPOSE)
        return set_cookie(COOKIE, value, int(self._seconds))

    def person(self, cookies: Mapping[str, str]) -> Person | None:
        """Who is signed in by these cookies."""
        held: dict[str, Any] | None = self._sealer.open(cookies.get(COOKIE, ""), PURPOSE)
        if held is None or held["until"] <= self._clock():
            return None
        return Person(held["subject"], held["name"], held["email"], frozenset(held["groups"]))


def set_cookie(name: str, value: str, seconds: int) -> str:
    """A Set-Cookie header; 0 seconds take the cookie away."""
    return f"{name}={value}; Max-Age={seconds}; {ATTRIBUTES}"
