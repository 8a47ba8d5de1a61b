"""Watches are added and removed: a target is never there before its rule, or after it."""

from __future__ import annotations

from pathlib import Path

import pytest
from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.terraform.runner import Terraform

ROOT = """
provider "aws" {
  region = "eu-west-1"
}

variable "watches" {
  type = list(string)
}

module "watch" {
  source   = "../modules/eventbridge_notifier/watch"
  for_each = toset(var.watches)

  watch = { name = each.key, event_pattern = "{\\"source\\":[\\"aws.ec2\\"]}" }

  rules = { name = "s" }

  targets = {
    retry = { maximum_age_seconds = 3600, maximum_attempts = 7 }
    recorder = {
      arn             = "arn:aws:lambda:eu-west-1:123456789012:function:r"
      dead_letter_arn = "arn:aws:sqs:eu-west-1:123456789012:q"
    }
  }
}
"""


@pytest.mark.slow
def test_watches_come_and_go(checkout: Path) -> None:
    stack = checkout / "come_and_go"
    stack.mkdir()
    (stack / "main.tf").write_text(ROOT)
    with Sandbox(region="eu-west-1") as sandbox, Terraform(stack, sandbox.env()) as terraform:
        terraform.init()
        events = sandbox.client("events")
        for watches in (["a", "b"], ["b", "c"], ["c"], []):
            terraform.apply(watches=watches)
            rules = events.list_rules()["Rules"]
            assert {one["Name"] for one in rules} == {f"s-{watch}" for watch in watches}
