"""`init` makes a stack that stands as it is, from a checkout and from an installed package."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from eventbridge_notifier.checks.stack import stack_files
from eventbridge_notifier.cli.main import main
from eventbridge_notifier.sandbox.terraform.runner import Terraform
from eventbridge_notifier.spec import schema
from eventbridge_notifier.spec.packs import PACKS

ROOT = Path(__file__).parents[2]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


def test_a_new_stack_checks_and_its_files_are_what_its_spec_compiles_to(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "stack"
    assert run("init", folder, "--region", "eu-central-1").exit_code == 0
    assert {"main.tf", "watches.tf", "watches.yaml", "watches.schema.json", "patterns",
            "resources.json"} == set(
        os.listdir(folder))
    assert run("generate", "--check", folder).exit_code == 0
    assert run("check", folder, "--strict").stdout == "1 watch checked\n"
    assert 'region = "eu-central-1"' in (folder / "main.tf").read_text()


def test_editors_are_pointed_at_the_published_schema(tmp_path: Path) -> None:
    run("init", tmp_path)
    first = (tmp_path / "watches.yaml").read_text().splitlines()[0]
    assert first == "# yaml-language-server: $schema=./watches.schema.json"
    published = (ROOT / "generator/eventbridge_notifier/spec/schema.json").read_text()
    assert (tmp_path / "watches.schema.json").read_text() == published
    assert run("schema").stdout == published
    assert json.loads(published) == schema.schema()


def test_what_is_there_already_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text("# mine\n")
    result = run("init", tmp_path)
    assert (result.exit_code, "main.tf" in result.stderr) == (2, True)
    assert os.listdir(tmp_path) == ["main.tf"]


@pytest.mark.parametrize("arguments", [("--region", "Ireland"), ("--region", "eu-west-1\n")])
def test_a_region_that_is_none_is_refused(arguments: tuple[str, str], tmp_path: Path) -> None:
    assert run("init", tmp_path / "x", *arguments).exit_code == 2
    assert not (tmp_path / "x").exists()


def test_a_region_that_is_a_slip_is_refused_with_the_likely_one(tmp_path: Path) -> None:
    result = run("init", tmp_path / "x", "--region", "us-est-1")
    assert (result.exit_code, "did you mean us-east-1?" in result.stderr) == (2, True)
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("pack", PACKS)
def test_a_new_stack_of_a_pack_is_clean(pack: str, tmp_path: Path) -> None:
    assert run("init", tmp_path, "--pack", pack).exit_code == 0
    assert (run("check", tmp_path, "--strict").exit_code) == 0


def test_the_next_commands_can_be_pasted_whatever_the_folder_is_called(tmp_path: Path) -> None:
    folder = tmp_path / "my watches; echo"
    result = run("init", folder, "--region", "eu-west-1", "--email", "")
    commands = [shlex.split(line) for line in result.stdout.splitlines()[1:]]
    assert commands == [["terraform", f"-chdir={folder}", verb] for verb in ("init", "apply")]


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = run("init", tmp_path / "file" / "stack")
    assert (result.exit_code, isinstance(result.exception, SystemExit)) == (2, True)


def test_the_stack_asks_for_what_the_module_asks_for() -> None:
    for path in ROOT.glob("modules/*/versions.tf"):
        assert f'"{stack_files.TERRAFORM}"' in path.read_text()
        assert f'"{stack_files.AWS_PROVIDER}"' in path.read_text()


@pytest.mark.slow
def test_a_stack_of_an_installed_package_is_valid_for_terraform(tmp_path: Path) -> None:
    """The wheel, unpacked far from this checkout, carries module, templates and tables with it."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path / "dist"]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    wheel = next((tmp_path / "dist").glob("*.whl"))
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index",
                    "--target", str(tmp_path / "site"), str(wheel)], check=True)
    for words in (["init", "stack"], ["generate", "--check", "stack"], ["watches", "stack"]):
        subprocess.run([sys.executable, "-m", "eventbridge_notifier", *words], cwd=tmp_path,
                       check=True, env={**os.environ, "PYTHONPATH": str(tmp_path / "site")})
    assert (tmp_path / "stack" / "modules" / "eventbridge_notifier" / "recorder.zip").is_file()
    with Terraform(tmp_path / "stack") as terraform:
        terraform.init()
        terraform.validate()


def test_a_new_stack_hands_data_events_to_the_argument_that_check_asks_for(tmp_path: Path) -> None:
    assert run("init", tmp_path).exit_code == 0
    spec = tmp_path / "watches.yaml"
    spec.write_text("version: 1\nhome_region: eu-west-1\nwatches: {puts: {on: s3:PutObject}}\n")
    assert run("generate", tmp_path).exit_code == 0
    stack = (tmp_path / "main.tf").read_text()
    (armed,) = [line.strip() for line in stack.splitlines() if "local.data_resources" in line]
    (tmp_path / "main.tf").write_text(stack.replace(armed, ""))
    assert f"`{armed}`" in run("check", tmp_path).stderr


def on_a_terminal(arguments: list[str | Path], typed: str, cwd: Path) -> tuple[str, int]:
    """What a terminal shows, and the exit code; `typed` is what somebody types ahead."""
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "eventbridge_notifier", *map(str, arguments)]
    environ = {name: value for name, value in os.environ.items() if "REGION" not in name}
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=cwd,
                          env=environ) as running:
        os.close(theirs)
        os.write(ours, typed.encode())
        shown = b""
        with suppress(OSError):  # Linux says EIO when the other side is closed
            while part := os.read(ours, 4096):
                shown += part
    os.close(ours)
    return shown.decode(), running.returncode


def test_on_a_terminal_it_asks_for_what_is_not_given(tmp_path: Path) -> None:
    typed = "ireland\neu-north-1\nci-aws\ncis-aws-foundations\nnobody\nme@example.com\n"
    shown, code = on_a_terminal(["init", "stack"], typed, tmp_path)
    assert code == 0, shown
    assert "must be a region such as eu-west-1" in shown
    assert "there is no pack ci-aws" in shown
    assert "must be an e-mail address" in shown
    spec = (tmp_path / "stack" / "watches.yaml").read_text()
    assert "home_region: eu-north-1" in spec
    assert "cis-aws-foundations" in spec
    assert "me@example.com" in (tmp_path / "stack" / "main.tf").read_text()


def test_on_a_terminal_an_empty_answer_is_the_usual_one(tmp_path: Path) -> None:
    shown, code = on_a_terminal(["init", "stack", "--email", "me@example.com"], "\n\n", tmp_path)
    assert code == 0, shown
    assert "E-mail address" not in shown
    assert "home_region: eu-west-1" in (tmp_path / "stack" / "watches.yaml").read_text()
