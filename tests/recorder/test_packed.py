"""Events of packed rules: the watches that share a rule are read from the bucket, told apart, and
what cannot be read is never taken for "no watch matches"."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from eventbridge_notifier.deploy import packed
from recorder.library import Damaged, Gone

from tests.packed.stacks import Both, rule
from tests.recorder.builders import an_event
from tests.recorder.conftest import Store

KEY = "packed/watches.jsonl"
Plenty = Callable[[], float]


def orders(*numbers: int) -> Both:
    """Watches on orders with these numbers."""
    return Both(rule(f"order-{number}", {"source": ["shop"], "detail-type": ["Order"],
                                         "detail": {"number": [number]}}) for number in numbers)


def put(store: Store, both: Both) -> str:
    """Writes the file; the hash of its only part."""
    store.s3.put_bucket_versioning(Bucket=store.environ["SPILL_BUCKET"],
                                   VersioningConfiguration={"Status": "Enabled"})
    store.s3.put_object(Bucket=store.environ["SPILL_BUCKET"], Key=KEY,
                        Body=both.file.text.encode())
    (sha256,) = both.file.hashes.values()
    return sha256


def packed_input(sha256: str, number: int, **more: Any) -> dict[str, Any]:
    return {"packed": "_packed-events-00", "sha256": sha256,
            "event": an_event(detail={"number": number}, **more)}


def watches(store: Store) -> list[str]:
    return sorted(item["watch"]["S"] for item in store.items())


def test_a_record_for_each_watch_that_matches(store: Store, plenty: Plenty) -> None:
    both = Both([rule("all", {"source": ["shop"], "detail-type": ["Order"]}), *orders(1, 2).rules])
    recorder = store.recorder(PACKED_WATCHES=KEY)
    answer = recorder.handle(packed_input(put(store, both), 2), plenty)
    assert sorted(answer["watches"]) == watches(store) == ["all", "order-2"]


def test_an_event_that_no_watch_matches_is_done_with(store: Store, plenty: Plenty) -> None:
    recorder = store.recorder(PACKED_WATCHES=KEY)
    assert recorder.handle(packed_input(put(store, orders(1)), 7), plenty) == {"watches": []}
    assert watches(store) == []


def test_an_event_that_waited_finds_the_watches_that_were_meant(
        store: Store, plenty: Plenty) -> None:
    before, after = put(store, orders(1)), put(store, orders(2))
    recorder = store.recorder(PACKED_WATCHES=KEY)
    recorder.handle(packed_input(before, 1), plenty)
    recorder.handle(packed_input(after, 1), plenty)
    recorder.handle(packed_input(after, 2), plenty)
    assert watches(store) == ["order-1", "order-2"]


def test_without_a_hash_the_watches_are_those_of_today(store: Store, plenty: Plenty) -> None:
    put(store, orders(1))
    put(store, orders(2))
    recorder = store.recorder(PACKED_WATCHES=KEY)
    (pack,) = orders(2).layout.packs
    arn = f"arn:aws:events:eu-west-1:123456789012:rule/eventbridge-notifier-{pack.name}"
    assert recorder.handle({"Records": [{
        "eventSource": "aws:sqs", "messageId": "1",
        "body": json.dumps(an_event(detail={"number": 2})),
        "messageAttributes": {"RULE_ARN": {"stringValue": arn}}}]}, plenty) == {
            "batchItemFailures": []}
    assert watches(store) == ["order-2"]


def test_watches_that_are_gone_are_an_error(store: Store, plenty: Plenty) -> None:
    put(store, orders(1))
    with pytest.raises(Gone, match="_packed-events-00"):
        store.recorder(PACKED_WATCHES=KEY).handle(packed_input("0" * 64, 1), plenty)


def test_a_file_that_is_not_there_is_an_error(store: Store, plenty: Plenty) -> None:
    with pytest.raises(Gone):
        store.recorder(PACKED_WATCHES=KEY).handle(packed_input("0" * 64, 1), plenty)


def test_a_function_without_packed_rules_says_so(store: Store, plenty: Plenty) -> None:
    with pytest.raises(Gone, match="no packed rules any more"):
        store.recorder().handle(packed_input(put(store, orders(1)), 1), plenty)


def damaged(store: Store, both: Both, *, old: str, new: str) -> str:
    sha256 = put(store, both)
    store.s3.put_object(Bucket=store.environ["SPILL_BUCKET"], Key=KEY,
                        Body=both.file.text.replace(old, new).encode())
    return sha256


def test_of_a_damaged_file_the_version_before_it_is_taken(store: Store, plenty: Plenty) -> None:
    sha256 = damaged(store, orders(1), old='"order-1"', new='"order-9"')
    store.recorder(PACKED_WATCHES=KEY).handle(packed_input(sha256, 1), plenty)
    assert watches(store) == ["order-1"]


def test_a_file_that_is_damaged_in_every_version_is_an_error(
        store: Store, plenty: Plenty) -> None:
    sha256 = damaged(store, orders(1), old='"order-1"', new='"order-9"')
    bucket = store.environ["SPILL_BUCKET"]
    first = store.s3.list_object_versions(Bucket=bucket)["Versions"][-1]["VersionId"]
    store.s3.delete_object(Bucket=bucket, Key=KEY, VersionId=first)
    with pytest.raises(Damaged):
        store.recorder(PACKED_WATCHES=KEY).handle(packed_input(sha256, 1), plenty)
    assert watches(store) == []


@pytest.mark.parametrize("text", ["", "\n", "{", '{"parts":[]}\n', '{"parts":{"a":[1]}}\n',
                                  '{"parts":{"a":["0",0,1]}}', "\x00" * 100_000])
def test_whatever_the_file_holds_it_is_an_error(store: Store, plenty: Plenty, text: str) -> None:
    put(store, orders(1))
    bucket = store.environ["SPILL_BUCKET"]
    for one in store.s3.list_object_versions(Bucket=bucket)["Versions"]:
        store.s3.delete_object(Bucket=bucket, Key=KEY, VersionId=one["VersionId"])
    store.s3.put_object(Bucket=bucket, Key=KEY, Body=text.encode())
    with pytest.raises((Gone, Damaged)):
        store.recorder(PACKED_WATCHES=KEY).handle(packed_input("0" * 64, 1), plenty)


def test_a_batch_names_the_message_whose_watches_are_gone(store: Store, plenty: Plenty) -> None:
    sha256 = put(store, orders(1, 2))
    bodies = [packed_input(sha256, 1), packed_input("0" * 64, 1), packed_input(sha256, 2)]
    answer = store.recorder(PACKED_WATCHES=KEY).handle({"Records": [
        {"eventSource": "aws:sqs", "messageId": str(number), "body": json.dumps(body)}
        for number, body in enumerate(bodies)]}, plenty)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "1"}]}
    assert watches(store) == ["order-1", "order-2"]


def test_watches_beyond_the_first_read_are_found(store: Store, plenty: Plenty) -> None:
    many = [rule(f"order-{number}", {"source": ["shop"], "detail-type": ["Order"], "detail": {
        "number": [number], "note": ["x" * 900]}}) for number in range(150)]
    both = Both(many)
    assert len(both.file.text) > 2 * 65_536
    recorder = store.recorder(PACKED_WATCHES=KEY)
    message = packed_input(put(store, both), 149)
    message["event"]["detail"]["note"] = "x" * 900
    assert recorder.handle(message, plenty) == {"watches": ["order-149"]}


def test_without_packed_rules_there_is_no_file() -> None:
    assert packed.packed([], "about") == ("", {})
