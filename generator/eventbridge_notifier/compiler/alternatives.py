"""What a pattern asks of an event, field by field, with the place where it asks. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Asked:
    """One field: its dotted path from the envelope, its conditions, and where they are written."""

    path: str
    conditions: tuple[Any, ...]
    place: Place

    def texts(self) -> Iterator[tuple[Place, str]]:
        """The exact texts among the conditions, each with its place."""
        for index, one in enumerate(self.conditions):
            if isinstance(one, str):
                yield (*self.place, index), one

    def exact(self) -> tuple[str, ...]:
        """The texts, where nothing else is asked for; () where an operator or a number is."""
        all_texts = all(isinstance(one, str) for one in self.conditions)
        return tuple(text for _, text in self.texts()) if all_texts else ()


Alternative = dict[str, Asked]
"""Dotted path to what is asked of it; an event must meet all of one alternative."""


def alternatives(pattern: Mapping[str, Any]) -> list[Alternative]:
    """`$or` written out, for a pattern that compiles; a path that stands twice keeps the last."""
    return _inside(pattern, (), (), [{}])


def _inside(pattern: Mapping[str, Any], path: tuple[str, ...], place: Place,
            found: list[Alternative]) -> list[Alternative]:
    for name, value in pattern.items():
        if name == "$or":
            found = [one for index, branch in enumerate(value)
                     for one in _inside(branch, path, (*place, name, index), found)]
        elif isinstance(value, Mapping):
            found = _inside(value, (*path, name), (*place, name), found)
        else:
            asked = Asked(".".join((*path, name)), tuple(value), (*place, name))
            found = [{**one, asked.path: asked} for one in found]
    return found
