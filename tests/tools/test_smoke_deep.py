"""The deep smoke test, whole, in the sandbox: every stage is well, and nothing is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from eventbridge_notifier.sandbox.app import Sandbox

from tests.tools.test_smoke_aws import ROOT, left

REGIONS = ("eu-west-1", "us-east-1")


@pytest.fixture(scope="module")
def account() -> Iterator[Sandbox]:
    with Sandbox(region="eu-west-1", clock=600.0) as running:
        yield running


@contextmanager
def metrics(account: Sandbox) -> Iterator[None]:
    """CloudWatch in place of the sandbox's, which measures nothing: alarms on depth ring when their
    queue holds messages."""
    ended = threading.Event()

    def measure() -> None:
        while not ended.wait(1.0):
            for region in REGIONS:
                cloudwatch = account.client("cloudwatch", region)
                for alarm in cloudwatch.describe_alarms()["MetricAlarms"]:
                    if alarm.get("MetricName") == "ApproximateNumberOfMessagesVisible":
                        _judge(account.client("sqs", region), cloudwatch, alarm)

    thread = threading.Thread(target=measure, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _judge(sqs: Any, cloudwatch: Any, alarm: Any) -> None:
    try:
        url = sqs.get_queue_url(QueueName=alarm["Dimensions"][0]["Value"])["QueueUrl"]
        found = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=[
            "ApproximateNumberOfMessages"])["Attributes"]
    except sqs.exceptions.QueueDoesNotExist:
        return
    state = "ALARM" if int(found["ApproximateNumberOfMessages"]) else "OK"
    if state != alarm["StateValue"]:
        cloudwatch.set_alarm_state(AlarmName=alarm["AlarmName"], StateValue=state, StateReason="-")


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "tools.smoke", "--deep", "--pause", "1", "--minutes", "2",
            *arguments]


@pytest.mark.slow
def test_without_a_yes_nothing_is_created(account: Sandbox) -> None:
    done = subprocess.run(command(), cwd=ROOT, env={**os.environ, **account.env()}, input="no\n",
                          capture_output=True, text=True, timeout=500)
    assert done.returncode == 1, done.stderr
    assert "USD" in done.stdout
    assert "aws_cloudwatch_event_api_destination" in done.stdout
    assert "aws_cloudwatch_event_archive" in done.stdout
    assert left(account) == []


@pytest.mark.slow
def test_every_stage_is_well_and_nothing_is_left(account: Sandbox) -> None:
    with metrics(account):
        done = subprocess.run(command("--yes"), cwd=ROOT, env={**os.environ, **account.env()},
                              capture_output=True, text=True, timeout=1500)
    assert "wrong:" not in done.stdout, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1] == "smoke: 6 events, 0 wrong", done.stdout + done.stderr
    assert done.returncode == 0
    assert left(account) == []


@pytest.mark.slow
def test_an_interrupted_run_leaves_nothing_behind(account: Sandbox) -> None:
    """Without metrics no alarm rings: it is stopped while it waits, with all sinks filled, and
    again with every line that it still prints.
    """
    with subprocess.Popen(command("--yes", "--minutes", "30"), cwd=ROOT, text=True,
                          env={**os.environ, **account.env()}, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as running:
        assert running.stdout
        for line in running.stdout:
            if line.startswith(("every sink's alarm rings", "terraform destroy")):
                running.send_signal(signal.SIGTERM)
        assert running.stderr
        told = running.stderr.read()
    assert running.returncode == 130, told
    assert "smoke: stopped" in told
    assert left(account) == []
