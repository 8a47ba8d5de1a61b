"""A folder is one stack: what in it is a spec, what is passed by, and that no watch gets lost."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from eventbridge_notifier.cli.main import main

from tests.generator.specs import spec

ALIAS, KEY = {"on": "lambda:CreateAlias"}, {"on": "kms:CreateKey"}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


@pytest.mark.parametrize("other", ["kms-keys: 1.00\n", "apiVersion: v1\nkind: Pod\n",
                                   "jobs:\n  build: {steps: []}\n"])
def test_yaml_without_a_word_of_a_spec_is_passed_by_and_said_to_be(
        other: str, tmp_path: Path) -> None:
    (tmp_path / "w.yaml").write_text(spec(ALIAS))
    (tmp_path / "other.yaml").write_text(other)
    for command in ("check", "generate", "watches", "cost"):
        result = run(command, tmp_path)
        assert (result.exit_code, "other.yaml: skipped" in result.stderr) == (0, True), command
    assert json.loads(run("check", tmp_path, "--json").stdout) == []
    assert "other.yaml" not in (tmp_path / "watches.tf").read_text()
    assert run("check", tmp_path / "other.yaml").exit_code == 2


def test_the_prices_may_lie_in_the_folder_of_the_stack(tmp_path: Path) -> None:
    (tmp_path / "w.yaml").write_text(spec(ALIAS))
    before = json.loads(run("cost", tmp_path, "--json").stdout)["total"]
    (tmp_path / "prices.yaml").write_text("kms-keys: 3.00\n")
    result = run("cost", tmp_path, "--prices", tmp_path / "prices.yaml", "--json")
    assert json.loads(result.stdout)["total"] == pytest.approx(before + 2)


@pytest.mark.parametrize("text", [
    "watches:\n  w: {on: kms:CreateKey}\n", "wathces:\n  w: {on: kms:CreateKey}\n",
    "version: 1\nwatchs: {}\n", "home_region: eu-west-1\n", "- 1\n", "{}\n", "", "text\n"])
def test_a_spec_with_something_forgotten_is_not_passed_by(text: str, tmp_path: Path) -> None:
    (tmp_path / "w.yaml").write_text(spec(ALIAS))
    (tmp_path / "x.yaml").write_text(text)
    result = run("check", tmp_path)
    assert (result.exit_code, f"{tmp_path / 'x.yaml'}:1: " in result.stderr) == (2, True)


def test_a_folder_of_nothing_but_other_yaml_holds_no_spec(tmp_path: Path) -> None:
    (tmp_path / "prices.yaml").write_text("kms-keys: 1.00\n")
    found = json.loads(run("check", tmp_path, "--json").stdout)
    assert [(one["file"], one["code"]) for one in found] == [(str(tmp_path), "no-spec")]


def test_a_link_that_leads_nowhere_is_no_watch_less(tmp_path: Path) -> None:
    (tmp_path / "w.yaml").write_text(spec(ALIAS))
    (tmp_path / "x.yaml").symlink_to("gone.yaml")
    result = run("generate", tmp_path)
    assert result.exit_code == 2
    assert f"{tmp_path / 'x.yaml'}:1: " in result.stderr
    assert sorted(os.listdir(tmp_path)) == ["w.yaml", "x.yaml"]


@pytest.mark.parametrize("name", ["b.yaml", "b, c.yml", 'd"${e}.yaml'])
def test_one_file_alone_does_not_drop_the_watches_of_the_others(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(spec(ALIAS))
    (tmp_path / name).write_text(spec(ALIAS, KEY).replace("w0:", "x0:").replace("w1:", "x1:"))
    assert run("generate", tmp_path).exit_code == 0
    before = (tmp_path / "watches.tf").read_text()
    for options in ((), ("--check",)):
        result = run("generate", tmp_path / "a.yaml", *options)
        assert (result.exit_code, f"{name} as well" in result.stderr) == (2, True)
    assert (tmp_path / "watches.tf").read_text() == before
    assert len(os.listdir(tmp_path / "patterns")) == 3


def test_what_a_removed_watch_leaves_is_removed_and_said_to_be(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(spec(ALIAS))
    (tmp_path / "b.yaml").write_text(spec(KEY).replace("w0:", "x0:"))
    assert run("generate", tmp_path).exit_code == 0
    (tmp_path / "b.yaml").unlink()
    result = run("generate", tmp_path / "a.yaml")
    assert f"{tmp_path / 'patterns' / 'x0.json'}: removed" in result.stdout
    assert os.listdir(tmp_path / "patterns") == ["w0.json"]
