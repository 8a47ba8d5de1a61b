"""The root module: the notifier as the registry hands it out."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.terraform.runner import Terraform

from tests.terraform.stacks import LEFT_OUT, ROOT
from tools import tfdocs, tfroot

STACK = """
provider "aws" { region = "eu-west-1" }

module "notifier" {
  source = "%s"

  archive             = { enabled = true }
  deletion_protection = false
  force_destroy       = true
  topics              = { ops = { subscriptions = { me = local.me } } }
  webhooks            = { chat = { url = "https://example.com" } }
  organization_id     = "o-exampleorgid"
  watches = {
    w = {
      event_pattern = jsonencode({ source = ["shop"] })
      notify        = ["ops", "chat"]
    }
  }
}

locals { me = { protocol = "email", endpoint = "me@example.com" } }

output "table_name" { value = module.notifier.table_name }
"""


def test_the_root_says_what_the_module_says() -> None:
    assert tfroot.main(["--check"]) == 0


def test_every_variable_and_output_is_handed_on() -> None:
    for kind in ("variable", "output"):
        assert tfdocs.blocks(ROOT, kind).keys() == tfdocs.blocks(ROOT / tfroot.MODULE, kind).keys()


@pytest.mark.slow
def test_nothing_of_a_variable_is_lost_but_its_validations() -> None:
    for name, body in tfdocs.blocks(ROOT / tfroot.MODULE, "variable").items():
        here = tfdocs.blocks(ROOT, "variable")[name]
        assert here == {key: value for key, value in body.items()
                        if key not in ("validation", "__comments__")}, name


@pytest.mark.slow
def test_a_stack_moves_from_the_submodule_to_the_root_without_a_change(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "modules", tmp_path / "pkg/modules", ignore=LEFT_OUT)
    for file in ROOT.glob("*.tf"):
        shutil.copy(file, tmp_path / "pkg")
    main = tmp_path / "main.tf"
    main.write_text(STACK % "./pkg//modules/eventbridge_notifier")
    with Sandbox(region="eu-west-1") as sandbox, Terraform(tmp_path, sandbox.env()) as terraform:
        terraform.init()
        terraform.apply()
        main.write_text(STACK % "./pkg")
        terraform.init()
        planned = terraform.plan_json()
        assert {action for one in planned["resource_changes"]
                for action in one["change"]["actions"]} <= {"no-op", "read"}
        terraform.apply()
        assert terraform.changes() == ""
        terraform.destroy()


def test_every_resource_has_a_place_to_come_from() -> None:
    moved = re.findall(r"from = (\S+)", (ROOT / "moved.tf").read_text())
    assert moved == list(tfroot.places())
    assert len(moved) > 30
