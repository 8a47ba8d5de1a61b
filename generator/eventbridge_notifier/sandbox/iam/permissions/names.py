"""An operation's IAM action. Mostly `prefix:Operation`; what differs is a row. Data.

Source: Service Authorization Reference.
"""

from __future__ import annotations

from eventbridge_notifier.aws.services.services import index

# boto3's name to the IAM prefix, where the name that the service signs with is not it.
_PREFIXES = {
    "cloudwatch": "cloudwatch", "dynamodbstreams": "dynamodb", "s3control": "s3",
    "resourcegroupstaggingapi": "tag", "apigatewayv2": "apigateway", "sesv2": "ses", "ses": "ses",
}

# Operations that ask for another permission than their name says: "operation action" pairs.
_OTHERS: dict[str, str] = {
    "lambda": """
        Invoke InvokeFunction
        InvokeAsync InvokeFunction
        InvokeWithResponseStream InvokeFunction
        """,
    "sqs": """
        SendMessageBatch SendMessage
        DeleteMessageBatch DeleteMessage
        ChangeMessageVisibilityBatch ChangeMessageVisibility
        """,
    "sns": "PublishBatch Publish",
    "s3": """
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
        """,
}
_ACTIONS = {(service, name): action for service, rows in _OTHERS.items()
            for name, action in zip(rows.split()[::2], rows.split()[1::2], strict=True)}

# Operations that anybody may call who has credentials (STS API reference).
FREE = frozenset({("sts", "GetCallerIdentity"), ("sts", "GetSessionToken")})


def prefix(service: str) -> str:
    """The IAM prefix of a service: `dynamodb`, `cloudwatch`, `states`."""
    if service in _PREFIXES:
        return _PREFIXES[service]
    known = index().get(service, {"prefix": service, "signing": ""})
    return str(known["signing"] or known["prefix"] or service)


def action(service: str, operation: str) -> str:
    """The IAM action of an operation: `dynamodb:PutItem`."""
    return f"{prefix(service)}:{_ACTIONS.get((service, operation), operation)}"
