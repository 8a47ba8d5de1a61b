"""Local files, a trail's bucket in the sandbox and SQL say the same of real records."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from eventbridge_notifier.cli.athena import Asked
from eventbridge_notifier.cli.backtest.athena import search_with
from eventbridge_notifier.cli.backtest.reading import Wanted, replayed
from eventbridge_notifier.events import logs
from eventbridge_notifier.events.log_parts import local
from eventbridge_notifier.events.trail_bucket import of_url
from eventbridge_notifier.events.trail_layout import Layout
from eventbridge_notifier.sandbox.app import Sandbox

from tests.events.athena_stand_in import StandIn
from tests.events.test_athena import LOGS, generated, packs

FIRST, LAST, FILES = date(2026, 3, 1), date(2026, 3, 3), 90


def filled(s3: Any, records: list[dict[str, Any]]) -> None:
    """The records in files of a trail, of three days and two regions."""
    s3.create_bucket(Bucket="records")
    layout = Layout("records", "logs")
    for number in range(FILES):
        at = datetime(2026, 3, 1 + number % 3, 12, tzinfo=UTC)
        key = layout.file("123456789012", ("eu-west-1", "us-east-1")[number % 2], at,
                          f"{number:016}")
        some = records[number::FILES]
        s3.put_object(Bucket="records", Key=key,
                      Body=gzip.compress(json.dumps({"Records": some}).encode()))


@pytest.mark.slow
@pytest.mark.skipif(not LOGS.exists(), reason="the real records are not here")
def test_files_a_bucket_and_sql_say_the_same_of_all_packs_and_300_watches(tmp_path: Path) -> None:
    real = [value for path in sorted(LOGS.glob("*.jsonl")) for value in logs.read(path)]
    records = [{**one, "eventID": f"{number}"} for number, one in enumerate(real)]
    log = tmp_path / "log.jsonl"
    log.write_text("".join(json.dumps(one) + "\n" for one in records))
    rules: tuple[Any, ...] = (*packs(), *generated(records, 300))
    here, _ = replayed(rules, lambda _: local([log]), "", False, 1, None)
    wanted = Wanted(("s3://records/logs",), FIRST, LAST)
    with Sandbox(region="us-east-1") as sandbox:
        s3 = sandbox.client("s3")
        filled(s3, records)
        in_bucket, _ = replayed(
            rules, lambda _: of_url(s3, wanted.places[0]).parts(FIRST, LAST), "", False, 1, None)
        athena = StandIn(s3, "records", tmp_path / "rows.jsonl")
        clients = {"s3": s3, "athena": athena}.__getitem__
        by_sql, _ = search_with(rules, wanted, clients, Asked(True, "default", "primary", "", True),
                                False, 1)
    assert here.events == len(records)
    assert sum(tally.count for tally in here.tallies.values()) > 300
    assert in_bucket == here
    assert by_sql == here
