"""The wheel in an empty environment: every command works without the checkout."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMAND = "eventbridge-notifier"


def run(*arguments: str | Path, cwd: Path, wanted: int = 0) -> subprocess.CompletedProcess[str]:
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(arguments, cwd=cwd, env=environ, capture_output=True, text=True,
                          timeout=600)
    assert done.returncode == wanted, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bin folder of an environment that holds the wheel and what it asks for, as locked."""
    folder = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "build", "--no-isolation", "--wheel", "-o", folder, ROOT, cwd=ROOT)
    run(sys.executable, "-m", "venv", folder / "env", cwd=folder)
    locked = re.findall(r"^[a-z0-9].*?(?= \\$)", (ROOT / "requirements.lock").read_text(), re.M)
    (folder / "locked.txt").write_text("\n".join(locked))
    install(folder / "env" / "bin", "")
    return folder / "env" / "bin"


def install(binaries: Path, extra: str) -> None:
    folder = binaries.parents[1]
    run(binaries / "python", "-m", "pip", "install", "-q", "-c", folder / "locked.txt",
        f"{next(folder.glob('*.whl'))}{extra}", cwd=folder)


@pytest.mark.slow
def test_nothing_else_becomes_importable(installed: Path) -> None:
    for name in ("generator", "console", "sandbox", "recorder", "tools", "tests", "modules"):
        run(installed / "python", "-c", f"import {name}", cwd=installed, wanted=1)


@pytest.mark.slow
def test_a_stack_is_made_checked_and_generated_again(installed: Path, tmp_path: Path) -> None:
    run(installed / COMMAND, "init", "stack", cwd=tmp_path)
    run(installed / COMMAND, "check", "stack", cwd=tmp_path)
    run(installed / COMMAND, "generate", "--check", "stack", cwd=tmp_path)
    run("terraform", "fmt", "-check", "-recursive", "stack", cwd=tmp_path)
    modules = tmp_path / "stack" / "modules"
    assert {path.name for path in modules.iterdir()} == {"eventbridge_notifier", "event_forwarder"}
    assert list(modules.rglob("*.tftest.hcl")) == []
    assert (modules / "eventbridge_notifier" / "recorder.zip").read_bytes() == (
        ROOT / "modules" / "eventbridge_notifier" / "recorder.zip").read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("command", ["explain", "backtest", "watches", "schema", "catalog", "cost",
                                     "records", "console", "redrive", "health"])
def test_every_command_is_loaded(installed: Path, tmp_path: Path, command: str) -> None:
    run(installed / COMMAND, command, "--help", cwd=tmp_path)


@pytest.mark.slow
def test_the_sandbox_asks_for_its_extra_and_applies_a_stack_with_it(
        installed: Path, tmp_path: Path) -> None:
    refused = run(installed / COMMAND, "sandbox", cwd=tmp_path, wanted=2)
    assert "pip install 'eventbridge-notifier[sandbox] @ git+https://" in refused.stderr
    install(installed, "[sandbox]")
    with subprocess.Popen([installed / COMMAND, "sandbox"], cwd=tmp_path, text=True,
                          stdout=subprocess.PIPE) as running:
        assert running.stdout
        assert "The sandbox answers at" in running.stdout.readline()
        running.terminate()
    assert running.returncode == 0
    run(installed / COMMAND, "init", "stack", cwd=tmp_path)
    run(installed / "python", "-c", APPLY, tmp_path / "stack", cwd=tmp_path)


APPLY = """
import sys
from pathlib import Path
from eventbridge_notifier.sandbox.app import Sandbox
from eventbridge_notifier.sandbox.terraform.runner import Terraform

with Sandbox() as sandbox, Terraform(Path(sys.argv[1]), sandbox.env()) as terraform:
    terraform.init()
    terraform.apply()
    assert terraform.output("table_name")
"""
