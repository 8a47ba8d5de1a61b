"""What is made in the same apply may be handed to the module, though nobody knows it in a plan."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.terraform.runner import Terraform

from tests.terraform.stacks import ROOT

STACK = """
provider "aws" { region = "eu-west-1" }

# No attribute of a resource that is not there yet is known: here for a bus, a topic, a queue, keys,
# buckets and what else has an ARN.
resource "aws_cloudwatch_event_bus" "new" { name = "new" }

locals { arn = aws_cloudwatch_event_bus.new.arn }

module "notifier" {
  source   = "./modules/eventbridge_notifier"
  for_each = { direct = false, queue = true }

  name     = "unknown-${each.key}"
  delivery = each.key

  watches = {
    w = {
      event_pattern  = jsonencode({ source = [local.arn] })
      description    = local.arn
      event_bus_name = local.arn
      record         = { field = local.arn }
      notify         = ["ops", "chat"]
      extra_targets  = { further = { arn = local.arn, role_arn = local.arn } }
    }
  }

  archive              = { enabled = each.value }
  webhooks             = { chat = { url = local.arn, key = local.arn } }
  alarm_actions        = [local.arn]
  create_key           = false
  kms_key_arn          = local.arn
  permissions_boundary = local.arn
  access_logs          = { bucket = local.arn, prefix = local.arn }
  replication          = { bucket_arn = local.arn, kms_key_arn = local.arn, role_arn = local.arn }
  table_name           = local.arn
  tags                 = { bus = local.arn }

  topics = {
    ops = { subscriptions = { me = { protocol = "sqs", endpoint = local.arn } } }
  }

  recorder = {
    code_signing_config_arn = local.arn
    vpc                     = { subnet_ids = [local.arn], security_group_ids = [local.arn] }
  }
}
"""


@pytest.mark.slow
def test_a_plan_needs_no_value_that_only_an_apply_can_tell(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "modules", tmp_path / "modules",
                    ignore=shutil.ignore_patterns(".terraform*"))
    (tmp_path / "main.tf").write_text(STACK)
    with Sandbox(region="eu-west-1") as sandbox, Terraform(tmp_path, sandbox.env()) as terraform:
        terraform.init()
        planned = terraform.plan_json()
    archives = [one["address"] for one in planned["resource_changes"]
                if one["type"] == "aws_cloudwatch_event_archive"]
    assert archives == ['module.notifier["queue"].aws_cloudwatch_event_archive.this[0]']
