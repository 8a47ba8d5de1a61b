"""Records of older releases, filled in: what they say of their resource, and keys of the indexes.

A record is written where its summary is older than today's, and only there: two runs at once, or a
second run after one that was stopped, do no harm. What the recorder writes meanwhile is of today's
shape already. The stream sees MODIFY, which tells nobody anything.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

from botocore.exceptions import ClientError

from eventbridge_notifier.aws.resources import rows_of_event
from eventbridge_notifier.record_format.reserved import RESOURCE, SHARDS
from eventbridge_notifier.record_format.shards import Shards, index_keys
from eventbridge_notifier.record_format.summary import VERSION, summary_of
from eventbridge_notifier.record_format.values import AttributeValue, encode

WRITERS = 8
OLDER = "attribute_not_exists(summaryVersion) OR summaryVersion < :version"
FILLED, CHANGED, FAILED, DRY = "filled", "changed", "failed", "would fill"
Key = dict[str, AttributeValue]
Item = dict[str, AttributeValue]


class Outcome(NamedTuple):
    """What became of a record. `state` is one of the words above: `changed` is gone, or was filled
    in by somebody else meanwhile; `reason` says why one failed."""

    id: str
    watch: str
    state: str
    resource: str = ""
    reason: str = ""


class Page(NamedTuple):
    """Outcomes of some of the table; `after` is where to go on, None at its end."""

    outcomes: list[Outcome]
    looked: int
    after: Key | None


class Reindex:
    """`event` reads the event of an item; `rate` is how many records are written in a second, and
    0 writes none."""

    def __init__(self, dynamodb: Any, table: str, counts: Shards, event: Callable[[Item], Any],
                 rate: float) -> None:
        self._dynamodb, self._table, self._counts = dynamodb, table, counts
        self._event, self._rate = event, rate

    def pages(self, after: Key | None = None) -> Iterator[Page]:
        """Fills records in, page by page of the table. Raises what reading the table raises."""
        with ThreadPoolExecutor(WRITERS) as pool:
            while True:
                found = self._scan(after)
                after = found.get("LastEvaluatedKey")
                began = time.monotonic()
                outcomes = list(pool.map(self._fill, found["Items"]))
                yield Page(outcomes, found["ScannedCount"], after)
                if after is None:
                    return
                if self._rate:
                    time.sleep(max(0.0, len(outcomes) / self._rate - (time.monotonic() - began)))

    def _scan(self, after: Key | None) -> Any:
        request: dict[str, Any] = {
            "TableName": self._table, "FilterExpression": OLDER,
            "ExpressionAttributeValues": {":version": {"N": str(VERSION)}}}
        if after:
            request["ExclusiveStartKey"] = after
        return self._dynamodb.scan(**request)

    def _fill(self, item: Item) -> Outcome:
        id, watch = item["id"]["S"], item["watch"]["S"]
        try:
            added = additions(item, self._event(item), self._counts)
            resource = added.get("resource", {}).get("S", "")
            if not self._rate:
                return Outcome(id, watch, DRY, resource)
            return Outcome(id, watch, self._write(item, added), resource)
        except (ClientError, ValueError, KeyError) as error:  # the others are filled in
            return Outcome(id, watch, FAILED, "", str(error) or repr(error))

    def _write(self, item: Item, added: Mapping[str, AttributeValue]) -> str:
        try:
            self._dynamodb.update_item(TableName=self._table, **update(item, added))
        except ClientError as error:
            if error.response["Error"]["Code"] == "ConditionalCheckFailedException":
                return CHANGED
            raise
        return FILLED


def additions(item: Item, event: dict[str, Any], counts: Shards) -> dict[str, AttributeValue]:
    """Attribute -> value that a record of today's shape has besides."""
    found = summary_of(event, None, rows_of_event(event))
    keys = index_keys(item["id"]["S"], item["watch"]["S"], item["time"]["S"][:len("2026-01-01")],
                      found.get("resource", ""), counts)
    return {name: encode(value) for name, value in (found | keys).items()
            if name in (*RESOURCE, *SHARDS)}


def update(item: Item, added: Mapping[str, AttributeValue]) -> dict[str, Any]:
    """The UpdateItem that adds `added`, and takes away what an older summary had in its place.

    An item that has expired meanwhile stays away.
    """
    names = {f"#{name}": name for name in (*RESOURCE, *SHARDS) if name in added or name in item}
    gone = [one for one, name in names.items() if name not in added]
    sets = ", ".join(f"#{name} = :{name}" for name in added)
    return {
        "Key": {"id": item["id"], "watch": item["watch"]},
        "UpdateExpression": f"SET {sets}" + (f" REMOVE {', '.join(gone)}" if gone else ""),
        "ConditionExpression": f"attribute_exists(id) AND ({OLDER})",
        "ExpressionAttributeNames": names,
        "ExpressionAttributeValues": {f":{name}": value for name, value in added.items()}
        | {":version": {"N": str(VERSION)}},
    }
