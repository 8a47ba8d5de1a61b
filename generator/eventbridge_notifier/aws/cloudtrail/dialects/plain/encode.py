"""botocore's parameters and answers in the shape that CloudTrail logs. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from eventbridge_notifier.aws.cloudtrail.dialects.ec2 import encode as ec2
from eventbridge_notifier.aws.cloudtrail.dialects.plain import spelling
from eventbridge_notifier.aws.cloudtrail.dialects.s3 import encode as s3
from eventbridge_notifier.aws.cloudtrail.readonly import is_read_only
from eventbridge_notifier.aws.services import models
from eventbridge_notifier.aws.services.services import sources

_OMIT = object()

# Members that CloudTrail leaves out although the model does not call them sensitive. Source: Lambda
# developer guide, "CloudTrail": ZipFile and Environment are omitted.
OMITTED = {("lambda", "ZipFile"), ("lambda", "Variables"), ("s3", "Body")}

# Read-only calls whose answer is logged all the same. Source: attested records.
ANSWERED = frozenset({"sts"})

_OWN = {"ec2": ec2.request, "s3": s3.request}


def request_parameters(service: str, operation: str,
                       params: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """requestParameters of a call with botocore's `params`; None where CloudTrail writes null."""
    shape = models.input_shape(service, operation)
    if shape is None and service not in _OWN:
        return None
    if own := _OWN.get(service):
        return own(operation, params or {})
    encoded = _value(service, shape or "", params or {})
    return encoded or None


def response_elements(service: str, operation: str,
                      parsed: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """responseElements of botocore's `parsed` answer; None for calls that only read."""
    shape = models.output_shape(service, operation)
    if service not in ANSWERED and any(
            is_read_only(source, operation) for source in sources(service)):
        return None
    if service == "ec2":
        return _ec2_response(operation, shape, parsed or {})
    encoded = _value(service, shape, parsed or {}) if shape else None
    return encoded or None


def _ec2_response(operation: str, shape: str | None, parsed: Mapping[str, Any]) -> dict[str, Any]:
    request_id = parsed.get("ResponseMetadata", {}).get("RequestId", "")
    found = ec2_answer(shape, parsed) if shape else {}
    if ec2.is_older(operation):
        return {"requestId": request_id, **(found or {"_return": True})}
    return {f"{operation}Response": {"requestId": request_id, **found,
                                     "xmlns": "http://ec2.amazonaws.com/doc/2016-11-15/"}}


def ec2_answer(shape: str, parsed: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    members = models.load("ec2")["shapes"][shape].get("members", {})
    for member, described in members.items():
        if member in parsed:
            name = described.get("locationName", ec2.lowered(member))
            name = "_return" if name == "return" else name
            found[name] = _ec2_value(described["shape"], parsed[member])
    return found


def _ec2_value(shape: str, value: Any) -> Any:
    described = models.load("ec2")["shapes"][shape]
    if described["type"] == "structure":
        return ec2_answer(shape, value)
    if described["type"] == "list":
        items = [_ec2_value(described["member"]["shape"], one) for one in value]
        return {"items": items} if items else {}
    return _plain(value)


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
    return _plain(value)


def _structure(service: str, described: Mapping[str, Any], value: Any) -> Any:
    if described.get("document") or not isinstance(value, Mapping):
        return _plain(value)
    found: dict[str, Any] = {}
    for name, member in described.get("members", {}).items():
        if name not in value or value[name] is None or (service, name) in OMITTED:
            continue
        encoded = _value(service, member["shape"], value[name])
        if encoded is not _OMIT:
            found[spelling.usual(service, name, member)] = encoded
    return found


def _plain(value: Any) -> Any:
    """A leaf as JSON holds it. Times as CloudTrail writes them: `Aug 1, 2024 1:33:28 PM`."""
    if isinstance(value, datetime):
        hour = value.hour % 12 or 12
        return f"{value:%b} {value.day}, {value.year} {hour}:{value:%M:%S %p}"
    if value is None or isinstance(value, bool | int | float | str | dict | list):
        return value
    return str(value)
