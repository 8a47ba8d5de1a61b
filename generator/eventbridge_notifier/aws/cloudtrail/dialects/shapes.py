"""A request or an answer as a tree of places, as CloudTrail writes it. Pure.

Each place has a shape of the model; how its fields are spelt depends on its form. Walked down to
verify a path, searched to mend one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from eventbridge_notifier.aws.services import models

CONTAINER = "structure"
"""The kind of a place that holds further fields."""

SUB_RESOURCE = "sub-resource"
"""The kind of S3's `?acl`, which says what a call is about, and has an empty value."""


class Place(NamedTuple):
    """Where a field stands. `form` names the rule by which what is in it is written.

    `shape` is "" where the model has none. `keys` are the names under which an entry of a list of
    texts stands, the usual one first.
    """

    service: str
    operation: str
    shape: str = ""
    form: str = ""
    keys: tuple[str, ...] = ()


class Member(NamedTuple):
    """A field of a place. `spellings` may stand in a record, the usual one first; `words` are what
    else people call it."""

    spellings: tuple[str, ...]
    place: Place
    words: tuple[str, ...] = ()


Members = Mapping[str, Member]


def described(place: Place) -> dict[str, Any]:
    """The model's description of the shape; of none, that of a text."""
    if not place.shape:
        return {"type": ""}
    found: dict[str, Any] = models.load(place.service)["shapes"][place.shape]
    return found


def structure(place: Place) -> Iterator[tuple[str, dict[str, Any]]]:
    """(name, description) of the members that the model gives the shape."""
    yield from described(place).get("members", {}).items()


def by_spelling(members: tuple[Member, ...]) -> Members:
    """Every spelling of the fields; the first that has it counts."""
    found: dict[str, Member] = {}
    for member in members:
        for name in member.spellings:
            found.setdefault(name, member)
    return found


@cache
def unique(*names: str) -> tuple[str, ...]:
    """The names in order, each once."""
    return tuple(dict.fromkeys(name for name in names if name))
