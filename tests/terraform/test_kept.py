"""No plan replaces or destroys what holds data without being asked: `depends_on`, and upgrades from
the first release, applied for real. The modules' own tests have the renames."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.terraform.runner import Terraform

from tests.terraform.stacks import LEFT_OUT, ROOT

pytestmark = pytest.mark.slow
FIRST = "2345495"  # the commit of the first generation
LOOKING = "ed5c145"  # the last one in which the heartbeat's function stood by itself
BEATING = """
provider "aws" { region = "eu-west-1" }

module "notifier" {
  source = "./modules/eventbridge_notifier"

  alarm_actions       = ["arn:aws:sns:eu-west-1:123456789012:on-call"]
  create_trail        = false
  heartbeat           = { enabled = true }
  deletion_protection = false
  force_destroy       = true
}
"""
STACK = """
provider "aws" { region = "eu-west-1" }

variable "tags" { type = map(string) }
variable "delivery" { type = string }

resource "aws_sns_topic" "oncall" {
  name = "oncall"
  tags = var.tags
}

module "notifier" {
  source     = "./modules/eventbridge_notifier"
  depends_on = [aws_sns_topic.oncall]

  alarm_actions       = [aws_sns_topic.oncall.arn]
  archive             = { enabled = true }
  delivery            = var.delivery
  deletion_protection = false
  force_destroy       = true

  watches = {
    orders = {
      event_pattern = jsonencode({ source = ["shop"] })
      extra_targets = { copy = { arn = aws_sns_topic.oncall.arn } }
    }
  }
}

provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"
}

module "forwarder" {
  source     = "./modules/event_forwarder"
  providers  = { aws = aws.us_east_1 }
  depends_on = [aws_sns_topic.oncall]

  home_bus_arn = module.notifier.event_bus_arn
  watches      = { orders = { event_pattern = jsonencode({ source = ["shop"] }) } }
}
"""


def destroyed(plan: dict[str, Any]) -> list[str]:
    """What of AWS a plan would destroy or replace, by address; not a role's policy whose successor
    is there before it goes."""
    return [one["address"] for one in plan["resource_changes"]
            if "delete" in one["change"]["actions"] and one["type"].startswith("aws_")
            and (one["type"], one["change"]["actions"]) != (
                "aws_iam_role_policy", ["create", "delete"])]


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(region="eu-west-1") as running:
        yield running


def root(folder: Path) -> Path:
    shutil.copytree(ROOT / "modules", folder / "modules", ignore=LEFT_OUT)
    (folder / "main.tf").write_text(STACK)
    return folder


def earlier(folder: Path, commit: str) -> None:
    """The modules as they were at a commit, in place of today's."""
    packed = subprocess.run(["git", "archive", commit, "modules"], cwd=ROOT, capture_output=True)
    if packed.returncode:
        pytest.skip("this checkout has no history")
    shutil.rmtree(folder / "modules")
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        archive.extractall(folder, filter="data")


def test_a_change_of_what_the_modules_depend_on_replaces_nothing(
        sandbox: Sandbox, tmp_path: Path) -> None:
    with Terraform(root(tmp_path), sandbox.env()) as terraform:
        terraform.init()
        terraform.apply(tags={"a": "1"}, delivery="direct")
        planned = terraform.plan_json(tags={"a": "2"}, delivery="direct")
        changed = [one["address"] for one in planned["resource_changes"]
                   if one["change"]["actions"] not in (["no-op"], ["read"])]
        assert changed == ["aws_sns_topic.oncall"]
        terraform.apply(tags={"a": "2"}, delivery="direct")
        assert terraform.changes(tags={"a": "2"}, delivery="direct") == ""
        terraform.destroy(tags={"a": "2"}, delivery="direct")


@pytest.mark.parametrize("delivery", ["direct", "queue"])
def test_an_upgrade_from_the_first_release_replaces_nothing(
        sandbox: Sandbox, tmp_path: Path, delivery: str) -> None:
    """Also where what the modules depend on changes at the same time."""
    folder = root(tmp_path)
    earlier(folder, FIRST)
    with Terraform(folder, sandbox.env()) as terraform:
        terraform.init()
        terraform.apply(tags={"a": "1"}, delivery=delivery)
        shutil.rmtree(folder / "modules")
        root(folder)
        terraform.init()
        planned = terraform.plan_json(tags={"a": "2"}, delivery=delivery)
        assert destroyed(planned) == []
        terraform.apply(tags={"a": "2"}, delivery=delivery)
        assert terraform.changes(tags={"a": "2"}, delivery=delivery) == ""
        terraform.destroy(tags={"a": "2"}, delivery=delivery)


def test_a_function_that_moves_into_a_module_of_its_own_stays_the_same(
        sandbox: Sandbox, tmp_path: Path) -> None:
    folder = root(tmp_path)
    (folder / "main.tf").write_text(BEATING)
    earlier(folder, LOOKING)
    with Terraform(folder, sandbox.env()) as terraform:
        terraform.init()
        terraform.apply()
        shutil.rmtree(folder / "modules")
        shutil.copytree(ROOT / "modules", folder / "modules", ignore=LEFT_OUT)
        terraform.init()
        changes = terraform.plan_json()["resource_changes"]
        moved = [one for one in changes if one.get("previous_address")]
        assert {"aws_lambda_function", "aws_iam_role", "aws_cloudwatch_log_group"} <= {
            one["type"] for one in moved}
        assert [one["address"] for one in changes if "delete" in one["change"]["actions"]] == []
        # The function's code may be another today.
        assert {one["type"] for one in moved
                if one["change"]["actions"] != ["no-op"]} <= {"aws_lambda_function"}
        terraform.destroy()
