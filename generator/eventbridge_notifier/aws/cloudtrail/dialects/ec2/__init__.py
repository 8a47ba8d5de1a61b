"""EC2: `...Set` and `items` for older operations, `<Operation>Request` for later ones."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from eventbridge_notifier.aws.cloudtrail.dialects.dialect import REQUEST
from eventbridge_notifier.aws.cloudtrail.dialects.ec2 import encode, shapes
from eventbridge_notifier.aws.cloudtrail.dialects.ec2.names import WORDS
from eventbridge_notifier.aws.cloudtrail.dialects.plain import spelling
from eventbridge_notifier.aws.cloudtrail.dialects.shapes import Member, Place
from eventbridge_notifier.aws.services import models


class Ec2:
    """See dialects.dialect."""

    closed = False

    def root(self, service: str, operation: str, side: str) -> Place | None:
        if operation not in models.load(service)["operations"]:
            return None
        return (shapes.request if side == REQUEST else shapes.answer)(service, operation)

    def members(self, place: Place) -> tuple[Member, ...]:
        return _members(place)

    def kind(self, place: Place) -> str:
        return shapes.kind(place)

    def enum(self, place: Place) -> tuple[str, ...]:
        """What came as XML is an empty text where it holds no fields. Source: attested record of
        DescribeLaunchTemplates."""
        if _members(place):
            return ("",) if place.form.startswith(shapes.FROM_XML) else ()
        return spelling.enum(place.service, place.shape) if place.shape else ()

    def takes_any(self, place: Place, name: str) -> bool:
        return False

    def words(self, side: str) -> tuple[str, ...]:
        return WORDS

    def request(self, service: str, operation: str, params: Mapping[str, Any]) -> (
            dict[str, Any] | None):
        return encode.request(operation, params)

    def answer(self, service: str, operation: str, parsed: Mapping[str, Any]) -> (
            dict[str, Any] | None):
        return encode.answer(operation, parsed)


@cache
def _members(place: Place) -> tuple[Member, ...]:
    return shapes.members(place)
