"""The notifier takes over from rules that told people themselves: what people are told, and how
often, while such a stack is upgraded under a live stream of events."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.terraform.runner import Terraform

from tests.sandbox.test_targets import Webhook
from tests.terraform.stacks import LEFT_OUT, ROOT
from tests.terraform.test_kept import FIRST, earlier
from tests.transitions.lane import BATCH, Stream

pytestmark = pytest.mark.slow
ACCOUNT = "123456789012"
REST = 45.0  # seconds in which nobody is told anything
TABLE = "eventbridge-notifier"
STACK = """
provider "aws" { region = "eu-west-1" }

variable "chat" { type = string }

module "notifier" {
  source = "./modules/eventbridge_notifier"

  alarm_actions       = ["arn:aws:sns:eu-west-1:123456789012:on-call"]
  create_trail        = false
  deletion_protection = false
  force_destroy       = true
  topics              = { ops = {} }
  webhooks            = { chat = { url = var.chat, per_second = 300 } }

  watches = {
    orders = {
      event_pattern = jsonencode({ source = ["shop"] })
      record        = { number = "number" }
      notify        = ["ops", "chat"]
    }
  }
}
"""


class Subscriber:
    """A queue that is subscribed to a topic."""

    def __init__(self, client: Callable[[str], Any]) -> None:
        (topic,) = client("sns").list_topics()["Topics"]
        self._sqs = client("sqs")
        self._url = self._sqs.create_queue(QueueName="subscriber")["QueueUrl"]
        arn = f"arn:aws:sqs:eu-west-1:{ACCOUNT}:subscriber"
        self._sqs.set_queue_attributes(QueueUrl=self._url, Attributes={"Policy": json.dumps({
            "Version": "2012-10-17", "Statement": [{
                "Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"},
                "Action": "sqs:SendMessage", "Resource": arn}]})})
        client("sns").subscribe(TopicArn=topic["TopicArn"], Protocol="sqs", Endpoint=arn)

    def texts(self) -> Iterator[str]:
        while found := self._sqs.receive_message(
                QueueUrl=self._url, MaxNumberOfMessages=10).get("Messages"):
            for one in found:
                yield json.loads(one["Body"])["Message"]
                self._sqs.delete_message(QueueUrl=self._url, ReceiptHandle=one["ReceiptHandle"])


@dataclass
class Upgrade:
    """`numbers`: those of all events. `meanwhile`: of those that came after the stream was enabled
    and before the apply ended. `told`: by channel, how often each was told."""

    numbers: set[int]
    meanwhile: range
    told: dict[str, Counter[int]]


@pytest.fixture(scope="module")
def upgrade(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Upgrade]:
    """The upgrade as docs/alerts.md has it."""
    webhook, folder = Webhook(), tmp_path_factory.mktemp("upgrade")
    try:
        with Sandbox(region="eu-west-1", clock=600.0) as sandbox, \
                Terraform(folder, sandbox.env(ACCOUNT)) as terraform:
            yield _upgraded(sandbox, terraform, folder, webhook)
    finally:
        webhook.server.shutdown()


def _upgraded(sandbox: Sandbox, terraform: Terraform, folder: Path, webhook: Webhook) -> Upgrade:
    def client(service: str) -> Any:
        return sandbox.client(service, account=ACCOUNT)

    shutil.copytree(ROOT / "modules", folder / "modules", ignore=LEFT_OUT)
    (folder / "main.tf").write_text(STACK)
    earlier(folder, FIRST)
    terraform.init()
    terraform.apply(chat=webhook.url)
    subscriber, stream = Subscriber(client), Stream(sandbox, ACCOUNT)
    with stream.running():
        shutil.rmtree(folder / "modules")
        shutil.copytree(ROOT / "modules", folder / "modules", ignore=LEFT_OUT)
        terraform.init()
        enabled = stream.number - 2 * BATCH  # some are under way
        client("dynamodb").update_table(TableName=TABLE, StreamSpecification={
            "StreamEnabled": True, "StreamViewType": "NEW_IMAGE"})
        terraform.apply(chat=webhook.url)
        applied = stream.number
    texts = {"ops": list[str](), "chat": list[str]()}
    numbers = _numbers(client)
    _rest(lambda: len(texts["chat"]), lambda: (
        texts["ops"].extend(subscriber.texts()),
        texts.update(chat=[body["text"] for _, body in webhook.got])))
    return Upgrade(set(numbers.values()), range(enabled, applied),
                   {name: _told(found, numbers) for name, found in texts.items()})


def _rest(count: Callable[[], int], look: Callable[[], object]) -> None:
    """Until nobody has been told anything for REST seconds."""
    seen, end = -1, time.monotonic() + REST
    while time.monotonic() < end:
        look()
        if count() > seen:
            seen, end = count(), time.monotonic() + REST
        time.sleep(2)


def _numbers(client: Callable[[str], Any]) -> dict[str, int]:
    """Of all events in the table, by id."""
    pages = client("dynamodb").get_paginator("scan").paginate(TableName=TABLE)
    return {item["eventId"]["S"]: int(item["number"]["N"])
            for page in pages for item in page["Items"]}


def _told(texts: list[str], numbers: dict[str, int]) -> Counter[int]:
    """How often each event is named: by its id in the rules' messages, by its number in ours."""
    named = [re.search(r"(?i)number:\s+(?P<number>\d+)|event: (?P<id>[0-9a-f-]{36})", text)
             for text in texts]
    return Counter(int(one["number"]) if one["number"] else numbers[one["id"]]
                   for one in named if one)


@pytest.mark.parametrize("channel", ["ops", "chat"])
def test_every_event_is_told_while_the_notifier_takes_over(
        upgrade: Upgrade, channel: str) -> None:
    assert len(upgrade.numbers) > 50
    assert sorted(upgrade.numbers - set(upgrade.told[channel])) == []


@pytest.mark.parametrize("channel", ["ops", "chat"])
def test_only_what_came_during_the_apply_is_told_twice(
        upgrade: Upgrade, channel: str) -> None:
    twice = {number for number, times in upgrade.told[channel].items() if times > 1}
    assert twice <= set(upgrade.meanwhile)
    assert max(upgrade.told[channel].values()) <= 2
