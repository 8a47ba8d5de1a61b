"""Names of EC2's older requests that no rule gives: one row a fact. Data."""

from __future__ import annotations

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
    "CustomerGatewayIds": "customerGatewaySet", "VpnConnectionIds": "vpnConnectionSet",
    "VpnGatewayIds": "vpnGatewaySet", "VpcPeeringConnectionIds": "vpcPeeringConnectionIdSet",
    "Groups": "groupSet",
}

# The one key of an item of a list of texts. Source: attested records.
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

# Groups by name, of EC2-Classic and the default VPC. Source: EC2 user guide, "Log API calls".
ALSO_ITEMS = {"groupSet": "groupName"}

# (operation, member) where CloudTrail's name is this operation's alone. Source: attested records.
OF_OPERATION = {
    ("CreateSecurityGroup", "Description"): "groupDescription",
    ("ModifyImageAttribute", "Attribute"): "attributeType",
    ("ModifySnapshotAttribute", "Attribute"): "attributeType",
    ("DescribeSnapshotAttribute", "Attribute"): "attributeType",
    ("DescribePlacementGroups", "GroupNames"): "placementGroupSet",
    ("DescribePlacementGroups", "GroupIds"): "placementGroupIdSet",
}

# Names in a tag specification, and the list whose entries stand in it without `items`. Source:
# attested records (AllocateAddress, CreateSubnet, RunInstances, ...).
BARE = "tags"
OF_SHAPE = {("TagSpecification", "Tags"): BARE}

# What RunInstances writes into the one entry of its instancesSet. Source: attested records.
LAUNCHED = ("imageId", "keyName", "minCount", "maxCount")

# What CloudTrail writes in place of user data, which is a plain value in ModifyInstanceAttribute
# too. Source: attested records.
REMOVED = "<sensitiveDataRemoved>"
BLOBS = frozenset({"BlobAttributeValue", "SecureBlobAttributeValue"})

# (operation, name) of counts that are written as text. Source: attested records, `"size": "80"`.
TEXTS = frozenset({("CreateVolume", "size")})

# (operation, member) to another name of it in an answer, and shapes of answers to another shape
# whose members records have there too. Source: attested records (CreateVolume, RunInstances).
ANSWERED = {("CreateVolume", "AvailabilityZone"): "zone"}
ALSO_ANSWERED = {"InstanceNetworkInterface": "NetworkInterface",
                 "InstanceNetworkInterfaceAttachment": "NetworkInterfaceAttachment"}

# Words of requests, for operations that no model has. Source: EC2 user guide, "Log API calls with
# CloudTrail".
WORDS = ("instancesSet", "tags", "key", "value", "valueSet", "name", "dryRun", "clientToken")
