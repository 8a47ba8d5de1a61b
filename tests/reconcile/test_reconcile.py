"""What was logged and not recorded is named, with why, and brought into the table once."""

from __future__ import annotations

import gzip
import json
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from eventbridge_notifier.cli.athena import Asked, Looked
from eventbridge_notifier.cli.main import main
from eventbridge_notifier.console.deployment import discover
from eventbridge_notifier.console.reconcile import build
from eventbridge_notifier.console.reconcile.build import Account, Wanted
from eventbridge_notifier.console.reconcile.run import Missing, Reconcile
from eventbridge_notifier.console.reconcile.span import Span
from eventbridge_notifier.console.redrive.recorder import Recorder
from eventbridge_notifier.events.firing import Text
from eventbridge_notifier.events.log_parts import Part
from eventbridge_notifier.events.trail_bucket import TrailBucket
from eventbridge_notifier.events.trail_layout import Layout
from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.core.faults import Doubled, Late, Unsent

from tests.events.athena_stand_in import StandIn
from tests.sandbox.stack import NAME, Stack

REGION, ACCOUNT, OTHER = "eu-west-1", "123456789012", "us-east-2"
SIGN_INS = {"source": ["aws.signin"], "detail": {"eventName": ["ConsoleLogin"]}}
RULE = f"{NAME}-w"
CLOCK = 600.0


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    with Sandbox(region=REGION, clock=CLOCK) as sandbox:
        made = Stack(sandbox)
        made.chain(SIGN_INS)
        made.rule({"source": ["shop"]}, name=f"{NAME}-orders")
        yield made


def sign_ins(stack: Stack, count: int, region: str = REGION) -> int:
    """So many people sign in; what they do is a second apart from what happens before and after."""
    time.sleep(1.05)
    for number in range(count):
        stack.sandbox.sign_in(region, f"user-{number}")
    assert stack.sandbox.drain()
    time.sleep(1.05)
    return count


def account(stack: Stack) -> Account:
    return Account(discover(NAME, stack.client), stack.client,
                   lambda region: lambda service: stack.sandbox.client(service, region),
                   rate=CLOCK)


def reconciled(stack: Stack, wanted: Wanted, yes: bool = False) -> tuple[Reconcile, list[Missing]]:
    stack.sandbox.deliver_trail_files()
    here, now = account(stack), datetime.now(UTC)
    span = Span(now - timedelta(hours=1), now + timedelta(hours=1))
    matched = build.matcher(here)
    hand = Recorder(stack.client("lambda"), here.deployment.function).refusal if yes else None
    run = build.reconcile(here, matched, span, now, wanted, hand)
    return run, list(run.run(build.parts(here, matched.watches, span, wanted)))


def by_athena(stack: Stack, folder: Path) -> list[Missing]:
    """What is missing, where Athena names the files to read."""
    here, now = account(stack), datetime.now(UTC)
    span = Span(now - timedelta(hours=1), now + timedelta(hours=1))
    bucket = stack.client("cloudtrail").describe_trails()["trailList"][0]["S3BucketName"]
    athena = StandIn(stack.client("s3"), bucket, folder / "rows.jsonl")
    clients = {"s3": stack.client("s3"), "athena": athena}.__getitem__
    matched = build.matcher(here)

    def look(there: TrailBucket, place: str, rules: list[Text]) -> Iterator[Part]:
        return Looked(there, place, *span.delivered, clients,
                      Asked(True, "default", "primary", "", True)).parts(rules)
    run = build.reconcile(here, matched, span, now, Wanted())
    return list(run.run(build.parts(here, matched.watches, span, Wanted(), look)))


def why(missing: list[Missing]) -> dict[str, int]:
    return dict(Counter(one.reason for one in missing))


def go_wrong(stack: Stack) -> int:
    """25 people whose sign-ins are recorded, and 16 whose are not; how many there were."""
    sandbox, sent = stack.sandbox, sign_ins(stack, 20)
    with sandbox.faults.during(Unsent("lost", on="signin:*")):
        sent += sign_ins(stack, 7)
    with sandbox.faults.during(Late("late", on="signin:*"), Doubled("twice", on="signin:*")):
        sent += sign_ins(stack, 5)
    stack.client("events").disable_rule(Name=RULE)
    sent += sign_ins(stack, 4)
    stack.client("events").enable_rule(Name=RULE)
    stack.client("cloudtrail").stop_logging(Name="trail")
    sent += sign_ins(stack, 3)
    stack.client("cloudtrail").start_logging(Name="trail")
    return sent + sign_ins(stack, 2, OTHER)


