"""Leaving as the guide says: `leave` names what stands in the way, drains, and then all goes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.terraform.runner import Terraform

from tests.chain import stacks

ACCOUNT = "444444444444"


def leave(sandbox: Sandbox, plan: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "eventbridge_notifier", "leave", str(plan), *options],
        env={**os.environ, **sandbox.env(ACCOUNT)}, capture_output=True, text=True, timeout=300)


def fail_an_event(sandbox: Sandbox) -> None:
    """One event that the recorder cannot record, so that it waits among the dead letters."""
    function = sandbox.client("lambda", account=ACCOUNT)
    name = function.list_functions()["Functions"][0]["FunctionName"]
    right = function.get_function_configuration(FunctionName=name)["Environment"]
    function.update_function_configuration(FunctionName=name, Environment={"Variables": {
        **right["Variables"], "TABLE_NAME": "nowhere"}})
    stacks.create_functions(sandbox, ACCOUNT)
    assert sandbox.drain(240)
    function.update_function_configuration(FunctionName=name, Environment=right)


@pytest.mark.slow
def test_a_stack_is_left_as_the_guide_says(running: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "leave.json"
    with Terraform(stacks.example(tmp_path, "python38-lambda"),
                   running.env(ACCOUNT)) as terraform:
        terraform.init()
        terraform.apply()
        fail_an_event(running)
        file.write_text(json.dumps(terraform.plan_json(to_destroy=True)))
        protected = leave(running, file)
        assert protected.returncode == 1
        assert "deletion_protection = false  # in module.notifier" in protected.stdout
        assert "force_destroy = true  # in module.notifier" in protected.stdout
        terraform.apply(**stacks.TEMPORARY)
        file.write_text(json.dumps(terraform.plan_json(to_destroy=True, **stacks.TEMPORARY)))
        assert leave(running, file).returncode == 0
        drained = leave(running, file, "--drain", "--yes")
        assert drained.returncode == 0, drained.stdout + drained.stderr
        found = stacks.items(running, ACCOUNT, terraform.output("table_name"))
        assert [item["functionName"] for item in found] == [{"S": "old"}]
        terraform.destroy(**stacks.TEMPORARY)
    assert stacks.left_over(running, ACCOUNT) == []
