"""What a trail needs of its bucket, its key, its topic and its log group."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.people import ACCOUNT, REGION, People, allow, document, refused
from tests.sandbox.resources import bucket, key
from tests.sandbox.stack import Stack

TOPIC = f"arn:aws:sns:{REGION}:{ACCOUNT}:target"
EVENTS = {"Service": "events.amazonaws.com"}
TRAIL = f"arn:aws:cloudtrail:{REGION}:{ACCOUNT}:trail/trail"
CLOUDTRAIL = {"Service": "cloudtrail.amazonaws.com"}
FROM_TRAIL = {"StringEquals": {"aws:SourceArn": TRAIL}}
CHECK = allow("s3:GetBucketAcl", resource="arn:aws:s3:::logs", Principal=CLOUDTRAIL,
              Condition=FROM_TRAIL)
WRITE = allow("s3:PutObject", resource=f"arn:aws:s3:::logs/AWSLogs/{ACCOUNT}/*",
              Principal=CLOUDTRAIL, Condition={"StringEquals": {
                  **FROM_TRAIL["StringEquals"], "s3:x-amz-acl": "bucket-owner-full-control"}})


def trail(stack: Stack, **settings: str) -> None:
    stack.client("cloudtrail").create_trail(Name="trail", S3BucketName="logs", **settings)


@pytest.mark.parametrize("statements", [[], [CHECK], [WRITE], [CHECK, {
    **WRITE, "Condition": {"StringEquals": {"aws:SourceArn": TRAIL + "x"}}}]])
def test_a_trail_needs_its_bucket(stack: Stack, statements: list[Any]) -> None:
    bucket(stack, *statements)
    assert refused(trail, stack=stack)[0] == "InsufficientS3BucketPolicyException"


ENCRYPT = allow("kms:GenerateDataKey*", Principal=CLOUDTRAIL, Condition={"StringEquals": {
    "kms:EncryptionContext:aws:cloudtrail:arn": TRAIL}})
DESCRIBE = allow("kms:DescribeKey", Principal=CLOUDTRAIL)


@pytest.mark.parametrize(("statements", "code"), [
    ([], "InsufficientEncryptionPolicyException"),
    ([ENCRYPT], "InsufficientEncryptionPolicyException"),
    ([DESCRIBE], "InsufficientEncryptionPolicyException"), ([ENCRYPT, DESCRIBE], ""),
])
def test_a_trail_needs_its_key(stack: Stack, statements: list[Any], code: str) -> None:
    bucket(stack, CHECK, WRITE)
    arn = key(stack, *statements)
    if code:
        assert refused(trail, stack=stack, KmsKeyId=arn)[0] == code
        return
    trail(stack, KmsKeyId=arn)
    stack.client("kms").disable_key(KeyId=arn)
    assert refused(stack.client("cloudtrail").start_logging, Name="trail")[0] == (
        "KmsKeyDisabledException")


def test_a_trail_needs_its_topic_and_its_log_group(stack: Stack, people: People) -> None:
    bucket(stack, CHECK, WRITE)
    stack.client("sns").create_topic(Name="target", Attributes={"Policy": document(
        allow("sns:Publish", resource=TOPIC, Principal=EVENTS))})
    assert refused(trail, stack=stack, SnsTopicName="target")[0] == (
        "InsufficientSnsTopicPolicyException")
    group = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:trail:*"
    stack.client("logs").create_log_group(logGroupName="trail")
    for number, (trusted, actions) in enumerate([
            ("ec2.amazonaws.com", ["logs:*"]), ("cloudtrail.amazonaws.com", ["logs:Get*"])]):
        role = people.role(f"writer-{number}", {"Service": trusted}, allow(*actions))
        assert refused(trail, stack=stack, CloudWatchLogsLogGroupArn=group,
                       CloudWatchLogsRoleArn=role)[0] == "InvalidCloudWatchLogsRoleArnException"
    role = people.role("writer", CLOUDTRAIL, allow(
        "logs:CreateLogStream", "logs:PutLogEvents", resource=group))
    trail(stack, CloudWatchLogsLogGroupArn=group, CloudWatchLogsRoleArn=role)
