"""A pattern as alternatives: what each requires of an event, field by field. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from eventbridge_notifier import patterns

PatternPath = tuple[str | int, ...]
"""Keys and indexes from the top of a pattern: ("detail", "eventName", 0)."""


@dataclass(frozen=True)
class Constraint:
    """What is required of one field: its dotted path from the envelope, the conditions of which
    one must hold, and where the pattern has them."""

    path: str
    conditions: tuple[Any, ...]
    place: PatternPath

    def texts(self) -> Iterator[tuple[PatternPath, str]]:
        """The exact texts among the conditions, each with its place."""
        for index, one in enumerate(self.conditions):
            if isinstance(one, str):
                yield (*self.place, index), one

    def exact(self) -> tuple[str, ...]:
        """The texts, where there is nothing else; () where there is an operator or a number."""
        return self._exact

    @cached_property
    def _exact(self) -> tuple[str, ...]:
        texts = tuple(one for one in self.conditions if isinstance(one, str))
        return texts if len(texts) == len(self.conditions) else ()

    def admits(self, *events: dict[str, Any]) -> bool:
        """Whether the conditions hold for one of the events, in which `value` is the field."""
        if texts := self.exact():
            return any(event.get("value") in texts for event in events)
        pattern = one_field(json.dumps(self.conditions))
        return any(pattern.matches(event) for event in events)


@lru_cache(maxsize=4096)
def one_field(conditions: str) -> patterns.Pattern:
    """The pattern of a field `value` with these conditions, the JSON text of a list."""
    return patterns.compile({"value": json.loads(conditions)})


Alternative = dict[str, Constraint]
"""Dotted path to what is required of it; an event must meet all of one alternative."""


def alternatives(pattern: Mapping[str, Any]) -> list[Alternative]:
    """`$or` written out, for a pattern that compiles; a path that stands twice keeps the last."""
    return _inside(pattern, (), (), [{}])


def _inside(pattern: Mapping[str, Any], path: tuple[str, ...], place: PatternPath,
            found: list[Alternative]) -> list[Alternative]:
    for name, value in pattern.items():
        if name == "$or":
            found = [one for index, branch in enumerate(value)
                     for one in _inside(branch, path, (*place, name, index), found)]
        elif isinstance(value, Mapping):
            found = _inside(value, (*path, name), (*place, name), found)
        else:
            constraint = Constraint(".".join((*path, name)), tuple(value), (*place, name))
            found = [{**one, constraint.path: constraint} for one in found]
    return found
