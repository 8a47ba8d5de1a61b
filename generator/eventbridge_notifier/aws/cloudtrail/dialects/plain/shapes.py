"""The places of a plainly written request or answer. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from eventbridge_notifier.aws.cloudtrail.dialects.dialect import REQUEST
from eventbridge_notifier.aws.cloudtrail.dialects.plain import spelling
from eventbridge_notifier.aws.cloudtrail.dialects.shapes import (
    Member,
    Place,
    described,
    structure,
    unique,
)
from eventbridge_notifier.aws.services import models


def root(service: str, operation: str, side: str) -> Place | None:
    """The place of the whole `side`; None where no model has it."""
    shape = _shape(service, operation, side) if models.exists(service) else None
    return Place(service, operation, shape) if shape else None


def _shape(service: str, operation: str, side: str) -> str | None:
    """The shape of what the fields of the `side` stand in."""
    if side == REQUEST:
        return models.input_shape(service, operation)
    shape = models.output_shape(service, operation)
    return spelling.unwrapped(service, shape) if shape else None


def members(place: Place) -> Iterator[Member]:
    """The fields right below a place; of a list, those of its entries."""
    if described(place)["type"] == "list":
        yield from members(place._replace(shape=described(place)["member"]["shape"]))
        return
    for name, entry in structure(place):
        yield Member(unique(*spelling.spellings(place.service, name, entry)),
                     place._replace(shape=entry["shape"]), (name,))
    if body := described(place).get("members", {}).get(described(place).get("payload")):
        yield from members(place._replace(shape=body["shape"]))
