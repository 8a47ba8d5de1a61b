"""Calls that do the same as another by another name. Data.

Source: S3 user guide, "Event notification types": an object is created by PUT, POST, COPY and by
completing a multipart upload, as the SDKs and the console do with large files; it is deleted by
itself and as one of many.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SameEffect:
    """`calls` are operations of boto3's `service` that have the same effect; `source` and
    `detail_type` are of the service's own event, which tells of all of them."""

    service: str
    calls: tuple[str, ...]
    source: str
    detail_type: str


SAME_EFFECT = (
    SameEffect("s3", ("CompleteMultipartUpload", "CopyObject", "PutObject"), "aws.s3",
               "Object Created"),
    SameEffect("s3", ("DeleteObject", "DeleteObjects"), "aws.s3", "Object Deleted"),
)
