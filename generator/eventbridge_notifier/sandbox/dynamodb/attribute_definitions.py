"""A table's attribute definitions, as AWS has them.

DescribeTable's attribute definitions describe "one attribute in the table and index key schema"
each (API reference, TableDescription): with an index go the attributes that were its keys alone.
moto keeps them, so that a plan after such a change would want to remove them for ever.
"""

from __future__ import annotations

from typing import Any

from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.table import Table

_update = DynamoDBBackend.update_table


def install() -> None:
    """Once for the process."""
    setattr(DynamoDBBackend, "update_table", _updated)  # noqa: B010 (a patch)


def _updated(backend: DynamoDBBackend, *args: Any, **options: Any) -> Table:
    table = _update(backend, *args, **options)
    schemas: list[Any] = [table, *table.global_indexes, *table.indexes]
    keys = {key["AttributeName"] for one in schemas for key in one.schema}
    table.attr = [one for one in table.attr if one["AttributeName"] in keys]
    return table
