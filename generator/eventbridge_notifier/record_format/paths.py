"""Dotted paths into an event: `requestParameters.instancesSet.items.0.imageId`."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

ENVELOPE = "$."


def find(event: dict[str, Any], path: str) -> Any:
    """The value at a path below `detail`, or below the envelope after `$.`; None when absent."""
    value: Any = event
    for segment in _segments(path):
        value = _step(value, segment)
    return value


def text(event: dict[str, Any], path: str) -> str | None:
    """The value at a path when it is a string that says something."""
    value = find(event, path)
    return value if isinstance(value, str) and value else None


@lru_cache(maxsize=1000)
def _segments(path: str) -> tuple[str, ...]:
    dotted = path[len(ENVELOPE):] if path.startswith(ENVELOPE) else f"detail.{path}"
    return tuple(dotted.split("."))


def _step(value: Any, segment: str) -> Any:
    if isinstance(value, dict):
        return value.get(segment)
    if isinstance(value, list) and segment.isdecimal() and int(segment) < len(value):
        return value[int(segment)]
    return None
