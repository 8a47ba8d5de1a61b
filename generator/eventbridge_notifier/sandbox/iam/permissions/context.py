"""Condition keys that a call brings with it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from eventbridge_notifier.sandbox.core.model import Call, Identity

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
        **now(), **_tags(call.params), **_own(call),
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


# (service or service:operation, condition key, parameter). Source: Service Authorization
# Reference, "Condition keys".
_ROWS: tuple[tuple[str, str, str], ...] = (
    ("s3", "s3:prefix", "Prefix"), ("s3", "s3:delimiter", "Delimiter"),
    ("s3", "s3:max-keys", "MaxKeys"), ("s3", "s3:x-amz-acl", "ACL"),
    ("s3", "s3:x-amz-server-side-encryption", "ServerSideEncryption"),
    ("s3", "s3:x-amz-server-side-encryption-aws-kms-key-id", "SSEKMSKeyId"),
    ("s3", "s3:VersionId", "VersionId"), ("dynamodb", "dynamodb:Select", "Select"),
    ("dynamodb", "dynamodb:ReturnValues", "ReturnValues"),
    ("sns", "sns:Protocol", "Protocol"), ("sns", "sns:Endpoint", "Endpoint"),
    ("lambda:AddPermission", "lambda:Principal", "Principal"),
    ("cloudwatch:PutMetricData", "cloudwatch:namespace", "Namespace"),
    ("cloudwatch:PutMetricAlarm", "cloudwatch:AlarmActions", "AlarmActions"),
    ("iam", "iam:PermissionsBoundary", "PermissionsBoundary"),
    ("iam", "iam:PolicyARN", "PolicyArn"), ("iam", "iam:AWSServiceName", "AWSServiceName"),
    ("sts", "sts:ExternalId", "ExternalId"), ("sts", "sts:RoleSessionName", "RoleSessionName"),
    ("kms", "kms:RequestAlias", "KeyId"), ("kms", "kms:GranteePrincipal", "GranteePrincipal"),
    ("kms", "kms:GrantOperations", "Operations"),
)


def _own(call: Call) -> dict[str, object]:
    """Keys of the service's own."""
    scopes = (call.service, f"{call.service}:{call.operation}")
    found = {key: call.params[name] for scope, key, name in _ROWS
             if scope in scopes and name in call.params}
    made = _MADE.get(call.service)
    return {**found, **(made(call) if made else {})}


def _of_dynamodb(call: Call) -> dict[str, object]:
    item = call.params.get("Item") or call.params.get("Key") or {}
    names = sorted(set(item) | set(call.params.get("AttributesToGet") or ()))
    return {"dynamodb:Attributes": names} if names else {}


def _of_sns(call: Call) -> dict[str, object]:
    """The default policy of a topic lets the owner's account in by this key."""
    return {"aws:SourceOwner": call.account}


def _of_kms(call: Call) -> dict[str, object]:
    return {"kms:CallerAccount": call.account,
            **encryption(call.params.get("EncryptionContext") or {})}


def encryption(context: Mapping[str, str]) -> dict[str, object]:
    """An encryption context as condition keys."""
    keys: dict[str, object] = {f"kms:EncryptionContext:{name}": value
                               for name, value in context.items()}
    return {**keys, "kms:EncryptionContextKeys": list(context)} if context else {}


_MADE: dict[str, Callable[[Call], dict[str, object]]] = {
    "dynamodb": _of_dynamodb, "sns": _of_sns, "kms": _of_kms,
}
