"""Most services: the model's members, spelt by protocol."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from eventbridge_notifier.aws.cloudtrail.dialects.plain import encode, shapes, spelling
from eventbridge_notifier.aws.cloudtrail.dialects.shapes import Member, Place


class Plain:
    """See dialects.dialect."""

    closed = True

    def root(self, service: str, operation: str, side: str) -> Place | None:
        return shapes.root(service, operation, side)

    def members(self, place: Place) -> tuple[Member, ...]:
        return _members(place)

    def kind(self, place: Place) -> str:
        return spelling.kind(place.service, place.shape)

    def enum(self, place: Place) -> tuple[str, ...]:
        return spelling.enum(place.service, place.shape)

    def takes_any(self, place: Place, name: str) -> bool:
        return spelling.takes_any_key(place.service, place.shape) or (
            name in spelling.BLOB and self.kind(place) == "blob")

    def words(self, side: str) -> tuple[str, ...]:
        return ()

    def request(self, service: str, operation: str, params: Mapping[str, Any]) -> (
            dict[str, Any] | None):
        return encode.request(service, operation, params)

    def answer(self, service: str, operation: str, parsed: Mapping[str, Any]) -> (
            dict[str, Any] | None):
        return encode.answer(service, operation, parsed)


@cache
def _members(place: Place) -> tuple[Member, ...]:
    return tuple(shapes.members(place))
