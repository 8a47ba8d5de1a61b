"""Writes that meet the limit of a partition, where a fault switches it on."""

from __future__ import annotations

import weakref
from typing import Any

from moto.dynamodb.exceptions import ERROR_TYPE_PREFIX, DynamodbException
from moto.dynamodb.models import DynamoDBBackend

from eventbridge_notifier.sandbox.core.faults import Faults
from eventbridge_notifier.sandbox.core.quotas import Buckets, Partitions

_put_item = DynamoDBBackend.put_item
_sandboxes: weakref.WeakSet[Faults] = weakref.WeakSet()
_buckets = Buckets()


class TooFast(DynamodbException):
    """A key, or the table, takes no more writes now."""

    def __init__(self) -> None:
        super().__init__(ERROR_TYPE_PREFIX + "ProvisionedThroughputExceededException",
                         message="The level of configured provisioned throughput for the table, or "
                                 "for one of its indexes, was exceeded")


def install(faults: Faults) -> None:
    """For the process; without such a fault moto's own answer stays."""
    _sandboxes.add(faults)
    setattr(DynamoDBBackend, "put_item", _put)  # noqa: B010 (a patch)


def _put(backend: DynamoDBBackend, table_name: str, item_attrs: dict[str, Any], *more: Any,
         **named: Any) -> Any:
    for faults in list(_sandboxes):
        fault = faults.active(Partitions)
        if fault and table_name in backend.tables and not _buckets.take(
                _rates(backend.tables[table_name], item_attrs, fault)):
            faults.note(fault)
            raise TooFast
    return _put_item(backend, table_name, item_attrs, *more, **named)


def _rates(table: Any, item: dict[str, Any], fault: Partitions) -> dict[str, float]:
    """What the write of an item takes a unit of."""
    keys = {table.hash_key_attr, *(one.hash_key_attr for one in table.global_indexes)}
    name = f"{table.table_arn}"
    return {name: fault.table_units, **{
        f"{name} {key} {next(iter(item[key].values()))}": fault.units
        for key in keys if key in item}}
