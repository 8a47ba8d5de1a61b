"""A user's `terraform test` of a root with the module works with the mock that the README shows."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from eventbridge_notifier.sandbox.terraform.runner import Terraform

from tests.terraform.stacks import LEFT_OUT, ROOT

README = ROOT / "modules/eventbridge_notifier/README.md"
STACK = """
provider "aws" { region = "eu-west-1" }

module "notifier" {
  source       = "./pkg"
  topics       = { ops = {} }
  alarm_topics = ["ops"]
  watches = {
    w = { event_pattern = jsonencode({ source = ["shop"] }), notify = ["ops"] }
  }
}
"""


@pytest.mark.slow
def test_the_readmes_test_runs_without_aws(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "modules", tmp_path / "pkg/modules", ignore=LEFT_OUT)
    for file in ROOT.glob("*.tf"):
        shutil.copy(file, tmp_path / "pkg")
    (tmp_path / "main.tf").write_text(STACK)
    (tmp_path / "tests").mkdir()
    (shown,) = re.findall(r"```hcl\n(# tests/stack.*?)```", README.read_text(), re.S)
    # What the registry hands out lies in .terraform; what lies beside the stack stays where it is.
    (tmp_path / "tests/stack.tftest.hcl").write_text(
        shown.replace("./.terraform/modules/notifier/", "./pkg/"))
    with Terraform(tmp_path) as terraform:
        terraform.init()
        assert "1 passed, 0 failed" in terraform.test()
