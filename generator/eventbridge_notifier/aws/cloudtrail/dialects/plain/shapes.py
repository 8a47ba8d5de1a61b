"""The places of a request or an answer of any service, see places.py. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from eventbridge_notifier.aws.cloudtrail.dialects import loose
from eventbridge_notifier.aws.cloudtrail.dialects.ec2 import shapes as ec2_shapes
from eventbridge_notifier.aws.cloudtrail.dialects.plain import spelling
from eventbridge_notifier.aws.cloudtrail.dialects.s3 import shapes as s3_shapes
from eventbridge_notifier.aws.cloudtrail.dialects.shapes import (
    CONTAINER,
    Member,
    Place,
    by_spelling,
    described,
    structure,
)
from eventbridge_notifier.aws.services import models

# Forms of what EC2 and S3 got or gave as XML, and CloudTrail made JSON of.
_XML = ("Request", "Response", "newer", "body")

REQUEST, RESPONSE = "requestParameters", "responseElements"


def root(service: str, operation: str, side: str) -> Place | None:
    """The place of the whole `side`; None where no model has it."""
    if loose.is_loose(service):
        return loose.root(service, operation, side)
    shape = shape_of(service, operation, side)
    return Place(service, operation, shape) if shape else None


def shape_of(service: str, operation: str, side: str) -> str | None:
    """The shape of what the fields of the `side` stand in."""
    if not models.exists(service):
        return None
    if side == REQUEST:
        return models.input_shape(service, operation)
    shape = models.output_shape(service, operation)
    return spelling.unwrapped(service, shape) if shape else None


@cache
def members(place: Place) -> tuple[Member, ...]:
    """The fields right below a place; of a list, those of its entries."""
    if place.service == "ec2":
        return ec2_shapes.members(place)
    return s3_shapes.members(place) if place.form else tuple(_plain(place))


def _plain(place: Place) -> Iterator[Member]:
    if described(place)["type"] == "list":
        yield from _plain(replace(place, shape=described(place)["member"]["shape"]))
        return
    for name, entry in structure(place):
        yield Member(tuple(dict.fromkeys(spelling.spellings(place.service, name, entry))),
                     replace(place, shape=entry["shape"]), (name,))
    if body := described(place).get("members", {}).get(described(place).get("payload")):
        yield from _plain(replace(place, shape=body["shape"]))


def below(place: Place) -> dict[str, Place]:
    """Every name that may stand right below a place."""
    return {name: member.place for name, member in by_spelling(members(place)).items()}


def takes_any_key(place: Place) -> bool:
    plain = place.shape and not place.form
    return bool(plain) and spelling.takes_any_key(place.service, place.shape)


def kind(place: Place) -> str:
    """The type of the value; CONTAINER where it holds fields."""
    if members(place):
        return CONTAINER
    if place.service == "ec2":
        return ec2_shapes.kind(place)
    return s3_shapes.kind(place) if place.form else spelling.kind(place.service, place.shape)


def enum(place: Place) -> tuple[str, ...]:
    """The values of a closed list. What came as XML is written as an empty text where it holds no
    fields. Source: attested records (DescribeLaunchTemplates, PutBucketLifecycle)."""
    if members(place):
        return ("",) if place.form.startswith(_XML) else ()
    return spelling.enum(place.service, place.shape) if place.shape else ()
