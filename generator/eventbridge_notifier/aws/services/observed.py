"""Events and parameters that records or documentation have and no API model. Pure; attested.txt."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from eventbridge_notifier.aws.services.names import SUFFIX


@cache
def rows() -> dict[str, dict[str, tuple[str, ...]]]:
    """eventSource, without its suffix, to its events, to their parameters."""
    text = files("eventbridge_notifier.aws.services").joinpath("observed.txt").read_text("utf-8")
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            call, *paths = line.split()
            source, _, name = call.partition(":")
            known = found.setdefault(source, {})
            known[name] = (*known.get(name, ()), *paths)
    return found


def events(sources: Iterable[str]) -> frozenset[str]:
    """The events of the eventSources."""
    return frozenset(name for one in sources for name in rows().get(one.removesuffix(SUFFIX), ()))


def parameters(sources: Iterable[str], event: str) -> tuple[str, ...]:
    """Paths below requestParameters of an event of the eventSources."""
    return tuple(path for one in sources
                 for path in rows().get(one.removesuffix(SUFFIX), {}).get(event, ()))
