"""SQS batches: which messages became items, and which did not."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from recorder.item import Item
from recorder.messages import Message, Packed, Unreadable, message

RULE_ARN = "RULE_ARN"
Make = Callable[[Message | Packed], Sequence[Item]]


class Sorted(NamedTuple):
    """`ids` maps a key to its messages' ids, `failures` a message's id to what is wrong with it:
    both are whole once all of `items`, which are made as they are asked for, were."""

    items: Iterator[Item]
    ids: dict[tuple[str, str], list[str]]
    failures: dict[str, Exception]


def is_batch(payload: object) -> bool:
    """Whether an input is an SQS batch; Lambda never sends an empty one."""
    records = payload.get("Records") if isinstance(payload, dict) else None
    return isinstance(records, list) and bool(records) and all(
        isinstance(record, dict) and record.get("eventSource") == "aws:sqs" for record in records)


def sqs_message(record: Mapping[str, Any], rule_prefix: str) -> Message | Packed:
    """The message in one SQS record. Raises Unreadable."""
    arn = record.get("messageAttributes", {}).get(RULE_ARN, {}).get("stringValue")
    try:
        payload = json.loads(record["body"])
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"the message is not JSON: {error}") from None
    return message(payload, arn, rule_prefix)


def sort(records: Sequence[Mapping[str, Any]], rule_prefix: str, make: Make) -> Sorted:
    """The items of a batch, each key once, and the messages from which none can be made."""
    ids: dict[tuple[str, str], list[str]] = {}
    failures: dict[str, Exception] = {}
    return Sorted(_items(records, rule_prefix, make, ids, failures), ids, failures)


def _items(records: Sequence[Mapping[str, Any]], rule_prefix: str, make: Make,
           ids: dict[tuple[str, str], list[str]], failures: dict[str, Exception]
           ) -> Iterator[Item]:
    for record in records:
        try:
            made = make(sqs_message(record, rule_prefix))
        except Exception as error:  # one poisonous message must not take the others along
            failures[record["messageId"]] = error
            continue
        for one in made:
            is_new = one.key not in ids
            ids.setdefault(one.key, []).append(record["messageId"])
            if is_new:
                yield one
