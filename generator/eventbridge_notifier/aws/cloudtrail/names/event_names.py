"""What CloudTrail calls operations, where it is not the API's name. Data."""

from __future__ import annotations

# What CloudTrail writes for an operation, where it is not the operation's name. Several names
# where AWS uses several, or where sources disagree. Sources: Lambda developer guide, "Lambda
# events in CloudTrail"; attested records; S3 user guide, "CloudTrail events".
EVENT_NAMES: dict[tuple[str, str], tuple[str, ...]] = {
    ("lambda", "AddPermission"): ("AddPermission20150331v2",),
    ("lambda", "CreateAlias"): ("CreateAlias20150331",),
    ("lambda", "CreateEventSourceMapping"): ("CreateEventSourceMapping20150331",),
    ("lambda", "CreateFunction"): ("CreateFunction20150331",),
    ("lambda", "DeleteAlias"): ("DeleteAlias20150331",),
    ("lambda", "DeleteEventSourceMapping"): ("DeleteEventSourceMapping20150331",),
    ("lambda", "DeleteFunction"): ("DeleteFunction20150331",),
    ("lambda", "DeleteFunctionConcurrency"): ("DeleteFunctionConcurrency20171031",),
    ("lambda", "GetAlias"): ("GetAlias20150331",),
    ("lambda", "GetFunction"): ("GetFunction20150331v2",),
    ("lambda", "GetFunctionConfiguration"): ("GetFunctionConfiguration20150331v2",),
    ("lambda", "ListFunctions"): ("ListFunctions20150331",),
    ("lambda", "PublishLayerVersion"): ("PublishLayerVersion20181031",),
    ("lambda", "PublishVersion"): ("PublishVersion20150331",),
    ("lambda", "PutFunctionConcurrency"): ("PutFunctionConcurrency20171031",),
    ("lambda", "RemovePermission"): ("RemovePermission20150331v2",),
    ("lambda", "TagResource"): ("TagResource20170331v2",),
    ("lambda", "UntagResource"): ("UntagResource20170331v2",),
    ("lambda", "UpdateAlias"): ("UpdateAlias20150331",),
    ("lambda", "UpdateEventSourceMapping"): ("UpdateEventSourceMapping20150331",),
    ("lambda", "UpdateFunctionCode"): ("UpdateFunctionCode20150331v2",),
    ("lambda", "UpdateFunctionConfiguration"): ("UpdateFunctionConfiguration20150331v2",),
    ("s3", "PutBucketLifecycleConfiguration"): ("PutBucketLifecycle",),
    ("s3", "GetBucketLifecycleConfiguration"): ("GetBucketLifecycle",),
    ("s3", "DeleteBucketLifecycle"): ("DeleteBucketLifecycle",),
    ("s3", "PutBucketNotificationConfiguration"): ("PutBucketNotification",),
    ("s3", "GetBucketNotificationConfiguration"): ("GetBucketNotification",),
    ("s3", "GetBucketAccelerateConfiguration"): ("GetAccelerateConfiguration",),
    ("s3", "PutBucketAccelerateConfiguration"): ("PutAccelerateConfiguration",),
    ("s3", "GetObjectLockConfiguration"): ("GetBucketObjectLockConfiguration",),
    ("s3", "PutObjectLockConfiguration"): ("PutBucketObjectLockConfiguration",),
    ("s3", "PutPublicAccessBlock"): ("PutBucketPublicAccessBlock", "PutPublicAccessBlock"),
    ("s3", "DeletePublicAccessBlock"): ("DeleteBucketPublicAccessBlock",
                                        "DeletePublicAccessBlock"),
    ("s3", "GetPublicAccessBlock"): ("GetBucketPublicAccessBlock", "GetPublicAccessBlock"),
    ("s3control", "GetPublicAccessBlock"): ("GetAccountPublicAccessBlock",),
    ("s3control", "PutPublicAccessBlock"): ("PutAccountPublicAccessBlock",),
    ("s3control", "DeletePublicAccessBlock"): ("DeleteAccountPublicAccessBlock",),
    ("s3", "ListObjectsV2"): ("ListObjects",),
    # S3 user guide, "Logging with CloudTrail", Object Lock.
    ("s3", "PutObjectRetention"): ("PutObjectLockRetention",),
    ("s3", "GetObjectRetention"): ("GetObjectLockRetention",),
    ("s3", "PutObjectLegalHold"): ("PutObjectLockLegalHold",),
    ("s3", "GetObjectLegalHold"): ("GetObjectLockLegalHold",),
}

# Services of which records also have the API's name, where CloudTrail's is another (attested).
BOTH_NAMES = frozenset({"s3"})
