"""Terraform's own judgement: format, validity, and the modules' tests with a mocked provider."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from eventbridge_notifier.sandbox.terraform.runner import Terraform

from tests.terraform.stacks import EXAMPLES, ROOT

MODULE, FORWARDER = "modules/eventbridge_notifier", "modules/event_forwarder"
# What is quick enough for every run.
QUICK = ("watch",)
PUBLIC = sorted(path.parent.relative_to(ROOT).as_posix() for path in ROOT.glob("modules/*/*.md"))


def own_tests(module: str) -> list[str]:
    """The names of a module's test files."""
    return sorted(path.name.removesuffix(".tftest.hcl")
                  for path in ROOT.glob(f"{module}/tests/*.hcl"))


def test_files_are_formatted() -> None:
    for folder in ("modules", "examples"):
        subprocess.run(["terraform", "fmt", "-check", "-recursive", folder], cwd=ROOT, check=True)


@pytest.mark.slow
@pytest.mark.parametrize("folder", [*PUBLIC, *(f"examples/{name}" for name in EXAMPLES)])
def test_it_is_valid(checkout: Path, folder: str) -> None:
    with Terraform(checkout / folder) as terraform:
        terraform.init()
        terraform.validate()


def test_rules_wait_for_what_they_need_and_never_read_data(checkout: Path) -> None:
    """Data that is read below a depends_on makes each plan a noisy one."""
    with Terraform(checkout / MODULE) as terraform:
        terraform.init()
        graph = terraform.graph()
    awaited = re.findall(r'"module.watch.aws_cloudwatch_event_rule.this" -> "(.*?)"', graph)
    assert set(awaited) >= {
        "aws_lambda_permission.rules", "aws_lambda_function_event_invoke_config.recorder",
        "aws_lambda_event_source_mapping.events"}
    assert "module.watch.data." not in graph


@pytest.mark.parametrize("file", [
    file if file in QUICK else pytest.param(file, marks=pytest.mark.slow)
    for file in own_tests(MODULE)])
def test_the_module_keeps_its_own_tests(checkout: Path, file: str) -> None:
    with Terraform(checkout / MODULE) as terraform:
        terraform.init()
        assert "0 failed" in terraform.test(f"tests/{file}.tftest.hcl")


@pytest.mark.slow
def test_the_forwarder_keeps_its_own_tests(checkout: Path) -> None:
    with Terraform(checkout / FORWARDER) as terraform:
        terraform.init()
        assert "0 failed" in terraform.test()


@pytest.mark.slow
def test_the_console_keeps_its_own_tests(checkout: Path) -> None:
    with Terraform(checkout / "modules/console") as terraform:
        terraform.init()
        assert "0 failed" in terraform.test()
