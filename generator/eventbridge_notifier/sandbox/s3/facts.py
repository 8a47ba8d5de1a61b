"""What IAM, KMS and moto have to do with S3. Data."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import ClientError

from eventbridge_notifier.sandbox.core.denial import DenialKind
from eventbridge_notifier.sandbox.core.service_facts import (
    ArnParts,
    KeptAttributes,
    KeyUse,
    Limit,
    Resource,
    ResourceReader,
    ServiceFacts,
    picked,
)


def read(s3: Any, arn: ArnParts) -> Resource:
    """The key of a bucket. Its policy is kept by `buckets.Buckets`."""
    rule = _encryption(s3, arn.name)
    default = rule.get("ApplyServerSideEncryptionByDefault", {})
    key = default.get("KMSMasterKeyID", "alias/aws/s3")
    return Resource(key=key if default.get("SSEAlgorithm") == "aws:kms" else "",
                    bucket_key=bool(rule.get("BucketKeyEnabled")))


def _encryption(s3: Any, bucket: str) -> dict[str, Any]:
    try:
        found = s3.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"]
    except ClientError:
        return {}
    return dict(found["Rules"][0]) if found["Rules"] else {}


# Service Authorization Reference, "Actions defined by Amazon S3".
_ACTIONS = """
    ListBuckets ListAllMyBuckets
    HeadBucket ListBucket
    HeadObject GetObject
    ListObjects ListBucket
    ListObjectsV2 ListBucket
    ListObjectVersions ListBucketVersions
    ListMultipartUploads ListBucketMultipartUploads
    ListParts ListMultipartUploadParts
    CreateMultipartUpload PutObject
    UploadPart PutObject
    CompleteMultipartUpload PutObject
    DeleteObjects DeleteObject
    SelectObjectContent GetObject
    GetBucketEncryption GetEncryptionConfiguration
    PutBucketEncryption PutEncryptionConfiguration
    DeleteBucketEncryption PutEncryptionConfiguration
    GetBucketLifecycleConfiguration GetLifecycleConfiguration
    PutBucketLifecycleConfiguration PutLifecycleConfiguration
    DeleteBucketLifecycle PutLifecycleConfiguration
    GetBucketReplication GetReplicationConfiguration
    PutBucketReplication PutReplicationConfiguration
    DeleteBucketReplication PutReplicationConfiguration
    GetBucketNotificationConfiguration GetBucketNotification
    PutBucketNotificationConfiguration PutBucketNotification
    GetPublicAccessBlock GetBucketPublicAccessBlock
    PutPublicAccessBlock PutBucketPublicAccessBlock
    DeletePublicAccessBlock PutBucketPublicAccessBlock
    GetBucketAccelerateConfiguration GetAccelerateConfiguration
    PutBucketAccelerateConfiguration PutAccelerateConfiguration
    GetObjectLockConfiguration GetBucketObjectLockConfiguration
    PutObjectLockConfiguration PutBucketObjectLockConfiguration
    GetBucketCors GetBucketCORS
    PutBucketCors PutBucketCORS
    DeleteBucketCors PutBucketCORS
    DeleteBucketTagging PutBucketTagging
    DeleteBucketOwnershipControls PutBucketOwnershipControls
    """
LIMITS = (
    Limit("PutBucketPolicy", lambda clients, call: len(str(call.params.get("Policy") or "")),
          20_480, "MalformedPolicy", "Policy exceeds the maximum allowed document size.",
          'S3 user guide, "Policies and permissions": bucket policies are limited to 20 KB'),
)
_ENCRYPTED = {"aws:s3:arn": "{object}"}

S3 = ServiceFacts(
    "s3",
    arns=("arn:aws:s3:::{Bucket}/{Key}", "arn:aws:s3:::{Bucket}"),
    actions=_ACTIONS,
    condition_keys=(
        ("s3:prefix", "Prefix"), ("s3:delimiter", "Delimiter"), ("s3:max-keys", "MaxKeys"),
        ("s3:x-amz-acl", "ACL"), ("s3:x-amz-server-side-encryption", "ServerSideEncryption"),
        ("s3:x-amz-server-side-encryption-aws-kms-key-id", "SSEKMSKeyId"),
        ("s3:VersionId", "VersionId")),
    resources=ResourceReader(read, frozenset({
        "CreateBucket", "DeleteBucket", "PutBucketPolicy", "DeleteBucketPolicy",
        "PutBucketEncryption", "DeleteBucketEncryption"})),
    # S3 user guide, "Using SSE-KMS": reading and writing objects.
    key_uses=(KeyUse("s3:PutObject", "GenerateDataKey", _ENCRYPTED),
              KeyUse("s3:GetObject s3:GetObjectVersion", "Decrypt", _ENCRYPTED)),
    errors={DenialKind.KEY_DISABLED: ("KMS.DisabledException", 400),
            DenialKind.KEY_MISSING: ("KMS.NotFoundException", 400)},
    limits=LIMITS,
    # moto forgets that a bucket tells EventBridge.
    kept=(KeptAttributes(
        ("PutBucketNotificationConfiguration",), ("GetBucketNotificationConfiguration",),
        "DeleteBucket", lambda params: str(params["Bucket"]),
        lambda params: picked(params.get("NotificationConfiguration", {}),
                              "EventBridgeConfiguration"),
        lambda answer, kept: {**answer, **kept}, across_regions=True),),
)
