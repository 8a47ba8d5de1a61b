"""AWS clients for a command, made with the user's own credentials."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def connect(home_region: str | None, profile: str | None) -> Any:
    """Clients of the user's credentials. Call it inside `errors.aws_errors`."""
    from eventbridge_notifier.console.clients import own_clients
    return own_clients(profile, home_region)


def connect_all(places: Iterable[str], profile: str | None) -> dict[str, Any]:
    """REGION[@PROFILE] -> clients there; without a profile of its own, those of `profile`."""
    parts = {place: place.partition("@") for place in places}
    return {place: connect(region, other or profile) for place, (region, _, other) in parts.items()}
