"""What IAM and KMS have to do with DynamoDB. Data."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import ClientError

from eventbridge_notifier.sandbox.core.model import Call
from eventbridge_notifier.sandbox.core.service_facts import (
    ArnParts,
    KeyUse,
    Resource,
    ResourceReader,
    ServiceFacts,
)


def read(dynamodb: Any, arn: ArnParts) -> Resource:
    """The policy and the key of a table."""
    name = arn.name.split("/")[1]
    key = dynamodb.describe_table(TableName=name)["Table"].get("SSEDescription", {})
    try:
        document = dynamodb.get_resource_policy(ResourceArn=arn.arn)["Policy"]
    except ClientError:
        document = None
    return Resource(document, key.get("KMSMasterKeyArn", ""))


def _attributes(call: Call) -> dict[str, object]:
    item = call.params.get("Item") or call.params.get("Key") or {}
    names = sorted(set(item) | set(call.params.get("AttributesToGet") or ()))
    return {"dynamodb:Attributes": names} if names else {}


_TABLE = {"aws:dynamodb:tableName": "{table}", "aws:dynamodb:subscriberId": "{account}"}

DYNAMODB = ServiceFacts(
    "dynamodb",
    arns=("table/{TableName}/index/{IndexName}", "table/{TableName}", "{ResourceArn}"),
    condition_keys=(("dynamodb:Select", "Select"), ("dynamodb:ReturnValues", "ReturnValues")),
    call_context=_attributes,
    resources=ResourceReader(read, frozenset({
        "CreateTable", "DeleteTable", "UpdateTable", "PutResourcePolicy",
        "DeleteResourcePolicy"})),
    key_uses=(
        # DynamoDB developer guide, "How DynamoDB uses KMS": the table key is decrypted in the
        # name of the caller; a grant that is made with the table serves for the rest.
        KeyUse("dynamodb:GetItem dynamodb:BatchGetItem dynamodb:Query dynamodb:Scan "
               "dynamodb:PutItem dynamodb:UpdateItem dynamodb:DeleteItem dynamodb:BatchWriteItem "
               "dynamodb:ConditionCheckItem dynamodb:PartiQLSelect dynamodb:PartiQLInsert "
               "dynamodb:PartiQLUpdate dynamodb:PartiQLDelete", "Decrypt", _TABLE),
        KeyUse("dynamodb:CreateTable dynamodb:UpdateTable",
               "DescribeKey CreateGrant GenerateDataKey Encrypt Decrypt", _TABLE,
               key="SSESpecification.KMSMasterKeyId"),
    ),
)
STREAMS = ServiceFacts(
    "dynamodbstreams",
    arns=("{StreamArn}",),
)
