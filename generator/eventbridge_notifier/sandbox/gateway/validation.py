"""Holds the parameters of a call against the lengths, ranges and patterns of its model. Pure.

The services do so before anything else; moto does it for few operations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from botocore.model import Shape

NUMBERS = ("integer", "long", "float", "double")
SHOWN = 300  # characters of a value in a message


def violations(shape: Shape, value: Any, path: str = "") -> Iterator[str]:
    """One text for each constraint that `value` does not satisfy, in AWS's words."""
    kind = shape.type_name
    if kind == "structure" and isinstance(value, Mapping):
        for name, member in shape.members.items():
            if value.get(name) is not None:
                inner = name[:1].lower() + name[1:]
                yield from violations(member, value[name], f"{path}.{inner}" if path else inner)
        return
    if kind == "list" and isinstance(value, Sequence):
        for number, one in enumerate(value, 1):
            yield from violations(shape.member, one, f"{path}.{number}.member")
    if kind in NUMBERS and isinstance(value, int | float):
        yield from _out_of_range(shape, value, value, path, "have value")
    elif kind in ("string", "list", "blob", "map") and hasattr(value, "__len__"):
        yield from _out_of_range(shape, len(value), value, path, "have length")
    if kind == "string" and not _matches(shape.metadata.get("pattern", ""), str(value)):
        yield (f"Value '{_short(value)}' at '{path}' failed to satisfy constraint: Member must "
               f"satisfy regular expression pattern: {shape.metadata['pattern']}")


def _out_of_range(shape: Shape, size: float, value: Any, path: str, what: str) -> Iterator[str]:
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    problem = ""
    if least is not None and size < least:
        problem = f"greater than or equal to {least}"
    elif most is not None and size > most:
        problem = f"less than or equal to {most}"
    if problem:
        yield (f"Value '{_short(value)}' at '{path}' failed to satisfy constraint: "
               f"Member must {what} {problem}")


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}..."


def _matches(pattern: str, text: str) -> bool:
    """Patterns that only Java understands match everything."""
    compiled = _compiled(pattern) if pattern else None
    return compiled is None or compiled.fullmatch(text) is not None


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str] | None:
    try:
        return re.compile(pattern)
    except re.error:
        return None


def message(found: Sequence[str]) -> str:
    """The text of a ValidationException."""
    many = "errors" if len(found) > 1 else "error"
    return f"{len(found)} validation {many} detected: {'; '.join(found)}"
