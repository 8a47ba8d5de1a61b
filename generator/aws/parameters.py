"""Request parameters and response elements as CloudTrail spells them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from generator.aws import models, spelling
from generator.aws.unknown import Unknown, closest, is_certain_slip

REQUEST, RESPONSE = "requestParameters", "responseElements"


@dataclass(frozen=True)
class Parameter:
    """A field below requestParameters. `enum` holds its values where they are a closed list.

    Where `certain` is False the API model does not have it; `suggestions` are the nearest it has.
    """

    path: str
    enum: tuple[str, ...] = ()
    certain: bool = True
    suggestions: tuple[str, ...] = ()


def parameter(service: str, operation: str, path: str) -> Parameter:
    """The field at dotted `path`, which begins with requestParameters or responseElements.

    Raises Unknown where the path is surely a slip.
    """
    side, *names = path.split(".")
    if spelling.is_loose(service):
        return _loose(service, operation, side, names)
    return _strict(service, operation, side, names)


def paths(service: str, operation: str, side: str = REQUEST, depth: int = 2) -> list[str]:
    """Dotted paths that the model has, to `depth`; for suggestions and documentation."""
    shape = _shape(service, operation, side)
    return sorted(_below(service, shape, side, depth)) if shape else []


def _below(service: str, shape: str, path: str, depth: int) -> Iterator[str]:
    for name, child in spelling.children(service, shape).items():
        yield f"{path}.{name}"
        if depth > 1:
            yield from _below(service, child, f"{path}.{name}", depth - 1)


def _shape(service: str, operation: str, side: str) -> str | None:
    side_of = models.input_shape if side == REQUEST else models.output_shape
    return side_of(service, operation) if models.exists(service) else None


def _strict(service: str, operation: str, side: str, names: list[str]) -> Parameter:
    path = ".".join((side, *names))
    shape = _shape(service, operation, side)
    for index, name in enumerate(names):
        if shape is None:
            return Parameter(path, certain=index > 0)
        if spelling.takes_any_key(service, shape):
            return Parameter(path)
        known = spelling.children(service, shape)
        if name not in known:
            above = ".".join((side, *names[:index]))
            return _missing(path, name, known, above, names[index + 1:],
                            EXTRA.get((service, operation), EXTRA_ANYWHERE))
        shape = known[name]
    return Parameter(path, spelling.enum(service, shape) if shape else ())


def _missing(path: str, name: str, known: dict[str, str], above: str, rest: list[str],
             extra: frozenset[str]) -> Parameter:
    if name in extra or name in EXTRA_ANYWHERE:
        return Parameter(path)
    near = tuple(".".join((above, one, *rest)) for one in closest(name, known))
    if is_certain_slip(name, known):
        raise Unknown("parameter", path, near)
    return Parameter(path, certain=False, suggestions=near)


def _loose(service: str, operation: str, side: str, names: list[str]) -> Parameter:
    """CloudTrail's own shapes: every name must be one that the request has at some depth."""
    path = ".".join((side, *names))
    words = _words(service, operation, side)
    for index, name in enumerate(names):
        if _is_container(name, operation) or spelling.folded(name) in words:
            continue
        near = tuple(".".join((side, *names[:index], one, *names[index + 1:]))
                     for one in closest(name, list(words.values())))
        return Parameter(path, certain=False, suggestions=near)
    return Parameter(path, _enums(service, operation, side).get(spelling.folded(names[-1]), ())
                     if names else ())


# Wrappers that CloudTrail puts around EC2's lists and newer requests; attested records.
_CONTAINERS = frozenset({"items", "content", "tag", "xmlns", "member"})


def _is_container(name: str, operation: str) -> bool:
    return name in _CONTAINERS or name.lower() in (f"{operation}request".lower(),
                                                   f"{operation}response".lower())


@cache
def _words(service: str, operation: str, side: str) -> dict[str, str]:
    """Folded to a usual spelling, of every name in the request at any depth."""
    words = {spelling.folded(name): name for name in LOOSE_WORDS.get(service, ())}
    shape = _shape(service, operation, side)
    for name in spelling.all_names(service, shape) if shape else ():
        words.setdefault(spelling.folded(name), name)
    for name in _query_words(service, operation):
        words.setdefault(spelling.folded(name), name)
    return words


