"""S3's own shapes in CloudTrail: bucketName, Host, sub-resource, headers, and the body. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from eventbridge_notifier.aws.cloudtrail.dialects.s3.names import BODIES, NAMES
from eventbridge_notifier.aws.services import models


def request(operation: str, params: Mapping[str, Any], region: str = "us-east-1") -> dict[str, Any]:
    """botocore's `params` as CloudTrail's requestParameters."""
    described = models.load("s3")["operations"][operation]
    shape = _shape(described.get("input", {}).get("shape"))
    found: dict[str, Any] = {"Host": f"s3.{region}.amazonaws.com"}
    found |= dict.fromkeys(sub_resources(described), "")
    for member, value in params.items():
        if entry := shape.get("members", {}).get(member):
            found |= _one(shape, member, entry, value)
    return found


def sub_resources(described: Mapping[str, Any]) -> list[str]:
    """`policy` of `/{Bucket}?policy`: CloudTrail writes it with an empty value."""
    query = described.get("http", {}).get("requestUri", "").partition("?")[2]
    return re.findall(r"(?:^|&)([A-Za-z-]+)(?=&|$)", query)


@cache
def headers() -> tuple[str, ...]:
    """Headers and query keys of any operation: CloudTrail writes those that a caller sent."""
    return _headers("input")


@cache
def answered_headers() -> tuple[str, ...]:
    """Headers of the answer to any operation."""
    return (*_headers("output"), "x-amz-id-2", "x-amz-request-id")


def _headers(side: str) -> tuple[str, ...]:
    operations = models.load("s3")["operations"].values()
    shapes = [_shape(one[side]["shape"]) for one in operations if side in one]
    return tuple(dict.fromkeys(
        entry["locationName"] for shape in shapes for entry in shape.get("members", {}).values()
        if entry.get("location") in ("header", "querystring")))


def _one(shape: Mapping[str, Any], member: str, entry: Mapping[str, Any],
         value: Any) -> dict[str, Any]:
    where = entry.get("location")
    if where == "uri":
        return {NAMES.get(member, member): value}
    if where in ("header", "querystring"):
        return {entry.get("locationName", member): value}
    if shape.get("payload") == member and _shape(entry["shape"])["type"] != "structure":
        return {BODIES[member]: _parsed(value)} if member in BODIES else {}
    return {entry.get("locationName", member): _body(_shape(entry["shape"]), value)}


def _parsed(text: Any) -> Any:
    try:
        return json.loads(text)
    except (TypeError, ValueError):
        return text


def _body(shape: Mapping[str, Any], value: Any) -> Any:
    """The XML body as CloudTrail writes it: names of the wire, one entry for a list of one."""
    if shape["type"] == "structure":
        return {entry.get("locationName", member): _body(_shape(entry["shape"]), value[member])
                for member, entry in shape["members"].items() if member in value}
    if shape["type"] == "list":
        items = [_body(_shape(shape["member"]["shape"]), one) for one in value]
        inside: Any = items[0] if len(items) == 1 else items
        wrapper = shape["member"].get("locationName", "member")
        return inside if shape.get("flattened") else {wrapper: inside}
    return value if isinstance(value, bool | int | float) else str(value)


def _shape(name: str | None) -> dict[str, Any]:
    return models.load("s3")["shapes"][name] if name else {}
