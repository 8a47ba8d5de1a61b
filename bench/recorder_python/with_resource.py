"""The recipe on boto3's resource."""

import json
import os
from decimal import Decimal

import boto3
from item import item

table = boto3.resource("dynamodb").Table(os.environ["TABLE_NAME"])


def handle(payload, context):
    exact = json.loads(json.dumps(payload), parse_float=Decimal)
    if "Records" not in exact:
        table.put_item(Item=item(exact))
        return "success"
    with table.batch_writer() as batch:
        for one in exact["Records"]:
            batch.put_item(Item=item(json.loads(one["body"], parse_float=Decimal)))
    return {"batchItemFailures": []}
