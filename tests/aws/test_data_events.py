"""Data events: which calls they are, of which resources, and what stands in `resources.ARN`."""

from __future__ import annotations

import pytest
from eventbridge_notifier import aws
from eventbridge_notifier.aws.cloudtrail import data_events
from eventbridge_notifier.aws.services import models

# Each from the CloudTrail page of the service's guide, not from our table.
DATA = [
    ("s3", "PutObject", "AWS::S3::Object"), ("s3", "ListObjects", "AWS::S3::Object"),
    ("s3", "HeadBucket", "AWS::S3::Object"), ("lambda", "Invoke", "AWS::Lambda::Function"),
    ("dynamodb", "UpdateItem", "AWS::DynamoDB::Table"),
    ("dynamodb", "ExecuteStatement", "AWS::DynamoDB::Table"),
    ("dynamodbstreams", "GetRecords", "AWS::DynamoDB::Stream"),
    ("sns", "Publish", "AWS::SNS::Topic"), ("sqs", "GetQueueAttributes", "AWS::SQS::Queue"),
    ("sqs", "SendMessage", "AWS::SQS::Queue"), ("kinesis", "PutRecord", "AWS::Kinesis::Stream"),
    ("cloudwatch", "GetMetricData", "AWS::CloudWatch::Metric"),
    ("bedrock-agent-runtime", "InvokeAgent", "AWS::Bedrock::AgentAlias"),
    ("bedrock-runtime", "ApplyGuardrail", "AWS::Bedrock::Guardrail"),
    ("ebs", "PutSnapshotBlock", "AWS::EC2::Snapshot"),
    ("sagemaker-metrics", "BatchPutMetrics", "AWS::SageMaker::ExperimentTrialComponent"),
]
MANAGEMENT = [
    ("s3", "PutBucketPolicy"), ("s3", "CreateBucket"), ("s3", "ListBuckets"),
    ("lambda", "CreateFunction"), ("dynamodb", "CreateTable"), ("dynamodb", "DescribeTable"),
    ("sqs", "CreateQueue"), ("sqs", "PurgeQueue"), ("sqs", "SetQueueAttributes"),
    ("sns", "Subscribe"), ("cloudwatch", "PutMetricAlarm"), ("bedrock-runtime", "InvokeModel"),
    ("bedrock-runtime", "Converse"), ("iam", "CreateUser"), ("ec2", "RunInstances"),
]


@pytest.mark.parametrize(("service", "name", "resource"), DATA)
def test_a_documented_data_event_is_known_with_its_resource(
        service: str, name: str, resource: str) -> None:
    assert resource in [one.type for one in aws.data_resources(service, name)]
    assert (aws.is_data_event(service, name), aws.is_management(service, name)) == (True, False)


@pytest.mark.parametrize(("service", "name"), MANAGEMENT)
def test_a_documented_management_event_is_none_of_them(service: str, name: str) -> None:
    assert (aws.is_data_event(service, name), aws.is_management(service, name)) == (False, True)


def test_where_sources_disagree_a_call_is_neither_for_certain() -> None:
    assert not aws.is_data_event("stepfunctions", "StartSyncExecution")
    assert not aws.is_management("stepfunctions", "StartSyncExecution")


def test_every_row_names_operations_and_members_that_the_api_has() -> None:
    for resource, operations in data_events._rows():
        members: set[str] = set()
        for name in operations:
            assert name.removesuffix("?") in models.load(resource.service)["operations"], name
            shape = models.input_shape(resource.service, name.removesuffix("?")) or ""
            members |= set(models.load(resource.service)["shapes"][shape]["members"])
        assert not operations or set(resource.members) <= members, resource.type


def test_every_type_that_can_be_selected_is_there_once_a_service() -> None:
    rows = [(one.type, one.service) for one, _ in data_events._rows()]
    assert len(rows) == len(set(rows))
    assert len(aws.data_resource_types()) > 150


@pytest.mark.parametrize(("service", "name", "request_", "arn"), [
    ("s3", "PutObject", {"Bucket": "b", "Key": "a/b.csv"}, "arn:aws-cn:s3:::b/a/b.csv"),
    ("s3", "ListObjects", {"Bucket": "b"}, "arn:aws-cn:s3:::b/"),
    ("lambda", "Invoke", {"FunctionName": "f"}, "arn:aws-cn:lambda:r:1:function:f"),
    ("lambda", "Invoke", {"FunctionName": "arn:aws:lambda:r:1:function:f:live"},
     "arn:aws:lambda:r:1:function:f:live"),
    ("sqs", "SendMessage", {"QueueUrl": "https://sqs.r.amazonaws.com/1/q"}, "arn:aws-cn:sqs:r:1:q"),
    ("sns", "Publish", {"TopicArn": "arn:aws:sns:r:1:t"}, "arn:aws:sns:r:1:t"),
])
def test_the_arn_follows_from_the_request(
        service: str, name: str, request_: dict[str, str], arn: str) -> None:
    resource = aws.data_resources(service, name)[0]
    assert aws.resource_arn(resource, request_, partition="aws-cn", region="r", account="1") == arn
