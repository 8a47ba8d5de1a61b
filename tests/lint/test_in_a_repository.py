"""The pre-commit hook and the GitHub Action, run in a repository made for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
BAD = """resource "aws_cloudwatch_event_rule" "users" {
  event_pattern = jsonencode({
    source = ["aws.iam"], eventName = ["CreateUser"]
  })
}
"""
GOOD = BAD.replace(', eventName = ["CreateUser"]', "")
SAID = "main.tf:3:27: aws_cloudwatch_event_rule.users: eventName stands in `detail`"


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@example.com",
                           *arguments], cwd=folder, check=True, capture_output=True,
                          text=True).stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    (tmp_path / "main.tf").write_text(BAD)
    (tmp_path / "README.md").write_text("event_pattern")
    (tmp_path / "odd name.yaml").write_text("a: 1\n")
    git(tmp_path, "add", "-A")
    return tmp_path


def hook() -> dict[str, Any]:
    """The hook, with the interpreter of the tests instead of one that pre-commit would install."""
    found: dict[str, Any] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())[0]
    del found["additional_dependencies"]
    entry = f"{BIN}/{found['entry']}"
    return found | {"language": "system", "entry": entry}


def pre_commit(folder: Path) -> subprocess.CompletedProcess[str]:
    config = {"repos": [{"repo": "local", "hooks": [hook()]}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    git(folder, "add", "-A")
    return subprocess.run([sys.executable, "-m", "pre_commit", "run"], cwd=folder,
                          capture_output=True, text=True,
                          env=os.environ | {"PRE_COMMIT_HOME": str(folder / ".git" / "cache")})


def test_the_hook_stops_a_commit_with_a_dead_rule_and_lets_a_sound_one_pass(
        repository: Path) -> None:
    refused = pre_commit(repository)
    assert refused.returncode == 1, refused.stderr
    assert SAID in refused.stdout
    (repository / "main.tf").write_text(GOOD)
    passed = pre_commit(repository)
    assert passed.returncode == 0, passed.stdout + passed.stderr


def test_the_hook_is_as_pre_commit_wants_it() -> None:
    subprocess.run([sys.executable, "-m", "pre_commit", "validate-manifest",
                    ".pre-commit-hooks.yaml"], cwd=ROOT, check=True)


def action() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text())
    return found


def step(name: str, folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """A step of the action, run as GitHub's runner does it."""
    run = next(one["run"] for one in action()["runs"]["steps"] if one.get("name") == name)
    environment = os.environ | {"ACTION": str(ROOT), "RUNNER_TEMP": str(folder / ".git" / "temp"),
                                "PYTHON": sys.executable, "STRICT": "false", "SARIF": "",
                                "PATHS": ".", **inputs}
    return subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", run],
                          cwd=folder, capture_output=True, text=True, env=environment)


@pytest.fixture
def installed(repository: Path) -> Path:
    """A repository for whose run the dependencies are there already."""
    target = repository / ".git" / "temp" / "eventbridge-notifier" / "bin"
    target.mkdir(parents=True)
    (target / "python").write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    (target / "python").chmod(0o755)
    return repository


def test_the_action_annotates_what_it_finds_and_fails(installed: Path) -> None:
    done = step("Lint", installed, SARIF="found.sarif")
    assert done.returncode == 2, done.stderr
    assert "::error file=main.tf,line=3,col=27,title=aws_cloudwatch_event_rule.users" in done.stdout
    assert (installed / "found.sarif").read_text().startswith("{")


def test_the_action_takes_several_paths_and_passes_where_nothing_is_wrong(installed: Path) -> None:
    (installed / "main.tf").write_text(GOOD)
    done = step("Lint", installed, PATHS="main.tf\n\nodd name.yaml\n", STRICT="true")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_the_action_pins_whatever_it_uses() -> None:
    used = [one["uses"] for one in action()["runs"]["steps"] if "uses" in one]
    assert used
    assert all(len(one.partition("@")[2]) == 40 for one in used)
    install = next(one["run"] for one in action()["runs"]["steps"] if "pip install" in
                   one.get("run", ""))
    assert "--require-hashes" in install
    lock = (ROOT / "requirements-lint.lock").read_text()
    assert "pysigma==" in lock
    assert "moto==" not in lock


@pytest.mark.slow
def test_the_actions_lock_installs_and_lints(repository: Path) -> None:
    done = step("Install the versions of requirements-lint.lock", repository)
    if done.returncode and "No matching distribution" in done.stderr:
        pytest.skip("no package index is reached from here")
    assert done.returncode == 0, done.stderr
    assert step("Lint", repository).returncode == 2
