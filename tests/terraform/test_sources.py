"""What holds for every Terraform file here, read with python-hcl2."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from eventbridge_notifier.record_format.reserved import RESERVED
from eventbridge_notifier.record_format.summary import INDEXED

from tests.terraform.stacks import EXAMPLES, MODULES, ROOT
from tools import tfdocs
from tools.tfdocs import plain

ROOTS = [*MODULES, *(f"examples/{name}" for name in EXAMPLES)]
NOTIFIER, FORWARDER = ROOT / "modules/eventbridge_notifier", ROOT / "modules/event_forwarder"
each_module = pytest.mark.parametrize("folder", ROOTS)


def text(folder: str) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / folder).glob("*.tf"))


@each_module
def test_variables_say_what_they_are(folder: str) -> None:
    for name, body in tfdocs.blocks(ROOT / folder, "variable").items():
        kind = plain(body.get("type", ""))
        assert kind, f"{name} has no type"
        assert not re.search(r"\bany\b", kind), f"{name} takes anything"
        assert plain(body.get("description", '""')), f"{name} has no description"
        may_be_null = "default" in body and plain(body["default"]) == "null"
        assert may_be_null or body.get("nullable") is False, f"{name} may be null"


@each_module
def test_outputs_say_what_they_are(folder: str) -> None:
    for name, body in tfdocs.blocks(ROOT / folder, "output").items():
        assert plain(body.get("description", '""')), f"{name} has no description"


@each_module
def test_no_variable_is_unused(folder: str) -> None:
    files = _without_validations(text(folder))
    unused = [name for name in tfdocs.blocks(ROOT / folder, "variable")
              if not re.search(rf"\bvar\.{name}\b", files)]
    assert unused == []


@pytest.mark.parametrize("folder", MODULES)
def test_a_module_configures_no_provider(folder: str) -> None:
    assert not re.search(r'^provider "', text(folder), re.M)


def test_one_range_of_versions_for_all() -> None:
    ranges = {(ROOT / folder / "versions.tf").read_text() for folder in MODULES}
    assert len(ranges) == 1
    assert 'version = ">= 5.76, < 7.0"' in ranges.pop()


@pytest.mark.parametrize("path", sorted(ROOT.glob("modules/**/*.tf")), ids=lambda path: path.name)
def test_files_stay_short(path: Path) -> None:
    assert len(path.read_text().splitlines()) < 200


def test_tables_of_inputs_and_outputs_are_fresh() -> None:
    assert tfdocs.main(["--check"]) == 0


@pytest.mark.parametrize(("module", "tests"), [
    (NOTIFIER, NOTIFIER), (NOTIFIER / "watch", NOTIFIER), (FORWARDER, FORWARDER),
    (FORWARDER / "rule", FORWARDER)], ids=["notifier", "watch", "forwarder", "rule"])
def test_every_rule_of_a_variable_is_broken_by_a_test(module: Path, tests: Path) -> None:
    expected = re.findall(r"expect_failures = \[(.*?)\]", "\n".join(
        path.read_text() for path in tests.glob("tests/*.tftest.hcl")), re.S)
    broken = [name for one in expected for name in re.findall(r"var\.(\w+)", one)]
    untested = {name: body for name, body in tfdocs.blocks(module, "variable").items()
                if broken.count(name) < len(body.get("validation", ()))}
    assert list(untested) == []


def test_a_forwarding_rule_waits_until_its_role_may_send() -> None:
    """What it may not send EventBridge does not try again. With data sources in the module below,
    waiting would leave every plan with changes."""
    rule = tfdocs.blocks(FORWARDER, "module")["rule"]
    assert [plain(one) for one in rule["depends_on"]] == ["aws_iam_role_policy.forward"]
    assert '\ndata "' not in text("modules/event_forwarder/rule")


def test_the_module_refuses_the_names_that_the_recorder_keeps() -> None:
    module = text("modules/eventbridge_notifier")
    listed = re.search(r"odd_attributes = .*?, \[(.*?)\]", module, re.S)
    assert listed
    assert set(re.findall(r'"(\w+)"', listed[1])) == RESERVED


def test_the_indexes_hold_the_recorders_summary() -> None:
    listed = re.search(r"\n  summary = \[(.*?)\]", text("modules/eventbridge_notifier"), re.S)
    assert listed
    assert set(re.findall(r'"(\w+)"', listed[1])) == set(INDEXED)


def _without_validations(files: str) -> str:
    """The text without `validation` blocks: a variable that only they use has no effect."""
    return re.sub(r"\n  validation \{.*?\n  \}", "", files, flags=re.S)
