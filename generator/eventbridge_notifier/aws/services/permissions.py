"""IAM's permissions that no event has as its name, and the calls that they allow. Data."""

from __future__ import annotations

from eventbridge_notifier.aws.services.services import actions

# (boto3's service, IAM's action) to the operations it allows, by names that `on` takes. Sources: S3
# user guide, "Required permissions for Amazon S3 API operations"; Lambda, DynamoDB, KMS, STS and
# API Gateway developer guides, "actions"; EFS user guide, "IAM authorization for clients" and
# "Logging with CloudTrail".
ALLOWS: dict[tuple[str, str], tuple[str, ...]] = {
    ("s3", "ListBucket"): ("ListObjects", "HeadBucket"),
    ("s3", "ListAllMyBuckets"): ("ListBuckets",),
    ("s3", "ListBucketVersions"): ("ListObjectVersions",),
    ("s3", "ListBucketMultipartUploads"): ("ListMultipartUploads",),
    ("s3", "ListMultipartUploadParts"): ("ListParts",),
    ("s3", "GetObjectVersion"): ("GetObject", "HeadObject"),
    ("s3", "GetObjectVersionAcl"): ("GetObjectAcl",),
    ("s3", "GetObjectVersionAttributes"): ("GetObjectAttributes",),
    ("s3", "GetObjectVersionTagging"): ("GetObjectTagging",),
    ("s3", "PutObjectVersionAcl"): ("PutObjectAcl",),
    ("s3", "PutObjectVersionTagging"): ("PutObjectTagging",),
    ("s3", "DeleteObjectVersion"): ("DeleteObject", "DeleteObjects"),
    ("s3", "DeleteObjectVersionTagging"): ("DeleteObjectTagging",),
    ("s3", "BypassGovernanceRetention"): ("PutObjectRetention", "DeleteObject"),
    ("s3", "PutEncryptionConfiguration"): ("PutBucketEncryption", "DeleteBucketEncryption"),
    ("s3", "GetEncryptionConfiguration"): ("GetBucketEncryption",),
    ("s3", "PutLifecycleConfiguration"): ("PutBucketLifecycle", "DeleteBucketLifecycle"),
    ("s3", "GetLifecycleConfiguration"): ("GetBucketLifecycle",),
    ("s3", "PutReplicationConfiguration"): ("PutBucketReplication", "DeleteBucketReplication"),
    ("s3", "GetReplicationConfiguration"): ("GetBucketReplication",),
    ("s3", "PutMetricsConfiguration"): ("PutBucketMetricsConfiguration",
                                        "DeleteBucketMetricsConfiguration"),
    ("s3", "GetMetricsConfiguration"): ("GetBucketMetricsConfiguration",
                                        "ListBucketMetricsConfigurations"),
    ("s3", "PutInventoryConfiguration"): ("PutBucketInventoryConfiguration",
                                          "DeleteBucketInventoryConfiguration"),
    ("s3", "GetInventoryConfiguration"): ("GetBucketInventoryConfiguration",
                                          "ListBucketInventoryConfigurations"),
    ("s3", "PutAnalyticsConfiguration"): ("PutBucketAnalyticsConfiguration",
                                          "DeleteBucketAnalyticsConfiguration"),
    ("s3", "GetAnalyticsConfiguration"): ("GetBucketAnalyticsConfiguration",
                                          "ListBucketAnalyticsConfigurations"),
    ("s3", "PutIntelligentTieringConfiguration"): (
        "PutBucketIntelligentTieringConfiguration", "DeleteBucketIntelligentTieringConfiguration"),
    ("s3", "GetIntelligentTieringConfiguration"): (
        "GetBucketIntelligentTieringConfiguration", "ListBucketIntelligentTieringConfigurations"),
    ("lambda", "InvokeFunction"): ("Invoke",),
    ("dynamodb", "PartiQLSelect"): ("ExecuteStatement", "BatchExecuteStatement"),
    ("dynamodb", "PartiQLInsert"): ("ExecuteStatement", "BatchExecuteStatement"),
    ("dynamodb", "PartiQLUpdate"): ("ExecuteStatement", "BatchExecuteStatement"),
    ("dynamodb", "PartiQLDelete"): ("ExecuteStatement", "BatchExecuteStatement"),
    ("dynamodb", "ConditionCheckItem"): ("TransactWriteItems",),
    ("kms", "ReEncryptFrom"): ("ReEncrypt",),
    ("kms", "ReEncryptTo"): ("ReEncrypt",),
    ("sts", "TagSession"): ("AssumeRole",),
    ("sts", "SetSourceIdentity"): ("AssumeRole",),
    ("sts", "SetContext"): ("AssumeRole",),
    ("apigateway", "GET"): ("GetRestApis",),
    ("apigateway", "POST"): ("CreateRestApi", "CreateDeployment"),
    ("apigateway", "PUT"): ("PutMethod", "PutRestApi"),
    ("apigateway", "PATCH"): ("UpdateRestApi", "UpdateStage"),
    ("apigateway", "DELETE"): ("DeleteRestApi", "DeleteStage"),
    ("efs", "ClientMount"): ("NewClientConnection",),
    ("efs", "ClientWrite"): ("NewClientConnection",),
    ("efs", "ClientRootAccess"): ("NewClientConnection",),
}

# Permissions that go with calls of other services and allow none by themselves (IAM user guide,
# "Granting a user permissions to pass a role").
NO_CALL = frozenset({("iam", "PassRole")})


def is_permission(service: str, name: str) -> bool:
    """Has IAM a permission of that name, for which no API model has an operation?"""
    row = (service, name)
    return row in ALLOWS or row in NO_CALL or name in actions().get(service, ())


def calls(service: str, name: str) -> tuple[str, ...]:
    """The operations that a permission allows; () where none is known."""
    return ALLOWS.get((service, name), ())
