"""Commands of the documentation run as they stand, in a sandbox with a deployment and records.

Pages of docs/coming-from are run by tests/lint, with what they print, and the tutorial by
tests/chain. What cannot run here has a row in ELSEWHERE, with the reason.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import shlex
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from eventbridge_notifier.cli.main import main
from eventbridge_notifier.sandbox.app import Sandbox

from tests.console import deployed
from tests.console.events import ACCOUNT, REGION, WATCHES, Watch, event, events
from tests.house.repository import ROOT, tracked

OURS = "eventbridge-notifier"
# How a command begins -> why it is not run here.
ELSEWHERE = {
    f"{OURS} console ": "serves until Ctrl-C: tests/console/page",
    f"{OURS} sandbox": "serves until Ctrl-C: tests/sandbox",
    f"{OURS} alerts test": "asks a notifier, which tests/chain deploys",
    f"{OURS} reconcile --log s3://": "names a bucket of yours: tests/console",
    f"{OURS} backtest . s3://my-trail --since 2024-01-01 --athena": "asks Athena: tests/events",
    f"{OURS} backtest . s3://org-trail": "the same",
    f"{OURS} reconcile --athena": "asks Athena: tests/reconcile",
    f"{OURS} redrive --yes --forwarded-from": "needs what other regions and accounts send",
    f"{OURS} records --severity critical --follow": "runs until Ctrl-C: tests/console",
}
PUBLIC = Watch({"source": ["aws.lambda"], "detail": {"eventName": ["AddPermission20150331v2"]}},
               "high", {}, "Public functions", 0)
SPEC = f"""\
version: 1
home_region: {REGION}
watches:
  python38-functions:
    on: lambda:CreateFunction
    where: {{requestParameters.runtime: python3.8}}
  unsaved-databases:
    on: rds:DeleteDBInstance
  root-activity:
    on: iam:CreateUser
    where: {{userIdentity.type: Root}}
"""
LINTED = """\
resource "aws_cloudwatch_event_rule" "users" {
  event_pattern = jsonencode({ source = ["aws.iam"], detail = { eventName = ["CreateUser"] } })
}
"""
DETECTION = """\
title: Users
logsource: {product: aws, service: cloudtrail}
detection:
  selection: {eventSource: iam.amazonaws.com, eventName: CreateUser}
  condition: selection
"""
SHOWN = "0f8fad5b-d9cb-469f-a165-70867728950e"
PLAN = {"format_version": "1.2", "terraform_version": "1.11.4", "resource_changes": []}


class Step(NamedTuple):
    """A file to write (`text`), or a command to run."""

    command: str
    file: str = ""
    text: str = ""


def steps(page: str) -> Iterator[Step]:
    """What a reader of the page would do, in order."""
    text = (ROOT / page).read_text()
    for kind, block in re.findall(r"^```(\w+)\n(.*?)^```$", text, re.M | re.S):
        named = re.match(r"# (\S+\.yaml)\n", block)
        saved = re.search(r"Saved as `(\S+)`", text) if kind == "json" else None
        if named or saved:
            yield Step("", (named or saved)[1], block)  # type: ignore[index]
        lines = re.sub(r"\\\n\s*(?:>\s*)?", " ", block) if kind == "console" else ""
        for line in re.findall(r"^\$ (.*)$", lines, re.M):
            yield from (Step(part.split("  #")[0].strip())
                        for part in re.split(r" && | \| | \|\| ", line))


def runnable(step: Step) -> bool:
    return bool(step.file) or (step.command.startswith(f"{OURS} ") and not any(
        f"{step.command} ".startswith(begin) for begin in ELSEWHERE)) or (
            f"{OURS} console --print-policy" in step.command)


PAGES = [page for page in tracked("README.md", "docs/*.md", "examples/*/README.md")
         if any(runnable(step) and step.command for step in steps(page))
         and not re.search("coming-from|tutorial", page)]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """With a deployment whose records are those that the documentation names."""
    with Sandbox(region=REGION) as running:
        client, now = lru_cache(maxsize=None)(running.client), datetime.now(UTC)
        deployed.deploy(client, deployed.NAME, WATCHES | {"public-functions": PUBLIC})
        deployed.keep_well(client)
        shown = event("bucket-policies", now, random.Random(1))
        shown["detail"] |= {"eventID": SHOWN, "resources": [
            {"type": "AWS::S3::Bucket", "ARN": "arn:aws:s3:::reports"}]}
        made = events(20, now, timedelta(hours=20), seed=3)
        deployed.store(client, [*made, ("bucket-policies", shown)])
        client("s3").create_bucket(Bucket="my-trail", CreateBucketConfiguration={
            "LocationConstraint": REGION})
        logged = json.dumps({"Records": [shown["detail"]]}).encode()
        client("s3").put_object(
            Bucket="my-trail", Body=gzip.compress(logged),
            Key=f"AWSLogs/{ACCOUNT}/CloudTrail/{REGION}/{now:%Y/%m/%d}/a.json.gz")
        yield running


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with what the documentation takes for granted; the working directory."""
    work, logs = tmp_path / "work", tmp_path / "cloudtrail-logs"
    record = event("python38-functions", datetime.now(UTC), random.Random(2))
    for path, text in {
            work / "watches.yaml": SPEC, work / "record.json": json.dumps(record),
            work / "event.json": json.dumps(record), work / "prices.yaml": "kms-keys: 1.00\n",
            work / "infrastructure" / "rules.tf": LINTED, work / "plan.json": json.dumps(PLAN),
            work / "detections" / "rule.yml": DETECTION, work / "leave.json": json.dumps(PLAN),
            logs / "log.json": json.dumps({"Records": [
                one["detail"] for _, one in events(40, datetime.now(UTC), timedelta(days=30))
                if "eventName" in one["detail"]]})}.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.chdir(work)
    monkeypatch.setenv("HOME", str(tmp_path))
    return work


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_the_commands_of_a_page_run_as_they_stand(page: str, sandbox: Sandbox, folder: Path,
                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    if page.startswith("examples/"):
        shutil.copytree((ROOT / page).parent, folder, dirs_exist_ok=True)
    config = folder / "aws-config"
    keys = {"aws_access_key_id": "member", "aws_secret_access_key": "member", "region": REGION}
    config.write_text("".join(["[profile member]\n", *(f"{k} = {v}\n" for k, v in keys.items())]))
    environ = {**sandbox.env(), "AWS_PROFILE": None, "AWS_CONFIG_FILE": str(config)}
    for step in filter(runnable, steps(page)):
        if step.file:
            (folder / step.file).parent.mkdir(exist_ok=True)
            (folder / step.file).write_text(step.text)
            continue
        words = [os.path.expanduser(word) for word in shlex.split(
            re.split(r" 2?> ", step.command)[0], comments=True)[1:]]
        result = CliRunner(env=environ).invoke(main, words)
        assert result.exit_code in (0, 1), f"{step.command}\n{result.output}"
        assert isinstance(result.exception, SystemExit | None), f"{step.command}"


def test_what_is_not_run_is_documented_somewhere() -> None:
    found = [step.command for page in tracked("README.md", "docs/*.md") for step in steps(page)]
    assert [begin for begin in ELSEWHERE
            if not any(f"{command} ".startswith(begin) for command in found)] == []
    assert len([one for page in PAGES for one in filter(runnable, steps(page)) if one.command]) > 50
