"""The one language of paths into an event: `requestParameters.instancesSet.items.0.imageId`.

Names are joined by dots. A whole number is the index of an element of a list, `*` all its elements:
`items.*.instanceId` is the list of all ids. A path begins below `detail`, or, after `$.`, at the
envelope. In a pattern a list stands for any of its elements, and needs neither index nor `*`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

ENVELOPE = "$."
ALL = "*"


def find(event: dict[str, Any], path: str) -> Any:
    """The value at a path below `detail`, or below the envelope after `$.`; None when absent.

    With `*`, the list of the values that are there; None when there are none.
    """
    return _below(event, _segments(path))


def text(event: dict[str, Any], path: str) -> str | None:
    """The value at a path when it is a string that says something."""
    value: Any = event
    segments = _segments(path)
    for segment in segments:
        if not isinstance(value, dict):  # seldom
            value = _below(event, segments)
            break
        value = value.get(segment)
    return value if isinstance(value, str) and value else None


def without_elements(path: str) -> str:
    """The path without indexes and `*`: the field that it is about, as patterns name it."""
    return ".".join(one for one in path.split(".") if one != ALL and not one.isdecimal())


def _below(value: Any, segments: tuple[str, ...]) -> Any:
    for index, segment in enumerate(segments):
        if isinstance(value, dict):
            value = value.get(segment)
        elif segment == ALL:
            return _each(value, segments[index + 1:])
        else:
            value = _element(value, segment)
    return value


def _each(value: Any, rest: tuple[str, ...]) -> list[Any] | None:
    """What stands at `rest` of each element; lists in lists become one."""
    found: list[Any] = []
    for one in value if isinstance(value, list) else ():
        below = _below(one, rest)
        if below is not None:
            found += below if isinstance(below, list) and ALL in rest else [below]
    return found or None


@lru_cache(maxsize=1000)
def _segments(path: str) -> tuple[str, ...]:
    dotted = path[len(ENVELOPE):] if path.startswith(ENVELOPE) else f"detail.{path}"
    return tuple(dotted.split("."))


def _element(value: Any, segment: str) -> Any:
    if isinstance(value, list) and segment.isdecimal() and int(segment) < len(value):
        return value[int(segment)]
    return None
