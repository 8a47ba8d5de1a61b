"""Keys and buckets with the policies that a test gives them."""

from __future__ import annotations

from typing import Any

from tests.sandbox.people import ACCOUNT, REGION, allow, document
from tests.sandbox.stack import Stack

ROOT = {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}
ADMIN = allow("kms:*", Principal=ROOT)


def key(stack: Stack, *statements: dict[str, Any]) -> str:
    made = stack.client("kms").create_key(Policy=document(ADMIN, *statements))
    return str(made["KeyMetadata"]["Arn"])


def bucket(stack: Stack, *statements: dict[str, Any]) -> None:
    s3 = stack.client("s3")
    s3.create_bucket(Bucket="logs", CreateBucketConfiguration={"LocationConstraint": REGION})
    if statements:
        s3.put_bucket_policy(Bucket="logs", Policy=document(*statements))
