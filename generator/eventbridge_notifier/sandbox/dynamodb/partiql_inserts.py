"""DynamoDB's BatchExecuteStatement for INSERT, as AWS has it.

moto copies every item of every table for each statement, and takes an INSERT for an overwrite. AWS
answers DuplicateItem where the key is there (DynamoDB developer guide, "PartiQL insert statements";
API reference, BatchStatementError).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from moto.dynamodb.exceptions import ConditionalCheckFailed, MockValidationException
from moto.dynamodb.models import DynamoDBBackend

from eventbridge_notifier.sandbox.dynamodb.partitions import TooFast

INSERT = re.compile(r"""INSERT INTO "([^"]+)" VALUE \{((?:'[^']+':\?,?)+)\}""")
NAME = re.compile(r"'([^']+)':\?")
Statement = dict[str, Any]

_others = DynamoDBBackend.batch_execute_statement


def install() -> None:
    """Once for the process; moto's own answer stays for all other statements."""
    setattr(DynamoDBBackend, "batch_execute_statement", _execute)  # noqa: B010 (a patch)


def _execute(backend: DynamoDBBackend, statements: Sequence[Statement]) -> list[dict[str, Any]]:
    found = [INSERT.fullmatch(one["Statement"]) for one in statements]
    if not all(found):
        return _others(backend, list(statements))
    return [_insert(backend, match[1], dict(zip(
        NAME.findall(match[2]), statement.get("Parameters", ()), strict=True)))
        for match, statement in zip(found, statements, strict=True) if match]


def _insert(backend: DynamoDBBackend, table: str, item: dict[str, Any]) -> dict[str, Any]:
    if table not in backend.tables:
        return _error("ResourceNotFound", "Requested resource not found")
    key = backend.tables[table].hash_key_attr
    try:
        backend.put_item(table, item, condition_expression="attribute_not_exists(#key)",
                         expression_attribute_names={"#key": key})
    except TooFast as error:
        return _error("ProvisionedThroughputExceeded", str(error))
    except ConditionalCheckFailed:
        return _error("DuplicateItem", "Duplicate primary key exists in table")
    except MockValidationException as error:
        return _error("ValidationError", str(error))
    return {"TableName": table}


def _error(code: str, message: str) -> dict[str, Any]:
    return {"Error": {"Code": code, "Message": message}}
