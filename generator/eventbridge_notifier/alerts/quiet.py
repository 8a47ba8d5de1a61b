"""Which records nobody wants told for a while. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

from eventbridge_notifier.alerts.arrival import Arrival
from eventbridge_notifier.alerts.policy import Quiet


def quieted(one: Arrival, entries: Iterable[Quiet]) -> Quiet | None:
    """The first entry that keeps a record quiet. The record's own time counts, not the clock's."""
    return next((entry for entry in entries if _matches(one, entry)), None)


def _matches(one: Arrival, entry: Quiet) -> bool:
    return (one.time < entry.until and one.created >= entry.since
            and _any(one.watch, entry.watches)
            and _actor(one.summary.get("actor", ""), entry.actors)
            and _any(one.summary.get("account", ""), entry.accounts))


def _any(text: str, globs: tuple[str, ...]) -> bool:
    return not globs or any(fnmatchcase(text, glob) for glob in globs)


def _actor(actor: str, names: tuple[str, ...]) -> bool:
    """An actor is meant by its ARN, by a role's or a user's name, or by a session's."""
    if not names:
        return True
    parts = {actor, *actor.rpartition(":")[2].split("/")[1:]}
    return any(fnmatchcase(part, name) for part in parts for name in names)
