"""How CloudTrail spells the members of a shape. By protocol; exceptions are rows. Pure."""

from __future__ import annotations

from functools import cache
from typing import Any

from eventbridge_notifier.aws.services import models

# rest-json services whose members begin with a capital on the wire, and stay so in CloudTrail, or
# are lowered there. Source: attested records, developer guides. A service in neither set may be
# written either way. Of other protocols, only those in PASCAL keep the capital.
PASCAL = frozenset({"account", "ce", "devops-guru", "health", "internetmonitor",
                    "resource-explorer-2", "securityhub", "synthetics"})
EITHER = frozenset({"account"})  # and its user guide shows them lowered
LOWERED = frozenset({"backup", "ebs", "efs", "es", "lambda", "opensearch", "rbin", "sesv2"})
# Services written with capitals that their models do not have. Source: CloudWatch user guide,
# "Network Flow Monitor in CloudTrail", "Network Synthetic Monitor information in CloudTrail".
CAPITALS = frozenset({"networkflowmonitor", "networkmonitor"})

# (service, member) to what clients of the query protocol send, where the model is of another: SDKs
# of before 2023, and what is built with them. Source: botocore's models of SQS before 1.31.81.
QUERY_NAMES = {("sqs", member): name for member, name in {
    "Attributes": "attribute", "AttributeNames": "attributeName", "tags": "tag", "Tags": "tag",
    "TagKeys": "tagKey", "Actions": "actionName", "AWSAccountIds": "aWSAccountId",
    "MessageAttributes": "messageAttribute", "MessageAttributeNames": "messageAttributeName",
    "MessageSystemAttributes": "messageSystemAttribute",
    "MessageSystemAttributeNames": "messageSystemAttributeName",
}.items()} | {("sqs", "Entries"): "sendMessageBatchRequestEntry"}

# Services that write what is inside the single member of an answer. Source: attested records.
UNWRAPPED = frozenset({"rds", "redshift", "neptune", "docdb", "elasticache"})

# What Java makes of a blob, and CloudTrail of that. Source: ACM user guide, "CloudTrail",
# ImportCertificate.
BLOB = frozenset({"hb", "offset", "isReadOnly", "bigEndian", "nativeByteOrder", "mark", "position",
                  "limit", "capacity", "address"})


def lowered(name: str) -> str:
    """First letter lowered, the rest as it is: DBInstanceIdentifier to dBInstanceIdentifier."""
    return name[:1].lower() + name[1:]


def usual(service: str, name: str, member: dict[str, Any]) -> str:
    """The spelling of a member that CloudTrail uses."""
    return spellings(service, name, member)[0]


def spellings(service: str, name: str, member: dict[str, Any]) -> list[str]:
    """The usual one first. `locationName` is the name on the wire, and in CloudTrail too."""
    wire = member.get("locationName", name)
    dashed = [wire] if "-" in wire and member.get("location") != "header" else []
    if member.get("location") == "header" or dashed:
        wire = name
    if service in PASCAL:
        return [wire, name] if service not in EITHER else [wire, lowered(wire)]
    query = QUERY_NAMES.get((service, name), "")
    lower = [lowered(wire), lowered(name), *dashed, *([query] if query else [])]
    if service in CAPITALS:
        return [*lower, name[:1].upper() + name[1:]]
    return [*lower, wire, name] if _may_keep_capitals(service) else lower


@cache
def _may_keep_capitals(service: str) -> bool:
    protocol = models.load(service)["metadata"]["protocol"]
    return protocol == "rest-json" and service not in LOWERED


def takes_any_key(service: str, shape: str) -> bool:
    """A map, or a document: no key can be wrong."""
    described = _described(service, shape)
    if described["type"] == "list":
        return takes_any_key(service, described["member"]["shape"])
    return described["type"] == "map" or bool(described.get("document"))


def enum(service: str, shape: str) -> tuple[str, ...]:
    """The values of a text shape, or of the texts in a list; () where it is open."""
    described = _described(service, shape)
    if described["type"] == "list":
        return enum(service, described["member"]["shape"])
    return tuple(described.get("enum", ()))


def kind(service: str, shape: str) -> str:
    """The model's word for the type of a shape."""
    described: str = _described(service, shape)["type"]
    return described


def unwrapped(service: str, shape: str) -> str:
    """RDS and its like write what is inside the one member of an answer. Source: records."""
    members = _described(service, shape).get("members", {})
    if len(members) == 1 and models.load(service)["metadata"]["protocol"] == "query":
        inner: str = next(iter(members.values()))["shape"]
        if service in UNWRAPPED and _described(service, inner)["type"] == "structure":
            return inner
    return shape


def _described(service: str, shape: str) -> dict[str, Any]:
    described: dict[str, Any] = models.load(service)["shapes"][shape]
    return described
