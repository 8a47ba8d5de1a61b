"""Where a parameter stands is checked, and not only its words: EC2's and S3's own shapes too."""

from typing import Any

import pytest

from tests.generator.specs import findings

INGRESS, BLOCK = "ec2:AuthorizeSecurityGroupIngress", "s3:PutPublicAccessBlock"
CIDR = "ipPermissions.items.ipRanges.items.cidrIp"
PORT = "ipPermissions.items.fromPort"
ACLS = "PublicAccessBlockConfiguration.BlockPublicAcls"
METADATA = "ModifyInstanceMetadataOptions"

# (operation, path below requestParameters, value): what real records of CloudTrail hold. Sources:
# EC2 user guide, "Log Amazon EC2 API calls"; S3 user guide, "CloudTrail log file entries".
REAL: list[tuple[str, str, Any]] = [
    ("ec2:TerminateInstances", "instancesSet.items.instanceId", "i-0"),
    ("ec2:StopInstances", "force", True),
    (INGRESS, CIDR, "0.0.0.0/0"), (INGRESS, PORT, 22), (INGRESS, "cidrIp", "0.0.0.0/0"),
    (INGRESS, "ipPermissions.items.groups.items.groupId", "sg-0"),
    (INGRESS, "ipPermissions.items.ipv6Ranges.items.cidrIpv6", "::/0"),
    ("ec2:ModifyImageAttribute", "launchPermission.add.items.group", "all"),
    ("ec2:ModifyImageAttribute", "attributeType", "launchPermission"),
    ("ec2:ModifySnapshotAttribute", "createVolumePermission.add.items.userId", "123456789012"),
    ("ec2:CreateTags", "tagSet.items.key", "k"),
    ("ec2:CreateTags", "resourcesSet.items.resourceId", "i-0"),
    ("ec2:RunInstances", "instancesSet.items.imageId", "ami-0"),
    ("ec2:RunInstances", "instancesSet.items.minCount", 1),
    ("ec2:RunInstances", "tagSpecificationSet.items.tags.key", "k"),
    ("ec2:RunInstances", "networkInterfaceSet.items.groupSet.items.groupId", "sg-0"),
    ("ec2:RunInstances", "tenancy", "default"),
    ("ec2:CreateSubnet", "tagSpecificationSet.items.tags.key", "k"),
    ("ec2:CreateVolume", "size", "80"), ("ec2:CreateVolume", "zone", "eu-west-1a"),
    ("ec2:ModifyInstanceAttribute", "disableApiTermination.value", True),
    ("ec2:ModifyInstanceAttribute", "userData", {"prefix": "<sensitive"}),
    ("ec2:CreateFlowLogs", "CreateFlowLogsRequest.ResourceId.content", "vpc-0"),
    ("ec2:CreateFlowLogs", "CreateFlowLogsRequest.TagSpecification.Tag.Key", "k"),
    ("ec2:CreateTrafficMirrorFilterRule", "CreateTrafficMirrorFilterRuleRequest.RuleNumber", 1),
    (f"ec2:{METADATA}", f"{METADATA}Request.HttpTokens", "optional"),
    ("ec2:DescribeLaunchTemplates", "DescribeLaunchTemplatesRequest", ""),
    (BLOCK, ACLS, False), (BLOCK, "publicAccessBlock", ""), (BLOCK, "bucketName", "b"),
    ("s3:PutBucketAcl", "x-amz-acl", "public-read"), ("s3:PutBucketAcl", "acl", ""),
    ("s3:PutBucketAcl", "acl", {"exists": True}),
    ("s3:PutBucketAcl", "AccessControlPolicy.AccessControlList.Grant.Grantee.URI", "u"),
    ("s3:PutObject", "bucketName", "b"), ("s3:PutObject", "key", "k"),
    ("s3:PutObject", "x-amz-meta-owner", "me"),
    ("s3:PutBucketPolicy", "bucketPolicy.Statement.Effect", "Allow"),
    ("s3:PutBucketLifecycleConfiguration", "LifecycleConfiguration.Rule.Expiration.Days", 1),
    ("s3:PutBucketTagging", "Tagging.TagSet.Tag.Value", True),
]

# (operation, path, value, the path that was meant), all of which fire never.
NEVER: list[tuple[str, str, Any, str]] = [
    ("ec2:TerminateInstances", "instanceId", "i-0", "instancesSet.items.instanceId"),
    ("ec2:TerminateInstances", "instanceIds", "i-0", "instancesSet.items.instanceId"),
    ("ec2:TerminateInstances", "instancesSet", "i-0", "instancesSet.items.instanceId"),
    ("ec2:TerminateInstances", "instancesSet.instanceId", "i-0", "instancesSet.items.instanceId"),
    (INGRESS, "ipPermissions.ipRanges.cidrIp", "0.0.0.0/0", CIDR),
    (INGRESS, "cidrIp.ipRanges.ipPermissions", "0.0.0.0/0", CIDR),
    (INGRESS, "IpPermissions.IpRanges.CidrIp", "0.0.0.0/0", CIDR),
    (INGRESS, "ipPermissions.fromPort", 22, PORT),
    ("ec2:ModifyImageAttribute", "launchPermission.add.group", "all",
     "launchPermission.add.items.group"),
    ("ec2:ModifyImageAttribute", "launchPermission.remove.group", "all",
     "launchPermission.remove.items.group"),
    ("ec2:ModifySnapshotAttribute", "createVolumePermission.add.group", "all",
     "createVolumePermission.add.items.group"),
    ("ec2:CreateTags", "tagSet.key", "k", "tagSet.items.key"),
    ("ec2:CreateTags", "tags.key", "k", "tagSet.items.key"),
    ("ec2:RunInstances", "imageId", "ami-0", "instancesSet.items.imageId"),
    ("ec2:RunInstances", "placement.tenancy", "default", "tenancy"),
    ("ec2:ModifyInstanceAttribute", "instanceType", "t3.micro", "instanceType.value"),
    ("ec2:CreateFlowLogs", "CreateFlowLogsRequest.ResourceId", "vpc-0",
     "CreateFlowLogsRequest.ResourceId.content"),
    (f"ec2:{METADATA}", "httpTokens", "optional", f"{METADATA}Request.HttpTokens"),
    (f"ec2:{METADATA}", "modifyInstanceMetadataOptionsRequest.httpTokens", "optional",
     f"{METADATA}Request.HttpTokens"),
    (BLOCK, "BlockPublicAcls", False, ACLS),
    (BLOCK, "publicAccessBlockConfiguration.blockPublicAcls", False, ACLS),
    (BLOCK, "PublicAccessBlockConfiguration.bucketName", "b", "bucketName"),
    ("s3:PutObject", "bucket", "b", "bucketName"), ("s3:PutObject", "Bucket", "b", "bucketName"),
    ("s3:PutObject", "Key", "k", "key"),
    ("s3:PutBucketVersioning", "versioningConfiguration.status", "Suspended",
     "VersioningConfiguration.Status"),
    ("route53:ChangeResourceRecordSets", "ChangeBatch.Changes.Action", "DELETE",
     "changeBatch.changes.action"),
    ("cloudfront:UpdateDistribution", "DistributionConfig.Enabled", False,
     "distributionConfig.enabled"),
]


