"""The examples are what the generator writes today, byte for byte."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from eventbridge_notifier.cli.commands.specs.generate import generate

ROOT = Path(__file__).resolve().parents[2]
SPECS = sorted(path.parent.name for path in ROOT.glob("examples/*/watches.yaml"))


def run(folder: Path, *options: str) -> int:
    return CliRunner().invoke(generate, [str(folder), *options]).exit_code


@pytest.mark.parametrize("name", SPECS)
def test_an_example_is_what_its_spec_compiles_to(name: str) -> None:
    assert run(ROOT / "examples" / name, "--check") == 0


@pytest.mark.parametrize("name", SPECS)
def test_an_edited_file_is_noticed_and_written_again(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "examples" / name
    shutil.copytree(ROOT / "examples" / name, folder)
    generated = [folder / "watches.tf", *folder.glob("patterns/*.json"), *folder.glob(
        "member/forward*")]
    before = {file: file.read_bytes() for file in generated}
    for file in generated:
        file.write_bytes(before[file] + b" ")
        assert run(folder, "--check") == 1, file
        assert run(folder) == 0
    assert {file: file.read_bytes() for file in generated} == before
