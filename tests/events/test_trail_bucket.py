"""A trail's bucket is read as its files on this machine are, and only where it was asked for."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from eventbridge_notifier.events.log_parts import local
from eventbridge_notifier.events.trail_bucket import TrailBucket, of_url
from eventbridge_notifier.events.trail_layout import Layout

BUCKET, ORG = "logs", "o-exampleorgid"


class Pages:
    """ListObjectsV2 over a dictionary."""

    def __init__(self, objects: dict[str, bytes]) -> None:
        self._objects = objects

    def paginate(self, Bucket: str, Prefix: str, Delimiter: str = "") -> list[dict[str, Any]]:
        keys = sorted(key for key in self._objects if key.startswith(Prefix))
        if not Delimiter:
            return [{"Contents": [{"Key": key}]} for key in keys] or [{}]
        folders = sorted({Prefix + key[len(Prefix):].split("/")[0] + "/" for key in keys
                          if "/" in key[len(Prefix):]})
        return [{"CommonPrefixes": [{"Prefix": one}]} for one in folders] or [{}]


class S3:
    def __init__(self, objects: dict[str, bytes]) -> None:
        self.objects, self.read = objects, list[str]()

    def get_paginator(self, name: str) -> Pages:
        return Pages(self.objects)

    def get_object(self, Bucket: str, Key: str) -> dict[str, Any]:
        self.read.append(Key)
        return {"Body": BytesIO(self.objects[Key])}


def filled(prefix: str = "") -> S3:
    objects = {}
    for layout, account in ((Layout(BUCKET, prefix), "111111111111"),
                            (Layout(BUCKET, prefix, ORG), "222222222222")):
        for region in ("eu-west-1", "us-east-1"):
            for day in (1, 2, 3):
                at = datetime(2026, 1, day, 12, tzinfo=UTC)
                record = {"eventName": "X", "eventVersion": "1", "recipientAccountId": account,
                          "awsRegion": region, "eventTime": f"{at:%Y-%m-%dT%H:%M:%SZ}"}
                objects[layout.file(account, region, at, "a" * 16)] = gzip.compress(
                    json.dumps({"Records": [record]}).encode())
        objects[layout.digest(account, "eu-west-1", "t", "eu-west-1", at)] = b"not read"
    objects[f"{prefix}/other.txt" if prefix else "other.txt"] = b"x"
    return S3(objects)


def places(bucket: TrailBucket, first: int, last: int) -> set[tuple[str, str, str]]:
    return {(record["recipientAccountId"], record["awsRegion"], part.day)
            for part in bucket.parts(date(2026, 1, first), date(2026, 1, last))
            for record in part.read()}


@pytest.mark.parametrize(("url", "prefix"), [
    ("s3://logs", ""), ("s3://logs/AWSLogs/", ""), ("s3://logs/a/b/", "a/b"),
    ("s3://logs/a/b/AWSLogs", "a/b")])
def test_all_accounts_regions_and_days_below_any_prefix(url: str, prefix: str) -> None:
    found = places(of_url(filled(prefix), url), 1, 3)
    assert len(found) == 12
    assert {account for account, _, _ in found} == {"111111111111", "222222222222"}


@pytest.mark.parametrize(("path", "found"), [
    ("111111111111/CloudTrail", 6), ("111111111111/CloudTrail/eu-west-1/", 3),
    ("111111111111/CloudTrail/eu-west-1/2026/01/02", 1), (f"{ORG}/222222222222/", 6)])
def test_an_address_below_the_trails_root_narrows_what_is_fetched(path: str, found: int) -> None:
    s3 = filled("a")
    assert len(places(of_url(s3, f"s3://logs/a/AWSLogs/{path}"), 1, 3)) == len(s3.read) == found


def test_logs_in_no_trails_layout_are_read_whole_and_what_was_read_is_passed_by() -> None:
    record = {"eventName": "X", "eventVersion": "1", "eventTime": "2026-01-01T00:00:00Z"}
    s3 = S3({f"old/{n}.jsonl": json.dumps(record).encode() for n in range(40)}
            | {"old/readme.md": b"", "other/x.json": b""})
    bucket = of_url(s3, "s3://logs/old/")
    day = date(2026, 1, 1)
    assert sum(len(list(part.read())) for part in bucket.parts(day, day)) == 40
    passed = {f"s3://logs/old/{n}.jsonl" for n in range(39)}
    s3.read.clear()
    assert [part.name for part in bucket.parts(day, day, passed)] == ["s3://logs/old/39.jsonl"]
    assert s3.read == ["old/39.jsonl"]


def test_only_what_was_asked_for_is_fetched() -> None:
    s3 = filled()
    found = places(TrailBucket(s3, BUCKET, "", {"222222222222"}, {"us-east-1"}), 2, 3)
    assert found == {("222222222222", "us-east-1", "2026-01-02"),
                     ("222222222222", "us-east-1", "2026-01-03")}
    assert len(s3.read) == 2


def test_what_was_delivered_before_the_span_is_not_fetched() -> None:
    s3 = filled()
    since = datetime(2026, 1, 2, 12, 1, tzinfo=UTC)
    found = {part.day for part in TrailBucket(s3, BUCKET).parts(
        date(2026, 1, 1), date(2026, 1, 3), since=since)}
    assert found == {"2026-01-03"}
    assert len(s3.read) == 4


def test_the_same_records_as_from_files_of_this_machine(tmp_path: Path) -> None:
    s3 = filled()
    for key, body in s3.objects.items():
        if key.endswith(".gz") and "Digest" not in key:
            (tmp_path / key.rpartition("/")[2]).write_bytes(body)
    there = [record for part in TrailBucket(s3, BUCKET).parts(date(2026, 1, 1), date(2026, 1, 3))
             for record in part.read()]
    here = [record for part in local([tmp_path]) for record in part.read()]
    key = json.dumps
    assert sorted(there, key=key) == sorted(here, key=key)
