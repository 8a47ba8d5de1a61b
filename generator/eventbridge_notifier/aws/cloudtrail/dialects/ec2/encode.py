"""EC2's own shapes in CloudTrail: older operations and `<Operation>Request`. Pure.

Rules derived from records: an operation from before 2016 (its model says `dryRun` in lower case)
is written with `...Set` and `items`; a later one is the request of the wire, inside
`<Operation>Request`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eventbridge_notifier.aws.cloudtrail.dialects.ec2.names import (
    BARE,
    BLOBS,
    ITEMS,
    LAUNCHED,
    NAMES,
    OF_OPERATION,
    OF_SHAPE,
    OLDER,
    REMOVED,
    TEXTS,
)
from eventbridge_notifier.aws.cloudtrail.dialects.plain.encode import leaf
from eventbridge_notifier.aws.services import models


def is_older(operation: str) -> bool:
    """Is the operation written with Set and items, and not as `<Operation>Request`?"""
    if operation in OLDER:
        return True
    shape = models.input_shape("ec2", operation)
    members = _shape(shape).get("members", {}) if shape else {}
    dry_run: str = members.get("DryRun", {}).get("locationName", "")
    return dry_run == "dryRun"


def request(operation: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """botocore's `params` as CloudTrail's requestParameters."""
    shape = models.input_shape("ec2", operation)
    if shape is None:
        return {}
    if is_older(operation):
        return _run_instances(operation, _older(operation, shape, params))
    inside = _newer(_shape(shape), params)
    return {f"{operation}Request": inside or ""}


def answer(operation: str, parsed: Mapping[str, Any]) -> dict[str, Any]:
    """botocore's `parsed` answer as responseElements."""
    shape = models.output_shape("ec2", operation)
    request_id = parsed.get("ResponseMetadata", {}).get("RequestId", "")
    found = _answered(shape, parsed) if shape else {}
    if is_older(operation):
        return {"requestId": request_id, **(found or {"_return": True})}
    return {f"{operation}Response": {"requestId": request_id, **found,
                                     "xmlns": "http://ec2.amazonaws.com/doc/2016-11-15/"}}


def _answered(shape: str, parsed: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    members = _shape(shape).get("members", {})
    for member, described in members.items():
        if member in parsed:
            name = described.get("locationName", lowered(member))
            name = "_return" if name == "return" else name
            found[name] = _answered_value(described["shape"], parsed[member])
    return found


def _answered_value(shape: str, value: Any) -> Any:
    described = _shape(shape)
    if described["type"] == "structure":
        return _answered(shape, value)
    if described["type"] == "list":
        items = [_answered_value(described["member"]["shape"], one) for one in value]
        return {"items": items} if items else {}
    return leaf(value)


def name_of(operation: str, member: str, described: Mapping[str, Any], shape: str = "") -> str:
    """CloudTrail's name for a member of an older request, which has the shape called `shape`."""
    found = _named(operation, member, shape)
    return found or lowered(described.get("locationName", member))


def has_name(operation: str, member: str, shape: str) -> bool:
    """Has a table the name of the member?"""
    return bool(_named(operation, member, shape))


def _named(operation: str, member: str, shape: str) -> str:
    return (OF_SHAPE.get((shape, member)) or OF_OPERATION.get((operation, member))
            or NAMES.get(member, ""))


def item_key(name: str, entry: Mapping[str, Any]) -> str:
    """The key of an entry of the list of texts `name`, whose entries the model describes so."""
    wire = entry.get("locationName", "item")
    return ITEMS.get(name) or ("value" if wire in ("item", "member") else lowered(wire))


def lowered(name: str) -> str:
    return name[:1].lower() + name[1:]


def wire_name(member: str, described: Mapping[str, Any]) -> str:
    """The name in the request itself: queryName, or locationName with a capital."""
    wire: str = described.get("queryName") or described.get("locationName", member)
    return wire[:1].upper() + wire[1:]


def _older(operation: str, shape: str, params: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for member, value in params.items():
        described = _shape(shape).get("members", {}).get(member)
        if described is None:
            continue
        name = name_of(operation, member, described, shape)
        found[name] = _older_value(operation, name, described["shape"], value)
    return found


def _older_value(operation: str, name: str, shape: str, value: Any) -> Any:
    described = _shape(shape)
    if shape in BLOBS:
        return REMOVED
    if described["type"] == "structure":
        return _older(operation, shape, value)
    if described["type"] != "list":
        is_json = isinstance(value, bool | int | float) and (operation, name) not in TEXTS
        return value if is_json else str(value)
    member = described["member"]["shape"]
    items = [_older(operation, member, one) if _shape(member)["type"] == "structure"
             else {item_key(name, described["member"]): one} for one in value]
    if name == BARE:
        return items
    return {"items": items} if items else {}


def _run_instances(operation: str, found: dict[str, Any]) -> dict[str, Any]:
    """RunInstances is written with one entry of instancesSet that holds image and counts, and
    with the placement's fields beside it."""
    if operation != "RunInstances":
        return found
    found |= found.pop("placement", {})
    item = {key: found.pop(key) for key in LAUNCHED if key in found}
    if "userData" in found:
        found["userData"] = REMOVED
    return {"instancesSet": {"items": [item]}, **found}


def _newer(shape: Mapping[str, Any], params: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for member, value in params.items():
        if described := shape.get("members", {}).get(member):
            found[wire_name(member, described)] = _newer_value(_shape(described["shape"]), value)
    return found


def _newer_value(shape: Mapping[str, Any], value: Any) -> Any:
    if shape["type"] == "structure":
        return _newer(shape, value)
    if shape["type"] != "list":
        return value if isinstance(value, bool | int | float) else str(value)
    member = _shape(shape["member"]["shape"])
    entries = [_entry(member, one, number) for number, one in enumerate(value, 1)]
    return entries[0] if len(entries) == 1 else entries


def _entry(member: Mapping[str, Any], value: Any, number: int) -> dict[str, Any]:
    """An entry of a list, with its place in it: `{"content": ..., "tag": 1}`."""
    inside = _newer_value(member, value)
    return {**inside, "tag": number} if isinstance(inside, dict) else {
        "content": inside, "tag": number}


def _shape(name: str | None) -> dict[str, Any]:
    return models.load("ec2")["shapes"][name] if name else {}
