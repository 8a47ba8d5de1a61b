"""Parameters and answers of most services as CloudTrail writes them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from eventbridge_notifier.aws.cloudtrail.dialects.plain import spelling
from eventbridge_notifier.aws.services import models

_OMIT = object()

# Members that CloudTrail leaves out although the model does not call them sensitive. Source: Lambda
# developer guide, "CloudTrail": ZipFile and Environment are omitted.
OMITTED = {("lambda", "ZipFile"), ("lambda", "Variables"), ("s3", "Body")}


def request(service: str, operation: str, params: Mapping[str, Any]) -> dict[str, Any] | None:
    """botocore's `params` as requestParameters; None where CloudTrail writes null."""
    return _whole(service, models.input_shape(service, operation), params)


def answer(service: str, operation: str, parsed: Mapping[str, Any]) -> dict[str, Any] | None:
    """botocore's `parsed` answer as responseElements; None where CloudTrail writes null."""
    return _whole(service, models.output_shape(service, operation), parsed)


def _whole(service: str, shape: str | None, value: Mapping[str, Any]) -> dict[str, Any] | None:
    encoded = _value(service, shape, value) if shape else None
    return encoded or None


def _value(service: str, shape: str, value: Any) -> Any:
    described = models.load(service)["shapes"][shape]
    if described.get("sensitive") or described["type"] == "blob":
        return _OMIT
    if described["type"] == "structure":
        return _structure(service, described, value)
    if described["type"] == "list":
        member = described["member"]["shape"]
        encoded = (_value(service, member, item) for item in value)
        return [one for one in encoded if one is not _OMIT]
    if described["type"] == "map":
        member = described["value"]["shape"]
        pairs = ((key, _value(service, member, item)) for key, item in value.items())
        return {key: one for key, one in pairs if one is not _OMIT}
    return leaf(value)


def _structure(service: str, described: Mapping[str, Any], value: Any) -> Any:
    if described.get("document") or not isinstance(value, Mapping):
        return leaf(value)
    found: dict[str, Any] = {}
    for name, member in described.get("members", {}).items():
        if name not in value or value[name] is None or (service, name) in OMITTED:
            continue
        encoded = _value(service, member["shape"], value[name])
        if encoded is not _OMIT:
            found[spelling.usual(service, name, member)] = encoded
    return found


def leaf(value: Any) -> Any:
    """A leaf as JSON holds it. Times as CloudTrail writes them: `Aug 1, 2024 1:33:28 PM`."""
    if isinstance(value, datetime):
        hour = value.hour % 12 or 12
        return f"{value:%b} {value.day}, {value.year} {hour}:{value:%M:%S %p}"
    if value is None or isinstance(value, bool | int | float | str | dict | list):
        return value
    return str(value)
