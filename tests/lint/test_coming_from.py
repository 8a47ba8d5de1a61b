"""The pages for newcomers from other tools: every command prints what the page says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs" / "coming-from").glob("*.md"))
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"# (\S+\.\w+)\n")
JSON_NAME = re.compile(r"(\w+\.json)")


def blocks(page: Path) -> list[tuple[str, str]]:
    return BLOCK.findall(page.read_text())


def write_files(page: Path, folder: Path) -> None:
    """Each block whose first line names a file; JSON, which has no comments, as it is called."""
    for kind, text in blocks(page):
        if kind == "json":
            name = JSON_NAME.search(page.read_text().partition("```console")[2])
            assert name is not None
            (folder / name[1]).write_text(text)
        elif named := NAMED.match(text):
            (folder / named[1]).write_text(text)


def commands(page: Path) -> list[tuple[str, str]]:
    """Each command of the page with what it prints."""
    text = "".join(body for kind, body in blocks(page) if kind == "console")
    return re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE)


def printed(command: str, folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(command, shell=True, cwd=folder, capture_output=True, text=True,
                          env=os.environ | {"PATH": path})
    return done.stderr + done.stdout


def test_there_is_a_page_for_each_of_them() -> None:
    assert len(PAGES) == 5
    index = (ROOT / "docs" / "lint.md").read_text()
    assert all(f"(coming-from/{page.name})" in index for page in PAGES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_prints_what_the_page_says(page: Path, tmp_path: Path) -> None:
    write_files(page, tmp_path)
    found = commands(page)
    assert len(found) >= 3
    for command, output in found:
        assert printed(command, tmp_path) == output, command
