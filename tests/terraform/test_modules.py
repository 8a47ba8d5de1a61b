"""Terraform's own judgement: format, validity, and the modules' tests with a mocked provider."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from eventbridge_notifier.sandbox.terraform.runner import Terraform

from tests.terraform.stacks import EXAMPLES, ROOT
from tools.terraform_test.shares import Share, dealt, modules, run

MODULE = "modules/eventbridge_notifier"
PUBLIC = sorted(path.parent.relative_to(ROOT).as_posix() for path in ROOT.glob("modules/*/*.md"))


def test_files_are_formatted() -> None:
    for folder in ("modules", "examples"):
        subprocess.run(["terraform", "fmt", "-check", "-recursive", folder], cwd=ROOT, check=True)


@pytest.mark.slow
@pytest.mark.parametrize("folder", [*PUBLIC, *(f"examples/{name}" for name in EXAMPLES)])
def test_it_is_valid(checkout: Path, folder: str) -> None:
    with Terraform(checkout / folder) as terraform:
        terraform.init()
        terraform.validate()


def test_watches_wait_for_what_they_need_and_never_read_data(checkout: Path) -> None:
    """A rule waits until its watch was looked at, a target until it may be called, too. Data that
    is read below would make each plan a noisy one."""
    with Terraform(checkout / MODULE) as terraform:
        terraform.init()
        graph = terraform.graph()
    assert _awaited(graph, "aws_cloudwatch_event_rule.this") == {"terraform_data.watches"}
    recorder = {"aws_lambda_permission.rules", "aws_lambda_event_source_mapping.events",
                "aws_lambda_function_event_invoke_config.recorder"}
    for target in ("recorder", "further"):
        assert _awaited(graph, f"aws_cloudwatch_event_target.{target}") >= {
            "module.watch.aws_cloudwatch_event_rule.this", *recorder}
    assert "module.watch.data." not in graph


def _awaited(graph: str, resource: str) -> set[str]:
    return set(re.findall(rf'"module.watch.{resource}" -> "(.*?)"', graph))


def test_a_watch_keeps_its_own_tests(checkout: Path, attached: Mapping[str, str]) -> None:
    passes(checkout, attached, Share("eventbridge_notifier", ("tests/watch.tftest.hcl",), 0))


@pytest.mark.slow
@pytest.mark.parametrize("share", dealt(modules(), 1), ids=lambda share: share.module)
def test_a_module_keeps_its_own_tests(
        checkout: Path, attached: Mapping[str, str], share: Share) -> None:
    passes(checkout, attached, share)


def passes(checkout: Path, attached: Mapping[str, str], share: Share) -> None:
    """Every run of these files passes, and none is left out."""
    folder = checkout / "modules" / share.module
    texts = [(folder / file).read_text(encoding="utf-8") for file in share.files]
    with Terraform(folder, attached) as terraform:
        terraform.init()
    assert run(share, checkout / "modules", attached).passed == sum(
        text.count('\nrun "') for text in texts) > 0
