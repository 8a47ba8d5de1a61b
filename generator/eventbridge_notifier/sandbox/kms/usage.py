"""Calls to KMS that follow from calls to other services. A table, and how a row is filled in.

Some are made in the name of whoever calls (forward access sessions), some by the service itself.
No data key is kept for later, as services do for minutes: a key that is refused is noticed at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from eventbridge_notifier.sandbox.iam.permissions.context import encryption
from eventbridge_notifier.sandbox.iam.resource_policies import Facts

CALLER = ""


@dataclass(frozen=True)
class KeyUse:
    """One row: `on` these IAM actions (several in one text), `actions` of KMS are needed.

    `by` is the service that asks, or CALLER. `key` is the parameter that names the key; without
    one it is the key that the resource has. `context` is the encryption context, with what
    `key_values` gives and the call's parameters. `denied` is the error code where a service
    does not pass KMS's own on.
    """

    on: str
    actions: str
    context: Mapping[str, str]
    by: str = CALLER
    key: str = ""
    denied: str = ""


_TABLE = {"aws:dynamodb:tableName": "{name}", "aws:dynamodb:subscriberId": "{account}"}
_LOGS = "logs.{region}.amazonaws.com"

ROWS: tuple[KeyUse, ...] = (
    # SQS developer guide, "Key management": producers and consumers.
    KeyUse("sqs:SendMessage", "GenerateDataKey Decrypt", {"aws:sqs:arn": "{resource}"}),
    KeyUse("sqs:ReceiveMessage", "Decrypt", {"aws:sqs:arn": "{resource}"}),
    # SNS developer guide, "Key management".
    KeyUse("sns:Publish", "GenerateDataKey Decrypt", {"aws:sns:topicArn": "{resource}"}),
    # S3 user guide, "Using SSE-KMS": reading and writing objects.
    KeyUse("s3:PutObject", "GenerateDataKey", {"aws:s3:arn": "{object}"}),
    KeyUse("s3:GetObject s3:GetObjectVersion", "Decrypt", {"aws:s3:arn": "{object}"}),
    # DynamoDB developer guide, "How DynamoDB uses KMS": the table key is decrypted in the name
    # of the caller; a grant that is made with the table serves for the rest.
    KeyUse("dynamodb:GetItem dynamodb:BatchGetItem dynamodb:Query dynamodb:Scan dynamodb:PutItem "
           "dynamodb:UpdateItem dynamodb:DeleteItem dynamodb:BatchWriteItem "
           "dynamodb:ConditionCheckItem dynamodb:PartiQLSelect dynamodb:PartiQLInsert "
           "dynamodb:PartiQLUpdate dynamodb:PartiQLDelete", "Decrypt", _TABLE),
    KeyUse("dynamodb:CreateTable dynamodb:UpdateTable",
           "DescribeKey CreateGrant GenerateDataKey Encrypt Decrypt", _TABLE,
           key="SSESpecification.KMSMasterKeyId"),
    # Lambda developer guide, "Encrypting environment variables".
    KeyUse("lambda:CreateFunction lambda:UpdateFunctionConfiguration", "CreateGrant Encrypt",
           {"aws:lambda:FunctionArn": "{resource}"}, key="KMSKeyArn"),
    # CloudWatch Logs user guide, "Encrypt log data": the policy names the service of the region.
    KeyUse("logs:CreateLogGroup logs:AssociateKmsKey",
           "Encrypt Decrypt ReEncryptFrom ReEncryptTo GenerateDataKey DescribeKey",
           {"aws:logs:arn": "arn:aws:logs:{region}:{account}:log-group:{logGroupName}"},
           by=_LOGS, key="kmsKeyId", denied="AccessDeniedException"),
    # EventBridge user guide, "Encrypting event buses".
    KeyUse("events:CreateEventBus events:UpdateEventBus", "DescribeKey GenerateDataKey Decrypt",
           {"aws:events:event-bus:arn": "{resource}"},
           by="events.amazonaws.com", key="KmsKeyIdentifier", denied="AccessDeniedException"),
    KeyUse("events:CreateArchive events:UpdateArchive", "DescribeKey GenerateDataKey Decrypt",
           {"aws:events:event-bus:arn": "{EventSourceArn}"},
           by="events.amazonaws.com", key="KmsKeyIdentifier", denied="AccessDeniedException"),
)
_BY_ACTION = {action: [row for row in ROWS if action in row.on.split()]
              for row in ROWS for action in row.on.split()}

# Services that tell KMS neither aws:SourceArn nor aws:SourceAccount, by what they use the key for
# (SNS developer guide: such conditions are "not supported for EventBridge-to-encrypted topics").
SILENT = frozenset({("events.amazonaws.com", "sns:Publish")})


def uses(action: str) -> list[KeyUse]:
    """The rows that an IAM action leads to."""
    return _BY_ACTION.get(action, [])


def key_named(row: KeyUse, params: Mapping[str, Any]) -> str:
    """The key that the parameters name; empty where they name none."""
    value: Any = params
    for part in row.key.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return str(value or "")


def key_values(resource: str, region: str, account: str, facts: Facts) -> dict[str, str]:
    """What every row may speak of. An S3 bucket key is made for the bucket, not for an object."""
    whole = resource.partition("/")[0] if facts.bucket_key else resource
    table = resource.partition("table/")[2].partition("/")[0]
    return {"resource": resource, "object": whole, "region": region, "account": account,
            "name": table}


def filled(text: str, values: Mapping[str, str]) -> str:
    return text.format_map(_Lenient(values))


def encryption_keys(row: KeyUse, values: Mapping[str, str]) -> dict[str, object]:
    """A row's encryption context as condition keys."""
    return encryption({name: filled(text, values) for name, text in row.context.items()})


class _Lenient(dict[str, str]):
    """Nothing for what a call does not say."""

    def __missing__(self, key: str) -> str:
        return ""
