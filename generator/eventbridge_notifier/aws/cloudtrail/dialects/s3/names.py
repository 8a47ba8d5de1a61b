"""Names of S3's requests that no rule gives. Data."""

from __future__ import annotations

# Members with a name of CloudTrail's own. Source: attested records; S3 user guide, "log entries".
NAMES = {"Bucket": "bucketName", "Key": "key"}

# Bodies with a name of CloudTrail's own. Source: attested records (PutBucketPolicy);
# S3 user guide, "CloudTrail log file entries for Amazon S3".
BODIES = {"Policy": "bucketPolicy"}

# Words of requests, for operations that no model has. Sources: attested records; S3 user guide,
# "CloudTrail log file entries".
WORDS = (
    "bucketName", "Host", "key", "host", "x-amz-acl", "location", "lifecycle", "notification",
    "accelerate", "publicAccessBlock", "object-lock", "bucketPolicy", "xmlns", "xmlns:xsi",
    "xsi:type", "encoding-type", "list-type", "x-id", "website", "cors", "encryption", "versions",
    "replication", "logging", "tagging", "ownershipControls", "policyStatus", "requestPayment",
    "intelligent-tiering", "inventory", "analytics", "metrics", "versioning", "acl", "policy",
    "X-Amz-Algorithm", "X-Amz-Date", "X-Amz-Expires", "X-Amz-SignedHeaders", "X-Amz-Credential",
    "x-amz-server-side-encryption", "uploads", "delete", "restore", "accountId", "Key", "expires",
    "AccessControlList", "AccessControlPolicy", "Grantee", "ObjectCannedACL", "Prefix",
    "CreateBucketConfiguration", "LocationConstraint", "x-amz-object-ownership",
)

# Words of the records of S3 on Outposts. Source: attested records.
OUTPOSTS_WORDS = (
    "Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language",
    "Content-Length", "Content-MD5", "Content-Type", "x-amz-storage-class",
    "x-amz-server-side-encryption-customer-algorithm",
    "x-amz-server-side-encryption-customer-key-MD5")
