"""The places of S3's requests and answers, see s3.py. Pure.

At the top stand the bucket and the key, the sub-resource, headers and query; below them the body,
with the names of the wire.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from eventbridge_notifier.aws.cloudtrail.dialects.plain import spelling
from eventbridge_notifier.aws.cloudtrail.dialects.s3 import encode as s3
from eventbridge_notifier.aws.cloudtrail.dialects.s3.names import NAMES
from eventbridge_notifier.aws.cloudtrail.dialects.shapes import (
    SUB_RESOURCE,
    Member,
    Place,
    described,
    structure,
    unique,
)
from eventbridge_notifier.aws.services import models

# What XML brings into a body, at any depth. Source: attested records.
_XML = ("xmlns", "xmlns:xsi", "xsi:type")

# What any call may have. Source: attested records; S3 user guide, "CloudTrail log file entries".
_ANY = ("Host", "host", "bucketName", "x-id", "encoding-type", "list-type", "X-Amz-Algorithm",
        "X-Amz-Date", "X-Amz-Expires", "X-Amz-SignedHeaders", "X-Amz-Credential")


def request(service: str, operation: str) -> Place:
    """The place of requestParameters."""
    return Place(service, operation, models.input_shape(service, operation) or "", "request")


def answer(service: str, operation: str) -> Place:
    """The place of responseElements."""
    return Place(service, operation, models.output_shape(service, operation) or "", "answer")


def members(place: Place) -> tuple[Member, ...]:
    """The fields that stand right below a place."""
    return tuple(_FORMS[place.form](place))


def _request(place: Place) -> Iterator[Member]:
    operation = models.load(place.service)["operations"].get(place.operation, {})
    for member, entry in structure(place):
        wire = entry.get("locationName", member)
        form = "header" if "location" in entry else "body"
        yield Member(_spellings(member, wire, entry), place._replace(shape=entry["shape"],
                                                              form=form), (member, wire))
    if wrapper := operation.get("input", {}).get("locationName"):
        yield Member((wrapper,), place._replace(form="body"))
    about = place._replace(shape="", form=SUB_RESOURCE)
    yield from (Member((name,), about) for name in s3.sub_resources(operation))
    yield from (Member((name,), about._replace(form="header")) for name in (*_ANY, *s3.headers()))


def _answer(place: Place) -> Iterator[Member]:
    yield from (Member((name,), place._replace(shape="", form="header"))
                for name in s3.answered_headers())
    yield from _body(place._replace(form="body"))


def _spellings(member: str, wire: str, entry: dict[str, Any]) -> tuple[str, ...]:
    if entry.get("location") != "uri":
        return (wire,)
    return (NAMES[member],) if member in NAMES else unique(spelling.lowered(wire), wire)


def _body(place: Place) -> Iterator[Member]:
    shape = described(place)
    if shape["type"] == "list":
        entry = place._replace(shape=shape["member"]["shape"])
        wrapped = Member((shape["member"].get("locationName", "member"),), entry)
        yield from _body(entry) if shape.get("flattened") else (wrapped,)
        return
    for member, one in structure(place):
        child = place._replace(shape=one["shape"])
        yield Member((one.get("locationName", member),), child, (member,))
    if shape["type"] == "structure":
        yield from (Member((name,), place._replace(shape="")) for name in _XML)


_FORMS: dict[str, Callable[[Place], Iterator[Member]]] = {
    "request": _request, "answer": _answer, "body": _body, "header": lambda _: iter(()),
    SUB_RESOURCE: lambda _: iter(())}


def kind(place: Place) -> str:
    """The type of a value in JSON. A text of the body is a number or a boolean where it looks like
    one, a header always text. Source: attested records."""
    if place.form != "body":
        return "string" if place.form == "header" else place.form
    found: str = described(place)["type"]
    return "" if found == "string" else found
