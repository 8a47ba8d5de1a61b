"""The key of a table that is there already: moto's UpdateTable passes over SSESpecification.

Source: DynamoDB API reference, UpdateTable.
"""

from __future__ import annotations

from typing import Any

from moto.dynamodb.responses import DynamoHandler

_update = DynamoHandler.update_table


def install() -> None:
    """Once for the process."""
    setattr(DynamoHandler, "update_table", _updated)  # noqa: B010 (a patch)


def _updated(handler: DynamoHandler) -> Any:
    if wanted := handler.body.get("SSESpecification"):
        table = handler.dynamodb_backend.get_table(handler.body["TableName"])
        table.sse_specification = {**(table.sse_specification or {}), **wanted}
    return _update(handler)
