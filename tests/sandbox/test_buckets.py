"""Buckets in the sandbox can be emptied as AWS's can, so that a stack can be destroyed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from eventbridge_notifier.sandbox.app import Sandbox


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(region="eu-west-1") as running:
        yield running


@pytest.mark.parametrize("first", ["Versions", "DeleteMarkers"])
def test_versions_and_delete_markers_are_deleted_in_any_order(sandbox: Sandbox, first: str) -> None:
    s3, bucket = sandbox.client("s3"), f"emptied-{first.lower()}"
    s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    s3.put_object(Bucket=bucket, Key="a", Body=b"x")
    s3.delete_object(Bucket=bucket, Key="a")
    for kind in sorted(("Versions", "DeleteMarkers"), key=lambda one: one != first):
        s3.delete_objects(Bucket=bucket, Delete={"Objects": [
            {"Key": one["Key"], "VersionId": one["VersionId"]}
            for one in s3.list_object_versions(Bucket=bucket)[kind]]})
    s3.delete_bucket(Bucket=bucket)
    assert bucket not in {one["Name"] for one in s3.list_buckets()["Buckets"]}
