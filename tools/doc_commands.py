"""Writes into the pages of docs/coming-from what their commands print.

`python -m tools.doc_commands`, or `make docs`. A block whose first line is a comment with a file's
name is that file; a block of JSON, which has no comments, is the first such file that a command
names. Commands begin with `$ `, and run in order in a folder of those files.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

PAGES = Path("docs/coming-from")
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NAME = re.compile(r"# (\S+\.\w+)\n")
_JSON_NAME = re.compile(r"\b\w+\.json\b")
_CONSOLE = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)


def filled(page: str) -> str:
    """The page with what its commands print now."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in _files(page):
            Path(folder, name).write_text(text)
        return _CONSOLE.sub(lambda block: _run(block[0], folder), page)


def commands(page: str) -> list[str]:
    """The commands of a page, in order."""
    return re.findall(r"^\$ (.*)$", "".join(_CONSOLE.findall(page)), re.MULTILINE)


def _files(page: str) -> Iterator[tuple[str, str]]:
    for kind, text in _BLOCK.findall(page):
        named = _NAME.match(text)
        if kind == "json" and (called := _JSON_NAME.search("".join(commands(page)))):
            yield called[0], text
        elif named:
            yield named[1], text


def _run(block: str, folder: str) -> str:
    """The commands of a block, each with its output below it."""
    return "".join(f"$ {command}\n{_printed(command, folder)}"
                   for command in re.findall(r"^\$ (.*)$", block, re.MULTILINE))


def _printed(command: str, folder: str) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(command, shell=True, cwd=folder, capture_output=True, text=True,
                          env=os.environ | {"PATH": path})
    return done.stderr + done.stdout


def main() -> None:
    for path in sorted(PAGES.glob("*.md")):
        path.write_text(filled(path.read_text()))


if __name__ == "__main__":
    main()