def _query_words(service: str, operation: str) -> Iterator[str]:
    """S3 writes the sub-resource that the address names: `?policy` gives `policy`."""
    http = models.load(service)["operations"].get(operation, {}).get("http", {})
    query = http.get("requestUri", "").partition("?")[2]
    yield from re.findall(r"([A-Za-z-]+)(?:=|&|$)", query)


@cache
def _enums(service: str, operation: str, side: str) -> dict[str, tuple[str, ...]]:
    shape = _shape(service, operation, side)
    found: dict[str, tuple[str, ...]] = {}
    for name, child in spelling.all_members(service, shape) if shape else ():
        if values := spelling.enum(service, child):
            found.setdefault(spelling.folded(name), values)
    return found


# Names that CloudTrail adds to the request's own. Sources: attested records; S3 user guide,
# "CloudTrail log file entries".
LOOSE_WORDS: dict[str, tuple[str, ...]] = {
    "s3": ("bucketName", "Host", "key", "x-amz-acl", "location", "lifecycle", "notification",
           "accelerate", "publicAccessBlock", "object-lock", "bucketPolicy", "delimiter",
           "encoding-type", "list-type", "prefix", "max-keys", "fetch-owner", "versions", "uploads",
           "x-id", "website", "cors", "encryption", "replication", "logging", "tagging",
           "ownershipControls", "policyStatus", "requestPayment", "intelligent-tiering",
           "inventory", "analytics", "metrics", "versioning", "acl", "policy", "torrent", "delete",
           "restore", "select", "select-type", "legal-hold", "retention", "attributes",
           "accessControlList", "x-amz-grant-read", "x-amz-copy-source", "partNumber", "uploadId",
           "x-amz-object-ownership", "x-amz-server-side-encryption", "createBucketConfiguration",
           "locationConstraint", "x-amz-bucket-object-lock-enabled", "X-Amz-Algorithm",
           "X-Amz-Date", "X-Amz-Expires", "X-Amz-SignedHeaders", "X-Amz-Credential",
           "x-amz-storage-class", "versionId", "response-content-disposition", "x-amz-version-id"),
    "ec2": ("instancesSet", "groupSet", "filterSet", "valueSet", "zone", "groupDescription",
            "aclProtocol", "portRange", "icmpTypeCode", "ruleAction", "egress", "resourcesSet",
            "tagSet", "tagSpecificationSet", "resourceType", "volumeSet", "imagesSet",
            "snapshotSet", "keySet", "securityGroupSet", "ipRanges", "groups", "ipPermissions", "launchPermission",
            "userId", "group", "add", "remove", "monitoring", "enabled", "state", "disableApiStop",
            "networkInterfaceSet", "regionSet", "addressesSet", "allocationIdsSet", "subnetSet",
            "vpcSet", "routeTableIdSet", "networkAclIdSet", "internetGatewayIdSet", "dryRun",
            "availabilityZoneSet", "volumeType", "volumeSize", "deleteOnTermination", "ebs",
            "iamInstanceProfile", "name", "arn", "value", "key", "size", "resourceId", "userData",
            "sourceSecurityGroupOwnerId", "sourceSecurityGroupName", "ownersSet", "executableBySet",
            "imageSet", "instanceTypeSet", "executableUsers", "includeAllInstances", "maxResults"),
}
EXTRA_ANYWHERE = frozenset({"clientToken", "xmlns", "accountId", "maxResults", "nextToken"})
EXTRA: dict[tuple[str, str], frozenset[str]] = {
    ("lambda", "UpdateFunctionCode"): frozenset({"fullyQualifiedArn", "functionVersion"}),
}


def response(service: str, operation: str) -> dict[str, Any]:
    """The output shape's first level, name to shape."""
    shape = _shape(service, operation, RESPONSE)
    return dict(spelling.children(service, shape)) if shape else {}
