"""Which tests share a process. moto has one state for a process: a sandbox that starts empties the
one that is there, so folders whose tests share a sandbox stay together, and other tests by file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

ONE_SANDBOX = ("terraform", "console")
LONGEST_FIRST = ("chain", *ONE_SANDBOX)


class ByFile(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """Tests of a file go to one process; so do those of a folder that shares a sandbox."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return folder if (folder := _folder(Path(file))) in ONE_SANDBOX else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    return ByFile(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: _turn(_folder(item.path)))


def _folder(file: Path) -> str:
    """The folder below tests/ in which `file` lies, at whatever depth."""
    folders = file.parts[:-1]
    return folders[-folders[::-1].index("tests")] if "tests" in folders[:-1] else folders[-1]


def _turn(folder: str) -> int:
    return LONGEST_FIRST.index(folder) if folder in LONGEST_FIRST else len(LONGEST_FIRST)
