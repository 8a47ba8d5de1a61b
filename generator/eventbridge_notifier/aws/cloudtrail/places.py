"""Places of a request or an answer, whatever the dialect. Pure."""

from __future__ import annotations

from eventbridge_notifier.aws.cloudtrail import dialects
from eventbridge_notifier.aws.cloudtrail.dialects.shapes import (
    CONTAINER,
    Member,
    Place,
    by_spelling,
)


def root(service: str, operation: str, side: str) -> Place | None:
    """The place of the whole `side`; None where no model has it."""
    return dialects.of(service).root(service, operation, side)


def members(place: Place) -> tuple[Member, ...]:
    """The fields right below a place; of a list, those of its entries."""
    return dialects.of(place.service).members(place)


def below(place: Place) -> dict[str, Place]:
    """Every name that may stand right below a place."""
    return {name: member.place for name, member in by_spelling(members(place)).items()}


def at(place: Place, name: str) -> Place | None:
    """The place right below another that may be called `name`."""
    return next((one.place for one in members(place) if name in one.spellings), None)


def takes_any(place: Place, name: str) -> bool:
    """Whether `name` below a place is the caller's own word."""
    return dialects.of(place.service).takes_any(place, name)


def kind(place: Place) -> str:
    """The type of the value; CONTAINER where it holds fields."""
    return CONTAINER if members(place) else dialects.of(place.service).kind(place)


def enum(place: Place) -> tuple[str, ...]:
    """The values of a closed list; () where it is open."""
    return dialects.of(place.service).enum(place)
