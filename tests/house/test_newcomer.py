"""README's commands, word for word and in order, by somebody who has nothing but a checkout.

An empty home, a new environment, no network but the package index, and a sandbox for an account.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import pytest
from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.terraform import providers

from tests.console import deployed
from tests.console.events import REGION, WATCHES, event
from tests.house.repository import ROOT, tracked
from tests.house.test_documented_runs import LINTED, PLAN, PUBLIC, steps

# How a command begins, or what is in it -> why it is not run here.
NOT_HERE = {
    "make ": "by itself: tests/chain, and the tests themselves",
    "git clone": "the address is not this checkout", "cd terraform-": "the same",
    "uvx ": "the same", "pipx ": "the same",
    "terraform apply": "test_installed applies an installed stack",
    " apply": "the same",
    "pip install '.[sandbox]'": "test_installed installs it",
    "eventbridge-notifier sandbox": "serves until Ctrl-C",
    "eventbridge-notifier console": "serves until Ctrl-C",
}

# Cloud Custodian's: Sigma rules need an extra.
POLICY = """\
policies:
  - name: users
    resource: aws.iam-user
    mode:
      type: cloudtrail
      events: [{source: iam.amazonaws.com, event: CreateUser, ids: requestParameters.userName}]
"""


def script() -> list[str]:
    """The lines of README that are run."""
    return [step.command for step in steps("README.md") if step.command and not any(
        step.command.startswith(begin) or (begin.startswith(" ") and begin in step.command)
        for begin in NOT_HERE)]


def checkout(home: Path) -> Path:
    """A copy of what git knows."""
    folder = home / "checkout"
    for name in tracked():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target)
    return folder


def given(home: Path) -> None:
    """Files that README takes for granted: saved logs, an event, rules of other tools."""
    record = json.dumps(event("python38-functions", datetime.now(UTC), random.Random(2)))
    detail = json.loads(record)["detail"]
    for name, text in {"given/record.json": record, "given/plan.json": json.dumps(PLAN),
                       "given/infrastructure/rules.tf": LINTED,
                       "given/detections/policies.yml": POLICY,
                       "cloudtrail-logs/log.json": json.dumps({"Records": [detail]})}.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text)


def test_readme_has_a_way_from_installing_to_looking() -> None:
    lines = script()
    assert lines[0] == "pip install ."
    assert len(lines) > 15
    for word in ("doctor", "init", "check", "generate", "records", "health"):
        assert any(line.startswith(f"eventbridge-notifier {word}") for line in lines), word


@pytest.mark.slow
def test_readme_works_word_for_word_in_an_empty_home(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    folder = checkout(home)
    given(home)
    subprocess.run([sys.executable, "-m", "venv", home / "env"], check=True)
    # Exit code 1 is an answer (this event does not match); 2 and all others are failures.
    lines = "\n".join(f"echo '$' {line!r}; {line} || [ $? -eq 1 ]"
                      + ("; cp -r ~/given/. ." if line == "cd my-watches" else "")
                      for line in script())
    with Sandbox(region=REGION) as sandbox:
        client = lru_cache(maxsize=None)(sandbox.client)
        deployed.deploy(client, deployed.NAME, WATCHES | {"public-functions": PUBLIC})
        deployed.keep_well(client)
        kept = {name: os.environ[name] for name in os.environ
                if name.startswith(("PIP_", "UV_", "SSL_", "LANG"))}
        done = subprocess.run(
            ["bash", "-euc", lines], cwd=folder, capture_output=True, text=True, timeout=900, env={
                **kept, **sandbox.env(), **providers.environment(os.environ, tmp_path),
                "HOME": str(home), "EDITOR": "true",
                "PATH": f"{home}/env/bin:{Path(shutil.which('terraform') or '').parent}:"
                        "/usr/bin:/bin"})
    assert done.returncode == 0, f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    assert "Traceback" not in done.stderr