def said(operation: str, where: dict[str, Any]) -> list[Any]:
    return [one for one in findings({"on": operation, "where": where})
            if one.code not in ("read-only-volume", "region", "other-calls", "data-event")]


@pytest.mark.parametrize(("operation", "path", "value"), REAL)
def test_what_records_hold_is_not_doubted(operation: str, path: str, value: Any) -> None:
    assert said(operation, {f"requestParameters.{path}": value}) == []


@pytest.mark.parametrize(("operation", "path", "value", "meant"), NEVER)
def test_a_path_that_no_record_has_is_warned_of_and_the_real_one_is_named(
        operation: str, path: str, value: Any, meant: str) -> None:
    found = said(operation, {f"requestParameters.{path}": value})
    assert [(one.level, one.suggestion) for one in found] == [
        ("warning", f"requestParameters.{meant}")]
    assert {one.code for one in found} <= {"unverified-parameter", "unverified-leaf"}
    assert said(operation, {found[0].suggestion: value}) == []


@pytest.mark.parametrize(("operation", "path", "value", "code", "suggestion"), [
    (INGRESS, PORT, "22", "unverified-type", "22"),
    (INGRESS, "ipPermissions.items.ipProtocol", -1, "unverified-type", '"-1"'),
    (INGRESS, CIDR, {"cidr": "0.0.0.0/0"}, "unverified-value", "0.0.0.0/0"),
    ("ec2:CreateVolume", "size", 80, "unverified-type", '"80"'),
    ("ec2:RunInstances", "instancesSet.items.maxCount", "1", "unverified-type", "1"),
    (BLOCK, ACLS, "false", "unverified-type", "false"),
    ("s3:PutBucketAcl", "acl", "public-read", "unverified-value", "requestParameters.x-amz-acl"),
    ("s3:PutBucketAcl", "acl", {"prefix": "public"}, "unverified-value", ""),
    ("s3:PutBucketVersioning", "versioning", "Suspended", "unverified-value",
     "requestParameters.VersioningConfiguration.Status"),
    ("s3:PutBucketAcl", "x-amz-acl", "public", "unverified-value", "public-read"),
])
def test_a_value_that_the_field_never_holds_is_warned_of(
        operation: str, path: str, value: Any, code: str, suggestion: str) -> None:
    found = said(operation, {f"requestParameters.{path}": value})
    assert [(one.level, one.code, one.suggestion) for one in found] == [
        ("warning", code, suggestion)]


@pytest.mark.parametrize(("operation", "path", "meant"), [
    ("lambda:CreateFunction", "runtime", "requestParameters.runtime"),
    ("lambda:CreateFunction", "vpcConfig.subnetIds", "requestParameters.vpcConfig.subnetIds"),
    ("ec2:TerminateInstances", "instanceId", "requestParameters.instancesSet.items.instanceId"),
    ("s3:PutObject", "bucketName", "requestParameters.bucketName"),
    ("lambda:CreateFunction", "source", "eventSource"),
    ("lambda:CreateFunction", "account", "recipientAccountId"),
    ("lambda:CreateFunction", "region", "awsRegion"),
    ("lambda:CreateFunction", "eventNmae", "eventName"),
])
def test_the_field_that_is_likely_meant_is_named_where_the_record_has_none(
        operation: str, path: str, meant: str) -> None:
    found = said(operation, {path: "python3.12"})
    assert [one.suggestion for one in found if "record-field" in one.code] == [meant]


def test_what_is_mended_is_whole() -> None:
    """A suggestion never leaves another wrong word in the path, for any service."""
    for operation, path in (
            ("wafv2:CreateWebACL", "VisibilityConfig.MetricNmae"),
            ("ecs:CreateService", "NetworkConfiguration.AwsvpcConfiguration.Subnet"),
            ("ec2:RunInstances", "MetadataOptions.HttpToken"),
            ("elbv2:CreateListener", "DefaultActions.TargetGroupArn")):
        first = said(operation, {f"requestParameters.{path}": "x"})
        assert len(first) == 1
        assert first[0].suggestion
        again = said(operation, {first[0].suggestion: "x"})
        assert [one for one in again if one.code != "unverified-value"] == []
