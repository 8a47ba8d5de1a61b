"""The disk: which files a path stands for, and their bytes."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from eventbridge_notifier.lint import formats

# Folders of tools, whose files are copies of what stands elsewhere, or nobody's own. CDK's output
# is named `cdk.out`, and is read.
SKIPPED = frozenset({
    ".git", ".hg", ".svn", ".terraform", ".terragrunt-cache", ".venv", "venv", "node_modules",
    "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".tox", ".aws-sam",
    ".serverless", "site-packages",
})
MAX_BYTES = 16 * 1024 * 1024


def files(paths: Iterable[Path]) -> Iterator[Path]:
    """Every file that is named, and those below folders whose names end as a format's do, in order,
    each once."""
    seen: set[Path] = set()
    for path in paths:
        for one in [path] if not path.is_dir() else _below(path):
            if one not in seen:
                seen.add(one)
                yield one


def _below(folder: Path) -> Iterator[Path]:
    for name, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders if one not in SKIPPED)
        for one in sorted(names):
            path = Path(name, one)
            if formats.of(one) and path.is_file():
                yield path


def read(path: Path) -> bytes:
    """The bytes of a file. Raises OSError, and ValueError where it is too large, or no file."""
    if not stat.S_ISREG(path.stat().st_mode):  # to read a pipe would be to wait for ever
        raise ValueError("not a regular file")
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise ValueError(f"larger than {MAX_BYTES // 1024 // 1024} MiB")
    return content
