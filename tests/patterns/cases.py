"""The cases of tests/patterns/language: one file for each part of the language, read as written."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

LANGUAGE = Path(__file__).parent / "language"


class Case(NamedTuple):
    """A pattern and an event, as JSON text, and what must come of them."""

    about: str
    pattern_text: str
    event_text: str
    expect: bool | str
    """True, False or "reject"."""
    says: str = ""
    at: str = ""


@cache
def files() -> dict[str, list[dict[str, Any]]]:
    return {path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
            for path in sorted(LANGUAGE.glob("*.yaml"))}


def every() -> Iterator[Case]:
    for name, entries in files().items():
        for entry in entries:
            about = f"{name}: {entry['about']}"
            for event in entry.get("match", ()):
                yield Case(about, entry["pattern"], event, True)
            for event in entry.get("no match", ()):
                yield Case(about, entry["pattern"], event, False)
            for one in entry.get("refuse", ()):
                yield Case(about, one["pattern"], "{}", "reject", one["says"], one.get("at", ""))


def matching() -> list[Case]:
    return [case for case in every() if case.expect != "reject"]


def refused() -> list[Case]:
    return [case for case in every() if case.expect == "reject"]
