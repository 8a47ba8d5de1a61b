"""S3: bucketName, Host, sub-resources, headers, and the XML body."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from eventbridge_notifier.aws.cloudtrail.dialects.dialect import REQUEST
from eventbridge_notifier.aws.cloudtrail.dialects.plain import encode as plain
from eventbridge_notifier.aws.cloudtrail.dialects.plain import spelling
from eventbridge_notifier.aws.cloudtrail.dialects.s3 import encode, shapes
from eventbridge_notifier.aws.cloudtrail.dialects.s3.names import OUTPOSTS_WORDS, WORDS
from eventbridge_notifier.aws.cloudtrail.dialects.shapes import Member, Place
from eventbridge_notifier.aws.services import models


class S3:
    """See dialects.dialect. S3 Control writes likewise."""

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
        PutBucketLifecycle."""
        if _members(place):
            return ("",) if place.form == "body" else ()
        return spelling.enum(place.service, place.shape) if place.shape else ()

    def takes_any(self, place: Place, name: str) -> bool:
        return is_metadata(name)

    def words(self, side: str) -> tuple[str, ...]:
        return (*WORDS, *(encode.headers() if side == REQUEST else ()))

    def request(self, service: str, operation: str, params: Mapping[str, Any]) -> (
            dict[str, Any] | None):
        if service == "s3":
            return encode.request(operation, params)
        return plain.request(service, operation, params)

    def answer(self, service: str, operation: str, parsed: Mapping[str, Any]) -> (
            dict[str, Any] | None):
        return plain.answer(service, operation, parsed)


class S3Outposts(S3):
    """Its records are of S3's operations, and only their words are known."""

    def root(self, service: str, operation: str, side: str) -> Place | None:
        return None

    def words(self, side: str) -> tuple[str, ...]:
        return (*OUTPOSTS_WORDS, *super().words(side))


def is_metadata(name: str) -> bool:
    """Whether it is a header under which S3 keeps the caller's own words."""
    return name.startswith("x-amz-meta-")


@cache
def _members(place: Place) -> tuple[Member, ...]:
    return shapes.members(place)
