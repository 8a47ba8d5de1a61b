"""The recipe on boto3's client."""

import json
import os
from decimal import Decimal

import boto3
from boto3.dynamodb.types import TypeSerializer
from item import item

TABLE = os.environ["TABLE_NAME"]
client = boto3.client("dynamodb")
serialize = TypeSerializer().serialize


def attributes(event):
    return serialize(item(event))["M"]


def handle(payload, context):
    exact = json.loads(json.dumps(payload), parse_float=Decimal)
    if "Records" not in exact:
        client.put_item(TableName=TABLE, Item=attributes(exact))
        return "success"
    puts = [{"PutRequest": {"Item": attributes(json.loads(one["body"], parse_float=Decimal))}}
            for one in exact["Records"]]
    for start in range(0, len(puts), 25):
        left = {TABLE: puts[start:start + 25]}
        while left:
            left = client.batch_write_item(RequestItems=left)["UnprocessedItems"]
    return {"batchItemFailures": []}
