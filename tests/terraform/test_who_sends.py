"""Nobody but the stack's rules and its recorder puts messages into its queues: a message there
becomes a record, and whoever may send to any queue could forge one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator

import pytest
from botocore.exceptions import ClientError
from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.terraform.runner import Terraform

from tests.sandbox.people import People, User
from tests.terraform.stacks import LEFT_OUT, ROOT

pytestmark = pytest.mark.slow
QUEUES = ("events", "dead-letter", "dead-letter-recorder", "undelivered", "dead-letter-forward")
STACK = """
provider "aws" { region = "eu-west-1" }

provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"
}

module "notifier" {
  source       = "./modules/eventbridge_notifier"
  name         = "n12"
  create_trail = false
  delivery     = "queue"
  watches      = { w = { event_pattern = jsonencode({ source = ["shop"] }) } }
}

module "forwarder" {
  source       = "./modules/event_forwarder"
  providers    = { aws = aws.us_east_1 }
  name         = "n12"
  home_bus_arn = module.notifier.event_bus_arn
  watches      = {}
}
"""
FORGED = json.dumps({"watch": "w", "event": {"id": "1", "detail": {}}})
EVERYTHING = {"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    folder = tmp_path_factory.mktemp("senders")
    shutil.copytree(ROOT / "modules", folder / "modules", ignore=LEFT_OUT)
    (folder / "main.tf").write_text(STACK)
    with Sandbox(region="eu-west-1") as running, Terraform(folder, running.env()) as terraform:
        terraform.init()
        terraform.apply()
        yield running


@pytest.fixture(scope="module")
def anybody(sandbox: Sandbox) -> User:
    return People(sandbox).user("mallory", EVERYTHING)


@pytest.mark.parametrize("queue", QUEUES)
def test_who_may_send_to_any_queue_may_not_send_to_these(
        sandbox: Sandbox, anybody: User, queue: str) -> None:
    region = "us-east-1" if queue == "dead-letter-forward" else "eu-west-1"
    url = sandbox.client("sqs", region).get_queue_url(QueueName=f"n12-{queue}")["QueueUrl"]
    sqs = anybody.client("sqs", region)
    for send in (lambda: sqs.send_message(QueueUrl=url, MessageBody=FORGED),
                 lambda: sqs.send_message_batch(QueueUrl=url, Entries=[
                     {"Id": "1", "MessageBody": FORGED}])):
        with pytest.raises(ClientError, match="AccessDenied"):
            send()


def test_rules_still_send(sandbox: Sandbox) -> None:
    sandbox.client("events").put_events(Entries=[{
        "Source": "shop", "DetailType": "order", "Detail": "{}"}])
    assert sandbox.drain(240)
    assert len(sandbox.client("dynamodb").scan(TableName="n12")["Items"]) == 1
