"""Two stacks whose names begin alike: their rules could be the same, so the second is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.terraform.runner import Terraform, TerraformError

from tests.terraform.stacks import LEFT_OUT, ROOT

STACK = """
provider "aws" { region = "eu-west-1" }

module "notifier" {
  source  = "./modules/eventbridge_notifier"
  name    = "%s"
  watches = { "%s" = { event_pattern = jsonencode({ source = ["shop"] }) } }
  beside  = %s
}
"""


def plan(sandbox: Sandbox, folder: Path, name: str, watch: str, beside: str = "[]") -> None:
    shutil.copytree(ROOT / "modules", folder / "modules", ignore=LEFT_OUT)
    (folder / "main.tf").write_text(STACK % (name, watch, beside))
    with Terraform(folder, sandbox.env()) as terraform:
        terraform.init()
        terraform.plan_json()


@pytest.mark.slow
@pytest.mark.parametrize(("there", "name", "watch"), [
    ("audit", "audit-prod", "x"), ("audit-prod", "audit", "prod-x")])
def test_a_stack_whose_rules_could_be_anothers_is_refused(
        tmp_path: Path, there: str, name: str, watch: str) -> None:
    with Sandbox(region="eu-west-1") as sandbox:
        for queue in ("dead-letter", "dead-letter-recorder"):
            sandbox.client("sqs").create_queue(QueueName=f"{there}-{queue}")
        with pytest.raises(TerraformError, match=f'name "{name}" and the stack "{there}"'):
            plan(sandbox, tmp_path / "refused", name, watch)
        plan(sandbox, tmp_path / "agreed", name, watch, f'["{there}"]')
        plan(sandbox, tmp_path / "another", "audits", watch)
