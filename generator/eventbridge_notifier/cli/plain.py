"""Text that may hold what attackers typed, made harmless for a terminal. Pure."""

from __future__ import annotations

import json
from typing import Any


def plain(text: Any) -> str:
    """Text in which nothing hides: control characters and direction marks are spelt out."""
    said = str(text)
    if said.isprintable():
        return said
    return "".join(one if one.isprintable() else _spelt(one) for one in said)


def _spelt(character: str) -> str:
    return json.dumps(character)[1:-1] if ord(character) != 0x7F else "\\u007f"


def plain_lines(text: str) -> str:
    """The same of a text that may have several lines."""
    return "\n".join(plain(line) for line in text.split("\n"))
