"""What a release needs to be true before it is made, and its notes.

`python -m tools.release v1.0.0` prints the notes of that release, the section of CHANGELOG.md. It
refuses a tag that is not the package's version, or that the changelog does not tell of.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from eventbridge_notifier import __version__

CHANGELOG = Path(__file__).resolve().parent.parent / "CHANGELOG.md"
TAG = re.compile(r"v(\d+\.\d+\.\d+)")
UNRELEASED = "Unreleased"


def notes(tag: str, version: str, changelog: str) -> str:
    """The notes of the release `tag`. Raises ValueError where it cannot be made."""
    named = TAG.fullmatch(tag)
    if not named:
        raise ValueError(f"{tag}: a tag must be like v1.0.0")
    if named[1] != version:
        raise ValueError(f"{tag}: the package's version is {version}")
    sections = dict(re.findall(r"^## (\S+).*?\n(.*?)(?=^## |\Z)", changelog, re.M | re.S))
    if sections.get(UNRELEASED, "").strip():
        raise ValueError(f"CHANGELOG.md still has changes under {UNRELEASED}: move them to "
                         f"## {version}")
    told = sections.get(version, "").strip()
    if not told:
        raise ValueError(f"CHANGELOG.md says nothing under ## {version}")
    return told


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("usage: python -m tools.release vX.Y.Z", file=sys.stderr)
        return 2
    try:
        print(notes(arguments[0], __version__, CHANGELOG.read_text(encoding="utf-8")))
    except ValueError as wrong:
        print(f"release: {wrong}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