@pytest.mark.slow
def test_every_event_is_named_and_brought(stack: Stack) -> None:
    sent, history = go_wrong(stack), Wanted(history=True, regions=(REGION, OTHER))
    expected = {"not delivered": 7, "the rule was disabled": 4,
                f"nothing is forwarded from {OTHER}": 2}
    run, missing = reconciled(stack, Wanted())
    assert why(missing) == expected
    tally = run.tallies["w"]
    assert (tally.expected, tally.there, tally.missing) == (sent - 3, 25, 13)
    assert len(stack.items()) == 25
    run, missing = reconciled(stack, Wanted(), yes=True)
    assert {one.state for one in missing} == {"recorded"}
    assert why(missing) == expected
    run, missing = reconciled(stack, history, yes=True)
    assert why(missing) == {"the trail was stopped": 3}
    assert [reconciled(stack, wanted)[1] for wanted in (Wanted(), history)] == [[], []]
    items = stack.items()
    assert len(items) == sent == len({item["id"]["S"] for item in items})
    assert all(item["severity"] == {"S": "low"} for item in items)


def test_athena_and_files_name_the_same(stack: Stack, tmp_path: Path) -> None:
    with stack.sandbox.faults.during(Unsent("lost", on="signin:*")):
        sign_ins(stack, 3)
    _, by_files = reconciled(stack, Wanted())
    found = by_athena(stack, tmp_path)
    assert len(found) >= 3
    assert sorted(found) == sorted(by_files)


def run(stack: Stack, *arguments: str) -> Result:
    environ = {**stack.sandbox.env(), "AWS_PROFILE": None, "COLUMNS": "200"}
    return CliRunner(env=environ).invoke(main, ["reconcile", *arguments])


def a_sign_in(at: datetime, number: int, region: str = REGION) -> dict[str, Any]:
    return {"eventVersion": "1.11", "eventSource": "signin.amazonaws.com",
            "eventName": "ConsoleLogin", "eventType": "AwsConsoleSignIn", "awsRegion": region,
            "eventTime": f"{at:%Y-%m-%dT%H:%M:%SZ}", "eventID": f"{at:%Y%m%d}-{region}-{number}",
            "recipientAccountId": ACCOUNT, "readOnly": False, "managementEvent": True,
            "userIdentity": {"type": "Root", "arn": f"arn:aws:iam::{ACCOUNT}:root"}}


@pytest.mark.slow
def test_the_trail_is_found_and_the_day_after_is_read(stack: Stack) -> None:
    """A file of the next day holds an event of the evening before."""
    day = datetime(2026, 1, 10, 23, 50, tzinfo=UTC)
    layout = Layout("trail-bucket")
    for number, delivered in enumerate((day, day + timedelta(hours=1), day + timedelta(days=4))):
        body = gzip.compress(json.dumps({"Records": [a_sign_in(day, number)]}).encode())
        stack.client("s3").put_object(Bucket="trail-bucket", Body=body, Key=layout.file(
            ACCOUNT, REGION, delivered, f"{number:016d}"))
    between = ("--between", "2026-01-10", "2026-01-11")
    found = run(stack, *between, "--json")
    assert found.exit_code == 1, found.output
    lines = [json.loads(line) for line in found.stdout.splitlines()]
    assert [line["id"] for line in lines[:-1]] == [f"20260110-{REGION}-{n}" for n in (0, 1)]
    assert lines[-1]["not_reconcilable"] == ["orders"]
    assert lines[-1]["watches"][0]["missing"] == 2
    shown = run(stack, *between, "--region", OTHER)
    assert shown.exit_code == 0, shown.output
    assert "no trail logs their events: orders" in shown.stdout
    brought = run(stack, *between, "--yes", "--log", "s3://trail-bucket/AWSLogs/")
    assert brought.exit_code == 0, brought.output
    assert "the rule was put later" in brought.stdout
    assert run(stack, *between).exit_code == 0


def test_files_of_this_machine_and_one_that_is_broken(stack: Stack, tmp_path: Path) -> None:
    day = datetime(2026, 2, 1, tzinfo=UTC)
    (tmp_path / "a.json").write_text(json.dumps({"Records": [a_sign_in(day, 1)]}), "utf-8")
    (tmp_path / "b.json").write_text('{"Records": [{"eventVers', "utf-8")
    found = run(stack, "--between", "2026-02-01", "2026-02-02", "--log", str(tmp_path))
    assert found.exit_code == 1
    assert "the rule was put later" in found.stdout
    assert f"Not read: {tmp_path / 'b.json'}" in found.stdout
    assert "repeat the command with --yes" in found.stdout


@pytest.mark.parametrize(("arguments", "words"), [
    (("--since", "10m"), "the last half hour is incomplete"),
    (("--since", "soon"), "is not a time"),
    (("--watch", "ww"), "no watch of eventbridge-notifier is called 'ww'"),
    (("--event-history", "--log", "x"), "belongs to one account"),
    (("--athena", "--event-history"), "--athena searches a trail's bucket"),
    (("--athena", "--log", "logs/"), "--athena searches a trail's bucket"),
    (("--log", "/nowhere"), "there is no such file"),
    (("--log", "s3://no-such-bucket"), "The specified bucket does not exist"),
    (("--name", "other"), "there is no function other-recorder"),
])
def test_what_cannot_be_done_is_said(stack: Stack, arguments: tuple[str, ...], words: str) -> None:
    found = run(stack, *arguments)
    assert found.exit_code == 2
    assert words in found.stderr
    assert "Traceback" not in found.output
