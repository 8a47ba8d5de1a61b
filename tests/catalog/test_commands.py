"""`catalog` and `init --pack`, as they are typed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from eventbridge_notifier.cli.main import main
from eventbridge_notifier.spec.packs import PACKS


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def test_the_catalogue_lists_its_packs() -> None:
    lines = run("catalog").output.splitlines()[2:]
    assert [line.split()[0] for line in lines] == list(PACKS)


def test_a_pack_lists_its_watches_with_severity_state_and_regions() -> None:
    output = run("catalog", "cis-aws-foundations").output
    row = next(line for line in output.splitlines() if line.startswith("cis-4.15-"))
    assert re.split("  +", row)[1:4] == ["high", "enabled", "us-east-1"]
    row = next(line for line in output.splitlines() if line.startswith("cis-4.1-"))
    assert re.split("  +", row)[2] == "with reads"


def test_a_script_gets_everything() -> None:
    (pack,) = json.loads(run("catalog", "cis-aws-foundations", "--json").output)
    assert [one["control"] for one in pack["watches"]] == [f"4.{n}" for n in range(1, 16)]
    assert pack["watches"][3]["regions"] == ["us-east-1"]
    assert pack["watches"][9]["regions"] == ["any"]
    assert pack["watches"][9]["pattern"]["source"] == ["aws.ec2"]


def test_a_name_that_is_none_is_refused_with_the_likely_one() -> None:
    result = run("catalog", "guardutty")
    assert result.exit_code == 2
    assert "did you mean guardduty?" in result.output


@pytest.mark.parametrize(("region", "aliases"), [
    ("eu-west-1", 5), ("us-east-1", 4)])
def test_init_writes_a_stack_with_packs_that_is_complete_and_up_to_date(
        tmp_path: Path, region: str, aliases: int) -> None:
    folder = str(tmp_path / "stack")
    made = run("init", folder, "--region", region, "--pack", "cis-aws-foundations",
               "--pack", "operations", "--email", "me@example.com")
    assert made.exit_code == 0, made.output
    assert run("check", folder, "--strict").output.startswith("27 watches checked")
    assert run("generate", folder, "--check").exit_code == 0
    text = (tmp_path / "stack" / "main.tf").read_text("utf-8")
    assert text.count("alias ") == aliases
    assert 'endpoint = "me@example.com"' in text
    watches = (tmp_path / "stack" / "watches.tf").read_text("utf-8")
    assert 'notify         = ["alerts"]' in watches


def test_init_without_a_pack_has_one_watch_and_tells_whom_it_is_asked_to(tmp_path: Path) -> None:
    folder = str(tmp_path / "stack")
    assert run("init", folder, "--email", "me@example.com").exit_code == 0
    assert "1 watch checked" in run("check", folder).output
    assert "notify: [alerts]" in (tmp_path / "stack" / "watches.yaml").read_text("utf-8")


@pytest.mark.parametrize("email", ["nobody", 'a"b@c.d', "a@b\nc"])
def test_what_is_no_address_is_refused(tmp_path: Path, email: str) -> None:
    result = run("init", str(tmp_path / "stack"), "--email", email)
    assert result.exit_code == 2
    assert not (tmp_path / "stack").exists()


def test_a_pack_that_is_none_is_refused(tmp_path: Path) -> None:
    result = run("init", str(tmp_path / "stack"), "--pack", "cis")
    assert result.exit_code == 2
    assert "cis-aws-foundations" in result.output
