"""All the permissions of a call: one mostly, and more for those that a function here knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from eventbridge_notifier.sandbox.core.model import Call
from eventbridge_notifier.sandbox.iam.permissions.arns import ANY, fill, resource
from eventbridge_notifier.sandbox.iam.permissions.names import FREE, action
from eventbridge_notifier.sandbox.iam.permissions.need import Need


def needs(call: Call) -> list[Need]:
    """What the caller must be allowed, the first thing first."""
    if (call.service, call.operation) in FREE:
        return []
    special = _SPECIAL.get((call.service, call.operation)) or _SPECIAL.get((call.service, ANY))
    found = list(special(call)) if special else [_plain(call)]
    return [*found, *_passed_roles(call)]


def _plain(call: Call) -> Need:
    name = action(call.service, call.operation)
    if name == "s3:GetObject" and call.params.get("VersionId"):
        name = "s3:GetObjectVersion"
    return Need(name, resource(call))


def _tables(call: Call) -> Iterator[Need]:
    """BatchWriteItem and BatchGetItem: each table that is named."""
    for table in call.params.get("RequestItems") or {}:
        yield Need(f"dynamodb:{call.operation}", fill("table/{T}", call, {"T": table}))


def _transaction(call: Call) -> Iterator[Need]:
    """Each member asks for what it does: Put for PutItem, ConditionCheck for ConditionCheckItem."""
    for one in call.params.get("TransactItems") or ():
        for verb, what in one.items():
            yield Need(f"dynamodb:{verb}Item", fill("table/{TableName}", call, what))


def _partiql(call: Call) -> Iterator[Need]:
    verbs = {"select": "Select", "insert": "Insert", "update": "Update", "delete": "Delete"}
    for statement in call.params.get("Statements") or [call.params]:
        words = str(statement.get("Statement", "")).replace('"', " ").split() or [""]
        table = next((after for before, after in pairwise(words)
                      if before.lower() in ("from", "into", "update")), "")
        yield Need(f"dynamodb:PartiQL{verbs.get(words[0].lower(), 'Select')}",
                   fill("table/{T}", call, {"T": table}) or ANY)


def _entries(call: Call) -> Iterator[Need]:
    for one in call.params.get("Entries") or ():
        bus = one.get("EventBusName") or "default"
        arn = bus if bus.startswith("arn:") else fill("event-bus/{B}", call, {"B": bus})
        yield Need("events:PutEvents", arn, {
            "events:source": one.get("Source"), "events:detail-type": one.get("DetailType")})


def _targets(call: Call) -> Iterator[Need]:
    arns = [one["Arn"] for one in call.params.get("Targets") or () if "Arn" in one]
    yield Need("events:PutTargets", resource(call), {"events:TargetArn": arns})


def _objects(call: Call) -> Iterator[Need]:
    for one in (call.params.get("Delete") or {}).get("Objects") or ():
        arn = fill("arn:aws:s3:::{Bucket}/{Key}", call, {**call.params, "Key": one.get("Key")})
        yield Need("s3:DeleteObjectVersion" if one.get("VersionId") else "s3:DeleteObject", arn)


def _copy(call: Call) -> Iterator[Need]:
    source = call.params.get("CopySource") or ""
    text = "/".join(map(str, source.values())) if isinstance(source, Mapping) else str(source)
    yield Need("s3:GetObject", f"arn:aws:s3:::{text.lstrip('/').partition('?')[0]}")
    yield Need("s3:PutObject", resource(call))


def _alarms(call: Call) -> Iterator[Need]:
    for name in call.params.get("AlarmNames") or ():
        yield Need(action(call.service, call.operation), fill("alarm:{A}", call, {"A": name}))


def _role_to_assume(call: Call) -> Iterator[Need]:
    yield Need(f"sts:{call.operation}", resource(call))
    if call.params.get("Tags"):
        yield Need("sts:TagSession", resource(call))


def _mapping(call: Call) -> Iterator[Need]:
    """An event source mapping has no ARN yet; the function is a condition."""
    yield Need("lambda:CreateEventSourceMapping", ANY, {
        "lambda:FunctionArn": fill("function:{FunctionName}", call, call.params)})


def _re_encrypt(call: Call) -> Iterator[Need]:
    yield Need("kms:ReEncryptFrom", str(call.params.get("SourceKeyId") or ANY))
    yield Need("kms:ReEncryptTo", str(call.params.get("DestinationKeyId") or ANY))


def _key(call: Call) -> Iterator[Need]:
    yield Need(f"kms:{call.operation}", str(call.params.get("KeyId") or ANY))


def _alias(call: Call) -> Iterator[Need]:
    """An alias is asked for, and the key that it names or shall name."""
    alias = str(call.params.get("AliasName", ""))
    yield Need(f"kms:{call.operation}", fill("{A}", call, {"A": alias}))
    if target := call.params.get("TargetKeyId"):
        yield Need(f"kms:{call.operation}", str(target))


_SPECIAL: dict[tuple[str, str], Callable[[Call], Iterator[Need]]] = {
    ("dynamodb", "BatchWriteItem"): _tables, ("dynamodb", "BatchGetItem"): _tables,
    ("dynamodb", "TransactWriteItems"): _transaction,
    ("dynamodb", "TransactGetItems"): _transaction,
    ("dynamodb", "ExecuteStatement"): _partiql, ("dynamodb", "BatchExecuteStatement"): _partiql,
    ("events", "PutEvents"): _entries, ("events", "PutTargets"): _targets,
    ("s3", "DeleteObjects"): _objects, ("s3", "CopyObject"): _copy,
    ("cloudwatch", "DeleteAlarms"): _alarms, ("cloudwatch", "EnableAlarmActions"): _alarms,
    ("cloudwatch", "DisableAlarmActions"): _alarms,
    ("sts", "AssumeRole"): _role_to_assume, ("lambda", "CreateEventSourceMapping"): _mapping,
    ("kms", "ReEncrypt"): _re_encrypt, ("kms", "CreateAlias"): _alias,
    ("kms", "DeleteAlias"): _alias, ("kms", "UpdateAlias"): _alias, ("kms", ANY): _key,
}


# Where a call hands a role to a service: parameter and service (IAM user guide, "iam:PassRole").
_ROLES: dict[tuple[str, str], tuple[str, str]] = {
    ("lambda", "CreateFunction"): ("Role", "lambda"),
    ("lambda", "UpdateFunctionConfiguration"): ("Role", "lambda"),
    ("events", "PutRule"): ("RoleArn", "events"),
    ("cloudtrail", "CreateTrail"): ("CloudWatchLogsRoleArn", "cloudtrail"),
    ("cloudtrail", "UpdateTrail"): ("CloudWatchLogsRoleArn", "cloudtrail"),
    ("stepfunctions", "CreateStateMachine"): ("roleArn", "states"),
    ("codebuild", "CreateProject"): ("serviceRole", "codebuild"),
    ("s3", "PutBucketReplication"): ("ReplicationConfiguration.Role", "s3"),
}


def _passed_roles(call: Call) -> Iterator[Need]:
    name, service = _ROLES.get((call.service, call.operation), ("", ""))
    given: Any = call.params
    for part in name.split(".") if name else ():
        given = given.get(part) if isinstance(given, Mapping) else None
    roles = {given} if name else set()
    if (call.service, call.operation) == ("events", "PutTargets"):
        roles, service = {one.get("RoleArn") for one in call.params.get("Targets") or ()}, "events"
    for role in sorted(one for one in roles if one):
        yield Need("iam:PassRole", str(role), {"iam:PassedToService": f"{service}.amazonaws.com"})
