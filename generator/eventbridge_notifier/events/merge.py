"""Part of an event laid over a whole one. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def over(base: Mapping[str, Any], part: Mapping[str, Any]) -> dict[str, Any]:
    """`base` with the values of `part`: mappings are merged, everything else is replaced."""
    merged = dict(base)
    for key, value in part.items():
        below = merged.get(key)
        both = isinstance(value, Mapping) and isinstance(below, Mapping)
        merged[key] = over(below, value) if both else value  # type: ignore[arg-type]
    return merged
