"""The file of the watches that share packed rules, as the recorder and the console find them in it.

eventbridge_notifier/deploy/packed.py writes it: in the first line where each rule's watches are,
then a watch a line. Pure.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

PREFIX = "_packed-"
"""What packed rules are called after the stack; a watch's name begins with a letter or a digit."""


class Place(NamedTuple):
    """Where a packed rule's watches are: `start` counts bytes from the end of the first line."""

    sha256: str
    start: int
    length: int


def place(first: bytes, rule: str, sha256: str) -> Place | None:
    """Where the watches with this hash are, or those that the rule has now, where it is ""."""
    try:
        parts: dict[str, Any] = json.loads(first)["parts"]
        places = {name: Place(*one) for name, one in parts.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    if not sha256:
        return places.get(rule)
    return next((one for one in places.values() if one.sha256 == sha256), None)
