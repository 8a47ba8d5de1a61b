"""Which tests share a process. moto has one state for a process: a sandbox that starts empties the
one that is there, so folders whose tests share a sandbox stay together, and other tests by file.
"""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).parent
ONE_SANDBOX = ("terraform", "console")
LONGEST_FIRST = ("chain", *ONE_SANDBOX)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        folder, *_ = item.path.relative_to(HERE).parts
        group = folder if folder in ONE_SANDBOX else str(item.path.relative_to(HERE))
        item.add_marker(pytest.mark.xdist_group(group))
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    folder, *_ = item.path.relative_to(HERE).parts
    return LONGEST_FIRST.index(folder) if folder in LONGEST_FIRST else len(LONGEST_FIRST)
