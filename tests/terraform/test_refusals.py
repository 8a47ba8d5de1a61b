"""Every rule of every variable refuses by itself, in its own words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import hcl2
import pytest
from eventbridge_notifier.sandbox.terraform.runner import Terraform, TerraformError

from tests.terraform.stacks import ROOT
from tools import tfdocs

MODULE = "modules/eventbridge_notifier"


@pytest.mark.slow
def test_each_rule_of_a_variable_is_heard(checkout: Path, attached: Mapping[str, str]) -> None:
    """The refusals of the module's tests, no longer expected: Terraform then prints each rule."""
    module = checkout / MODULE
    for file in sorted(module.glob("tests/refused*.hcl")):
        _unexpected(file)
    files = [f"tests/{file.name}" for file in module.glob("tests/refusal*.hcl")]
    with Terraform(module, attached) as terraform:
        terraform.init()
        with pytest.raises(TerraformError) as said:
            terraform.test(*files)
    heard = _in_one_line(str(said.value))
    watches = hcl2.loads((ROOT / MODULE / "checks_watches.tf").read_text(encoding="utf-8"))
    (checked,) = watches["resource"]
    rules = [_said(tfdocs.plain(rule["error_message"])) for rule in (
        *(rule for body in tfdocs.blocks(ROOT / MODULE, "variable").values()
          for rule in body.get("validation", ())),
        *next(iter(next(iter(checked.values())).values()))["lifecycle"][0]["precondition"])]
    assert len(rules) > 50
    unheard = [rule for rule in rules if rule not in heard]
    assert not unheard, "\n".join(unheard)


def _unexpected(file: Path) -> None:
    """A file for each run, because a failure ends a file."""
    text = file.read_text(encoding="utf-8")
    head = text[:text.index('run "')]
    for number, run in enumerate(re.findall(r'run ".*?\n}\n', text, re.S)):
        bare = re.sub(r"\n  expect_failures = \[.*?\]\n", "\n", run, flags=re.S)
        name = f"refusal_{file.name.partition('.')[0]}_{number}.tftest.hcl"
        (file.parent / name).write_text(head + bare, encoding="utf-8")


def _said(message: str) -> str:
    """The longest part of a message that does not depend on the value."""
    parts = re.split(r"\$\{(?:[^{}]|\{[^{}]*\})*\}", message)
    return max(map(_in_one_line, parts), key=len).strip()


def _in_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
