"""Condition keys that a call brings with it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from eventbridge_notifier.sandbox.core.model import Call, Identity
from eventbridge_notifier.sandbox.services import BY_NAME

ORG = "aws:PrincipalOrgID"


def principal_keys(who: Identity, tags: Mapping[str, str], organization: str
                   ) -> dict[str, object]:
    """What is known of who calls (IAM user guide, "Global condition keys")."""
    return {
        "aws:PrincipalArn": who.role_arn or who.arn, "aws:PrincipalAccount": who.account,
        "aws:PrincipalType": {"AssumedRole": "AssumedRole", "IAMUser": "User",
                              "Root": "Account"}.get(who.type, who.type),
        ORG: organization, "aws:PrincipalIsAWSService": False, "aws:userid": who.principal_id,
        "aws:username": who.name if who.type == "IAMUser" else None,
        **{f"aws:PrincipalTag/{name}": value for name, value in tags.items()},
    }


def call_keys(call: Call) -> dict[str, object]:
    """What is known of the call. Everything counts as encrypted: it never leaves this machine."""
    return {
        "aws:SourceIp": call.source_ip, "aws:SecureTransport": True, "aws:ViaAWSService": False,
        "aws:RequestedRegion": call.region, "aws:UserAgent": call.user_agent or None,
        **now(), **_tags(call.params), **_service_keys(call),
    }


def now() -> dict[str, object]:
    return {"aws:CurrentTime": datetime.now(UTC).isoformat(timespec="seconds"),
            "aws:EpochTime": int(time.time())}


def _tags(params: Mapping[str, Any]) -> dict[str, object]:
    given = params.get("Tags") or params.get("tags") or params.get("TagSet") or {}
    pairs = given.items() if isinstance(given, Mapping) else [
        (one.get("Key") or one.get("key") or one.get("TagKey"),
         one.get("Value") or one.get("value") or one.get("TagValue") or "")
        for one in given if isinstance(one, Mapping)]
    found = {str(name): str(value) for name, value in pairs}
    keys: dict[str, object] = {f"aws:RequestTag/{name}": value for name, value in found.items()}
    return {**keys, "aws:TagKeys": list(found)} if found else {}


def _service_keys(call: Call) -> dict[str, object]:
    """By the rows `condition_keys` and `call_context` of the service's facts.

    Source of those: Service Authorization Reference, "Condition keys".
    """
    if (service := BY_NAME.get(call.service)) is None:
        return {}
    rows = (*service.condition_keys, *service.condition_keys_of.get(call.operation, ()))
    found = {key: call.params[name] for key, name in rows if name in call.params}
    return {**found, **(service.call_context(call) if service.call_context else {})}
