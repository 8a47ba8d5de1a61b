"""One watch tells everybody at once, and what a target does not take waits in a queue."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.terraform.runner import Terraform

from tests.chain import stacks
from tests.sandbox.test_targets import Webhook

ACCOUNT = "511111111111"


class Stack:
    """The applied root of five_targets.tf, and the server behind its webhook."""

    def __init__(self, sandbox: Sandbox, terraform: Terraform, webhook: Webhook) -> None:
        self.sandbox, self.terraform, self.webhook = sandbox, terraform, webhook

    def client(self, service: str) -> Any:
        return self.sandbox.client(service, account=ACCOUNT)

    def put(self) -> str:
        """An order; its id."""
        answer = self.client("events").put_events(Entries=[{
            "Source": "shop", "DetailType": "order", "Detail": json.dumps({"said": 'a "quote"'})}])
        assert self.sandbox.drain(240)
        return str(answer["Entries"][0]["EventId"])

    def bodies(self, queue: str) -> list[str]:
        """What a queue holds, which is empty afterwards."""
        sqs = self.client("sqs")
        url = sqs.get_queue_url(QueueName=queue)["QueueUrl"]
        found = []
        while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
            for message in messages:
                sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
            found += [message["Body"] for message in messages]
        return found

    def recorded(self) -> set[str]:
        found = stacks.items(self.sandbox, ACCOUNT, self.terraform.output("table_name"))
        return {item["eventId"]["S"] for item in found}


@pytest.fixture(scope="module")
def stack(running: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    folder = tmp_path_factory.mktemp("stack")
    shutil.copytree(stacks.ROOT / "modules", folder / "modules")
    shutil.copy(Path(__file__).parent / "five_targets.tf", folder / "main.tf")
    webhook = Webhook()
    with Terraform(folder, running.env(ACCOUNT)) as terraform:
        terraform.init()
        terraform.apply(webhook=webhook.url)
        try:
            yield Stack(running, terraform, webhook)
        finally:
            terraform.destroy(webhook=webhook.url)
            webhook.server.shutdown()


@pytest.mark.slow
def test_every_target_is_told(stack: Stack) -> None:
    event_id = stack.put()
    assert event_id in stack.recorded()
    assert json.loads(stack.bodies("orders")[0])["id"] == event_id
    assert json.loads(stack.bodies("other")[0])["id"] == event_id
    ((headers, body),) = stack.webhook.got
    told = json.loads(stack.bodies("inbox")[0])
    assert headers["X-Notifier"] == "secret"
    assert told["Subject"] == f"[HIGH] orders: order in {ACCOUNT}"
    assert body["text"].startswith(f"[HIGH] orders: order in {ACCOUNT}\n")
    assert 'Orders that "matter" <much>' in told["Message"]
    assert "alerts snooze" in told["Message"]
    assert stack.bodies("eventbridge-notifier-undelivered") == []


@pytest.mark.slow
def test_a_second_plan_changes_nothing(stack: Stack) -> None:
    assert stack.terraform.changes(webhook=stack.webhook.url) == ""


@pytest.mark.slow
def test_what_no_target_takes_waits_in_a_queue_and_is_recorded_all_the_same(stack: Stack) -> None:
    stack.terraform.apply(webhook=stack.webhook.url, open=False)
    stack.webhook.statuses = [404]
    event_id = stack.put()
    assert event_id in stack.recorded()
    undelivered = [json.loads(body) for body in stack.bodies("eventbridge-notifier-undelivered")]
    assert [one["id"] for one in undelivered if one["source"] == "shop"] == [event_id] * 2
    (alert,) = (one for one in undelivered if one["source"] == "eventbridge-notifier")
    assert alert["detail"]["records"] == [{"id": event_id, "watch": "orders"}]
    assert stack.bodies("orders") == stack.bodies("other") == []
