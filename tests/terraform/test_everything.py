"""A stack with every option, applied for real: queue delivery, other buses, topics, targets."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.terraform.runner import Terraform

from tests.terraform import stacks

pytestmark = pytest.mark.slow
HERE = Path(__file__).parent


@dataclass
class Seen:
    """What came of two orders and a refund; the second order's copy was refused."""

    items: dict[str, dict[str, Any]] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    copied: list[str] = field(default_factory=list)
    undelivered: list[str] = field(default_factory=list)
    changes: str = "never planned"


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    folder = stacks.copied(tmp_path_factory.mktemp("everything")) / "stack"
    folder.mkdir()
    shutil.copy(HERE / "everything.tf", folder / "main.tf")
    with Sandbox(region="eu-west-1", clock=600.0) as sandbox, \
            Terraform(folder, sandbox.env()) as terraform:
        terraform.init()
        terraform.apply()
        yield _use(sandbox, terraform)
        terraform.destroy()


def _use(sandbox: Sandbox, terraform: Terraform) -> Seen:
    found = Seen(changes=terraform.changes())
    _put(sandbox, "default", {"total": 101})
    _put(sandbox, "shop", {"refund": True})
    assert sandbox.drain(240)
    sandbox.client("sqs").set_queue_attributes(
        QueueUrl=_url(sandbox, "copied"), Attributes={"Policy": ""})
    _put(sandbox, "default", {"total": 102})
    assert sandbox.drain(240)
    table = sandbox.client("dynamodb").scan(TableName="everything")["Items"]
    found.items = {item["watch"]["S"] + item.get("total", {}).get("N", ""): item for item in table}
    found.told = _messages(sandbox, _url(sandbox, "told"))
    found.copied = _messages(sandbox, _url(sandbox, "copied"))
    found.undelivered = _messages(sandbox, terraform.output("undelivered_queue_url"))
    return found


def _put(sandbox: Sandbox, bus: str, detail: dict[str, Any]) -> None:
    """An event whose detail-type tries to break a message."""
    entry = {"Source": "shop", "DetailType": 'a "quoted" type', "Detail": json.dumps(detail),
             "EventBusName": bus}
    assert sandbox.client("events").put_events(Entries=[entry])["FailedEntryCount"] == 0


def _url(sandbox: Sandbox, queue: str) -> str:
    return str(sandbox.client("sqs").get_queue_url(QueueName=queue)["QueueUrl"])


def _messages(sandbox: Sandbox, url: str) -> list[str]:
    got = sandbox.client("sqs").receive_message(QueueUrl=url, MaxNumberOfMessages=10)
    return [one["Body"] for one in got.get("Messages", ())]


def test_events_of_every_bus_are_recorded_through_the_queue(seen: Seen) -> None:
    assert sorted(seen.items) == ["order101", "order102", "refund"]
    assert seen.items["order101"]["severity"] == {"S": "high"}
    assert "B" in seen.items["refund"]["event"]
    assert "expiresAt" in seen.items["refund"]


def test_people_are_told_in_words_that_no_event_breaks(seen: Seen) -> None:
    said = [json.loads(body)["Message"] for body in seen.told]
    assert len(said) == 2
    for message in said:
        lines = message.splitlines()
        assert lines[0] == '[HIGH] order: a "quoted" type in 123456789012'
        assert lines[2] == 'An "order" <of> more than 100'
        assert lines[4].split(maxsplit=1) == ["What:", 'a "quoted" type']
        assert lines[-1].startswith("To snooze it: eventbridge-notifier alerts snooze ")


def test_a_further_target_gets_the_event_as_it_is(seen: Seen) -> None:
    (body,) = seen.copied
    assert json.loads(body)["detail"] == {"total": 101}


def test_what_a_further_target_refuses_waits_by_itself(seen: Seen) -> None:
    (body,) = seen.undelivered
    assert json.loads(body)["detail"] == {"total": 102}


def test_a_second_plan_changes_nothing(seen: Seen) -> None:
    assert seen.changes == ""
