"""A realistic event of a call that succeeded, made from the API model. Pure, deterministic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from eventbridge_notifier.aws.cloudtrail import encode
from eventbridge_notifier.aws.cloudtrail.detail_types import SIGN_IN
from eventbridge_notifier.aws.cloudtrail.operations import Operation, operation
from eventbridge_notifier.aws.services import models
from eventbridge_notifier.aws.services.names import envelope_source
from eventbridge_notifier.aws.services.partitions import home_of

ACCOUNT, REGION, TIME = "123456789012", "eu-west-1", "2026-01-02T03:04:05Z"

_USER: dict[str, Any] = {
    "type": "IAMUser", "principalId": "AIDAEXAMPLE", "accountId": ACCOUNT, "userName": "alice",
    "arn": f"arn:aws:iam::{ACCOUNT}:user/alice", "accessKeyId": "AKIAEXAMPLE",
}
_SCALARS: dict[str, Any] = {
    "string": "example", "boolean": True, "integer": 1, "long": 1, "float": 1.0, "double": 1.0,
    "timestamp": "2026-01-02T03:04:05Z", "character": "x", "bigdecimal": 1,
}


def event(service: str, name: str, overrides: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The EventBridge event of a call; `overrides` replaces keys of its envelope or detail."""
    return _over(event_of(operation(service, name)), overrides or {})


def event_of(called: Operation) -> dict[str, Any]:
    """The EventBridge event of a call that somebody has looked up."""
    source, event_name = called.sources[0], called.event_names[0]
    region = home_of(source) or REGION
    sign_in = called.detail_types == SIGN_IN
    detail = {
        "eventVersion": "1.11", "userIdentity": dict(_USER), "eventTime": TIME,
        "eventSource": source, "eventName": event_name, "awsRegion": region,
        "sourceIPAddress": "192.0.2.1", "userAgent": "aws-cli/2.31.0",
        "requestParameters": None if sign_in else sample_request(called.service, called.name),
        "responseElements": {event_name: "Success"} if sign_in else None,
        "requestID": _id(source, event_name, "request"),
        "eventID": _id(source, event_name, "event"), "readOnly": called.read_only,
        "eventType": "AwsConsoleSignIn" if sign_in else "AwsApiCall", "managementEvent": True,
        "recipientAccountId": ACCOUNT, "eventCategory": "Management",
        "tlsDetails": {"tlsVersion": "TLSv1.3", "cipherSuite": "TLS_AES_128_GCM_SHA256",
                       "clientProvidedHostHeader": source},
    }
    if sign_in:
        detail["additionalEventData"] = {"MobileVersion": "No", "MFAUsed": "Yes", "LoginTo": (
            "https://console.aws.amazon.com/console/home")}
    return {
        "version": "0", "id": _id(source, event_name, "envelope"),
        "detail-type": called.detail_types[0], "source": envelope_source(source),
        "account": ACCOUNT, "time": TIME, "region": region, "resources": [], "detail": detail,
    }


def sample_request(service: str, name: str) -> dict[str, Any] | None:
    """requestParameters with an example for each required parameter, or the first ones."""
    if not models.exists(service) or (shape := models.input_shape(service, name)) is None:
        return None
    return encode.request_parameters(service, name, _sample(service, shape, ()))


def _sample(service: str, shape: str, above: tuple[str, ...]) -> Any:
    described = models.load(service)["shapes"][shape]
    kind = described["type"]
    if kind == "structure":
        return _members(service, described, (*above, shape))
    if kind == "list":
        member = described["member"]["shape"]
        return [] if member in above else [_sample(service, member, (*above, shape))]
    if kind == "map":
        return {}
    return described["enum"][0] if described.get("enum") else _SCALARS.get(kind, "example")


def _members(service: str, described: Mapping[str, Any], above: tuple[str, ...]) -> dict[str, Any]:
    members = described.get("members", {})
    wanted = described.get("required") or (list(members)[:3] if len(above) == 1 else [])
    return {name: _sample(service, members[name]["shape"], above) for name in wanted
            if members[name]["shape"] not in above}


def _id(*words: str) -> str:
    return str(uuid5(NAMESPACE_URL, "/".join(words)))


def _over(base: Mapping[str, Any], part: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in part.items():
        below = merged.get(key)
        both = isinstance(value, Mapping) and isinstance(below, Mapping)
        merged[key] = _over(below, value) if both and isinstance(below, Mapping) else value
    return merged
