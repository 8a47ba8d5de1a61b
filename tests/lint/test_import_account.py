"""The rules of an account as watches; the account is one of the sandbox's."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
import yaml
from eventbridge_notifier.sandbox.app import Sandbox

REGION = "eu-west-1"
TRAIL = {"source": ["aws.cloudtrail"], "detail-type": ["AWS API Call via CloudTrail"],
         "detail": {"eventSource": ["cloudtrail.amazonaws.com"], "eventName": ["StopLogging"]}}
ORDERS = {"source": ["com.example.orders"], "detail-type": ["Order Placed"]}


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(region=REGION) as running:
        events = running.client("events")
        events.create_event_bus(Name="orders")
        events.put_rule(Name="trail", Description="It stops", EventPattern=json.dumps(TRAIL))
        events.put_targets(Rule="trail", Targets=[
            {"Id": "a", "Arn": "arn:aws:sns:eu-west-1:123456789012:alerts"}])
        events.put_rule(Name="nightly", ScheduleExpression="rate(1 day)")
        events.put_rule(Name="off", State="DISABLED", EventPattern=json.dumps(TRAIL))
        events.put_rule(Name="orders", EventBusName="orders", EventPattern=json.dumps(ORDERS))
        yield running


def run(sandbox: Sandbox, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "AWS_ENDPOINT_URL": sandbox.url, "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b",
        "AWS_DEFAULT_REGION": REGION}
    return subprocess.run([sys.executable, "-m", "eventbridge_notifier", "import", "--account",
                           *arguments], capture_output=True, text=True, env=environment)


def test_rules_with_a_pattern_become_watches_and_their_targets_are_named(sandbox: Sandbox) -> None:
    done = run(sandbox, "--home-region", REGION)
    assert done.returncode == 0, done.stderr
    watches = yaml.load(done.stdout, yaml.BaseLoader)["watches"]
    assert set(watches) == {"trail", "off"}
    assert watches["trail"]["pattern"] == TRAIL
    assert watches["trail"]["description"] == "It stops"
    assert "arn:aws:sns:eu-west-1:123456789012:alerts is not imported" in done.stdout
    assert "the rule is disabled; this watch is not" in done.stdout


def test_rules_of_another_bus_stand_on_it(sandbox: Sandbox) -> None:
    done = run(sandbox, "--bus", "orders")
    assert done.returncode == 0, done.stderr
    watches = yaml.load(done.stdout, yaml.BaseLoader)["watches"]
    assert watches["orders"]["bus"] == "orders"
    assert watches["orders"]["examples"]["match"][0]["source"] == "com.example.orders"


def test_a_bus_that_is_not_there_is_said_without_a_traceback(sandbox: Sandbox) -> None:
    done = run(sandbox, "--bus", "nowhere")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "nowhere" in done.stderr
