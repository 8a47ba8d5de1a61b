"""EC2's own shapes in CloudTrail: older operations and `<Operation>Request`. Pure.

Rules derived from records: an operation from before 2016 (its model says `dryRun` in lower case)
is written with `...Set` and `items`; a later one is the request of the wire, inside
`<Operation>Request`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.aws import models

# Older operations whose model has no DryRun to tell them by. Source: attested records
# (CreateInstanceExportTask, ModifySubnetAttribute, ModifyVpcAttribute, ...); API version history.
OLDER = frozenset({
    "AssignIpv6Addresses", "AssignPrivateIpAddresses", "AssociateSubnetCidrBlock",
    "AssociateVpcCidrBlock", "CancelExportTask", "CreateInstanceExportTask",
    "CreateReservedInstancesListing", "CreateVpnConnectionRoute", "DeleteVpnConnectionRoute",
    "DescribeExportTasks", "DescribeReservedInstancesListings", "DisassociateSubnetCidrBlock",
    "DisassociateVpcCidrBlock", "ModifyReservedInstances", "ModifySpotFleetRequest",
    "ModifySubnetAttribute", "ModifyVpcAttribute", "UnassignIpv6Addresses",
    "UnassignPrivateIpAddresses", "CancelReservedInstancesListing", "ModifyIdFormat",
})

# Names of CloudTrail's own for members of older requests, at any depth. Source: attested records;
# EC2 API reference, "logging with CloudTrail".
NAMES = {
    "Filters": "filterSet", "Values": "valueSet", "GroupName": "groupName",
    "Description": "description", "AvailabilityZone": "zone", "Protocol": "aclProtocol",
    "BlockDeviceMappings": "blockDeviceMapping", "TagSpecifications": "tagSpecificationSet",
    "Tags": "tagSet", "Resources": "resourcesSet", "InstanceIds": "instancesSet",
    "SecurityGroupIds": "groupSet", "SecurityGroups": "groupSet", "GroupIds": "securityGroupIdSet",
    "GroupNames": "securityGroupSet", "ImageIds": "imagesSet", "Owners": "ownersSet",
    "OwnerIds": "ownersSet", "ExecutableUsers": "executableBySet", "KeyNames": "keySet",
    "VolumeIds": "volumeSet", "SnapshotIds": "snapshotSet", "SubnetIds": "subnetSet",
    "RestorableByUserIds": "sharedUsersSet", "VpcIds": "vpcSet", "RegionNames": "regionSet",
    "ZoneNames": "availabilityZoneSet", "ZoneIds": "availabilityZoneIdSet",
    "KeyPairIds": "keyPairIdSet", "DhcpOptionsIds": "dhcpOptionsSet", "BundleIds": "bundlesSet",
    "AttributeNames": "accountAttributeNameSet", "RouteTableIds": "routeTableIdSet",
    "InternetGatewayIds": "internetGatewayIdSet", "NetworkInterfaceIds": "networkInterfaceIdSet",
    "NetworkInterfaces": "networkInterfaceSet", "PublicIps": "publicIpsSet",
    "AllocationIds": "allocationIdsSet", "NetworkAclIds": "networkAclIdSet", "Name": "name",
    "IcmpTypeCode": "icmpTypeCode", "UserIdGroupPairs": "groups", "DryRun": "dryRun",
    "NatGatewayIds": "natGatewayIdSet", "VpcEndpointIds": "vpcEndpointIdSet",
}

# The one key of an item of a list of texts.  Source: attested records.
ITEMS = {
    "filterSet": "name", "valueSet": "value", "instancesSet": "instanceId", "keySet": "keyName",
    "imagesSet": "imageId", "ownersSet": "owner", "volumeSet": "volumeId", "vpcSet": "vpcId",
    "snapshotSet": "snapshotId", "subnetSet": "subnetId", "regionSet": "regionName",
    "groupSet": "groupId", "securityGroupSet": "groupName", "securityGroupIdSet": "groupId",
    "sharedUsersSet": "user", "executableBySet": "user", "availabilityZoneSet": "zoneName",
    "resourcesSet": "resourceId", "dhcpOptionsSet": "dhcpOptionsId", "bundlesSet": "bundleId",
    "accountAttributeNameSet": "attributeName", "routeTableIdSet": "routeTableId",
    "internetGatewayIdSet": "internetGatewayId", "publicIpsSet": "publicIp",
    "networkInterfaceIdSet": "networkInterfaceId", "allocationIdsSet": "allocationId",
    "networkAclIdSet": "networkAclId",
}

# (operation, member) where CloudTrail's name is this operation's alone. Source: attested records.
OF_OPERATION = {
    ("CreateSecurityGroup", "Description"): "groupDescription",
    ("ModifyImageAttribute", "Attribute"): "attributeType",
    ("ModifySnapshotAttribute", "Attribute"): "attributeType",
    ("DescribeSnapshotAttribute", "Attribute"): "attributeType",
    ("DescribePlacementGroups", "GroupNames"): "placementGroupSet",
    ("DescribePlacementGroups", "GroupIds"): "placementGroupIdSet",
}


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
        return _run_instances(operation, _older(operation, _shape(shape), params))
    inside = _newer(_shape(shape), params)
    return {f"{operation}Request": inside or ""}


def name_of(operation: str, member: str, described: Mapping[str, Any]) -> str:
    """CloudTrail's name for a member of an older request."""
    found = OF_OPERATION.get((operation, member)) or NAMES.get(member)
    return found or lowered(described.get("locationName", member))


def lowered(name: str) -> str:
    return name[:1].lower() + name[1:]


def wire_name(member: str, described: Mapping[str, Any]) -> str:
    """The name in the request itself: queryName, or locationName with a capital."""
    wire: str = described.get("queryName") or described.get("locationName", member)
    return wire[:1].upper() + wire[1:]


def _older(operation: str, shape: Mapping[str, Any], params: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for member, value in params.items():
        described = shape.get("members", {}).get(member)
        if described is None:
            continue
        name = name_of(operation, member, described)
        found[name] = _older_value(operation, name, _shape(described["shape"]), value)
    return found


def _older_value(operation: str, name: str, shape: Mapping[str, Any], value: Any) -> Any:
    if shape["type"] == "structure":
        return _older(operation, shape, value)
    if shape["type"] != "list":
        return value if isinstance(value, bool | int | float) else str(value)
    member = _shape(shape["member"]["shape"])
    items = [_older(operation, member, one) if member["type"] == "structure"
             else {ITEMS.get(name, "value"): one} for one in value]
    if name == "tagSet" and operation == "RunInstances":
        return items
    return {"items": items} if items else {}


def _run_instances(operation: str, found: dict[str, Any]) -> dict[str, Any]:
    """RunInstances is written with one entry of instancesSet that holds image and counts."""
    if operation != "RunInstances":
        return found
    item = {key: found.pop(key) for key in ("imageId", "keyName", "minCount", "maxCount")
            if key in found}
    for one in found.get("tagSpecificationSet", {}).get("items", ()):
        one["tags"] = one.pop("tagSet", [])
    if "userData" in found:
        found["userData"] = "<sensitiveDataRemoved>"
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
