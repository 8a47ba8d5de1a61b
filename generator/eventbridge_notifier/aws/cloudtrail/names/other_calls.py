"""Calls that do the same as another by another name. Data.

Source: S3 user guide, "Event notification types": an object is created by PUT, POST, COPY and by
completing a multipart upload, as the SDKs and the console do with large files.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Others:
    """`calls` are further operations of the service that have the same effect; `source` and
    `detail_type` are of the service's own event, which tells of all of them."""

    calls: tuple[str, ...]
    source: str
    detail_type: str


# (boto3's service, operation)
OTHER_CALLS = {
    ("s3", "PutObject"): Others(("CompleteMultipartUpload", "CopyObject"), "aws.s3",
                                "Object Created"),
    ("s3", "CopyObject"): Others(("CompleteMultipartUpload", "PutObject"), "aws.s3",
                                 "Object Created"),
    ("s3", "DeleteObject"): Others(("DeleteObjects",), "aws.s3", "Object Deleted"),
}
