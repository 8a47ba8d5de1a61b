"""The code of an earlier commit, to measure beside today's."""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
from pathlib import Path

ROOT = Path(__file__).parents[2]


def checkout(revision: str) -> Path:
    """A folder for PYTHONPATH: the package as it was. Ends where git has no such commit."""
    return _extracted(ROOT / ".bench" / f"before-{revision}", revision, "generator") / "generator"


def tree(revision: str) -> Path:
    """Everything as it was, for what lay elsewhere then. Ends where git has no such commit."""
    return _extracted(ROOT / ".bench" / f"tree-{revision}", revision)


def _extracted(home: Path, revision: str, *paths: str) -> Path:
    if not home.exists():
        done = subprocess.run(["git", "archive", revision, *paths], cwd=ROOT, capture_output=True)
        if done.returncode:
            sys.exit(f"bench: {done.stderr.decode().strip()}")
        home.mkdir(parents=True)
        with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
            archive.extractall(home, filter="data")
    return home
