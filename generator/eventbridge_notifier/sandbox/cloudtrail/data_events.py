"""Which calls CloudTrail takes for data events, of which resource. Data, and two look-ups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eventbridge_notifier.sandbox.core.model import Call

# (service, operations, resources.type, ARN of the resource in terms of the call's parameters).
# Source: CloudTrail user guide, "Logging data events".
_ROWS: tuple[tuple[str, str, str, str], ...] = (
    ("s3", "GetObject PutObject DeleteObject DeleteObjects HeadObject CopyObject ListObjects "
     "ListObjectsV2 HeadBucket GetObjectAcl PutObjectAcl GetObjectTagging PutObjectTagging "
     "CreateMultipartUpload UploadPart CompleteMultipartUpload AbortMultipartUpload ListParts "
     "GetObjectAttributes RestoreObject SelectObjectContent ListObjectVersions",
     "AWS::S3::Object", "arn:aws:s3:::{Bucket}/{Key}"),
    ("lambda", "Invoke InvokeAsync InvokeWithResponseStream", "AWS::Lambda::Function",
     "arn:aws:lambda:{region}:{account}:function:{FunctionName}"),
    ("dynamodb", "PutItem GetItem UpdateItem DeleteItem BatchWriteItem BatchGetItem Query Scan "
     "TransactWriteItems TransactGetItems ExecuteStatement BatchExecuteStatement "
     "ExecuteTransaction", "AWS::DynamoDB::Table",
     "arn:aws:dynamodb:{region}:{account}:table/{TableName}"),
    ("dynamodbstreams", "GetRecords GetShardIterator", "AWS::DynamoDB::Stream", "{StreamArn}"),
    ("sqs", "SendMessage SendMessageBatch ReceiveMessage DeleteMessage DeleteMessageBatch "
     "ChangeMessageVisibility ChangeMessageVisibilityBatch", "AWS::SQS::Queue", "{QueueUrl}"),
    ("sns", "Publish PublishBatch", "AWS::SNS::Topic", "{TopicArn}"),
    ("kinesis", "PutRecord PutRecords GetRecords GetShardIterator", "AWS::Kinesis::Stream",
     "arn:aws:kinesis:{region}:{account}:stream/{StreamName}"),
    ("cloudwatch", "PutMetricData GetMetricData GetMetricStatistics ListMetrics",
     "AWS::CloudWatch::Metric", ""),
)

# Calls that CloudTrail does not write at all. Source: the services' pages on CloudTrail.
UNLOGGED = frozenset({
    ("events", "PutEvents"), ("events", "PutPartnerEvents"), ("logs", "PutLogEvents"),
    ("logs", "GetLogEvents"), ("logs", "FilterLogEvents"), ("xray", "PutTraceSegments"),
    ("xray", "PutTelemetryRecords"), ("firehose", "PutRecord"), ("firehose", "PutRecordBatch"),
    ("sqs", "GetQueueUrl"),
})

_TYPES = {(service, name): (kind, arn) for service, names, kind, arn in _ROWS
          for name in names.split()}


def resource_type(service: str, operation: str) -> str:
    """`AWS::S3::Object` and the like; empty for a management event."""
    return _TYPES.get((service, operation), ("", ""))[0]


def resource_arn(call: Call) -> str:
    """The ARN of what a data event acts on; as much as its parameters say."""
    template = _TYPES.get((call.service, call.operation), ("", ""))[1]
    return template.format_map(_Known(call))


class _Known(dict[str, Any]):
    """The parameters of a call, with nothing for those it lacks."""

    def __init__(self, call: Call) -> None:
        super().__init__({**_texts(call.params), "region": call.region, "account": call.account})

    def __missing__(self, key: str) -> str:
        return ""


def _texts(params: Mapping[str, Any]) -> dict[str, str]:
    return {key: value for key, value in params.items() if isinstance(value, str)}
