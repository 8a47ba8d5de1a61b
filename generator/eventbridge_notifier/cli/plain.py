"""Text for a terminal: harmless whatever attackers typed, coloured where it is wanted."""

from __future__ import annotations

import json
import os
from typing import Any

import click


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


def coloured(text: str, **style: Any) -> str:
    """The text in a style of click, but for NO_COLOR (no-color.org)."""
    return text if os.environ.get("NO_COLOR") else click.style(text, **style)
