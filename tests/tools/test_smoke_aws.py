"""The smoke test of a real account, in the sandbox: it asks, records one event, leaves nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from eventbridge_notifier.sandbox.app import Sandbox

from tools.smoke.account import OTHER, WATCHED, creatable

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def account() -> Iterator[Sandbox]:
    with Sandbox(region="eu-west-1", clock=600.0) as running:
        yield running


def smoke(account: Sandbox, *arguments: str, answer: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tools.smoke", "--pause", "0.5", *arguments], cwd=ROOT,
        env={**os.environ, **account.env()}, input=answer, capture_output=True, text=True,
        timeout=500)


def left(account: Sandbox) -> list[object]:
    """What is in the account; keys are deleted later."""
    names = account.client("dynamodb").list_tables()["TableNames"]
    functions = account.client("lambda").list_functions()["Functions"]
    roles = account.client("iam").list_roles()["Roles"]
    buckets = account.client("s3").list_buckets()["Buckets"]
    return [*names, *functions, *roles, *buckets]


@pytest.mark.slow
@pytest.mark.parametrize("answer", ["", "y\n"])
def test_without_a_yes_nothing_is_created(account: Sandbox, answer: str) -> None:
    done = smoke(account, answer=answer)
    assert done.returncode == 1, done.stderr
    assert "aws_dynamodb_table" in done.stdout
    assert "USD" in done.stdout
    assert f"account {account.env()['AWS_ACCESS_KEY_ID']}, region eu-west-1" in done.stdout
    assert left(account) == []


@pytest.mark.slow
def test_one_event_is_recorded_and_nothing_is_left(account: Sandbox) -> None:
    done = smoke(account, answer="yes\n")
    assert done.stdout.splitlines()[-1] == "smoke: 1 recorded, 1 ignored, 0 lost", done.stderr
    assert done.returncode == 0
    assert left(account) == []


@pytest.mark.slow
def test_when_no_record_comes_it_says_so_and_destroys(account: Sandbox) -> None:
    done = smoke(account, "--yes", "--minutes", "0")
    assert done.stdout.splitlines()[-1] == "smoke: 0 recorded, 1 ignored, 1 lost", done.stderr
    assert done.returncode == 1
    assert left(account) == []


@pytest.mark.parametrize(("today", "watched", "other"), [
    (date(2026, 11, 1), "python3.8", "java17"), (date(2027, 1, 31), "python3.8", "java17"),
    (date(2027, 2, 1), "python3.11", "java17"), (date(2027, 8, 1), "python3.12", "java21")])
def test_functions_are_on_runtimes_that_aws_still_takes(
        today: date, watched: str, other: str) -> None:
    assert (creatable(WATCHED, today), creatable(OTHER, today)) == (watched, other)
