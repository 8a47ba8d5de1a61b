"""Build the recorder's zip: the same bytes on every machine and every Python.

    python -m tools.package            write modules/eventbridge_notifier/recorder.zip
    python -m tools.package --check    exit 1 when that file is not what the source makes
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "modules" / "eventbridge_notifier" / "recorder.zip"
# Folder of the checkout -> what of it is packed. A package that only holds others gets an
# `__init__` of its own, so that nothing else of the command travels with the function.
CONTENTS = {
    "lambda": ("recorder/**/*.py", "aws_client/**/*.py"),
    "generator": ("eventbridge_notifier/record_format/**/*.py",),
}
PACKAGE = "eventbridge_notifier/__init__.py"
TRIVIAL = b'"""What the recorder shares with the command: the format of a record."""\n'
DATE = (1980, 1, 1, 0, 0, 0)  # the oldest that a zip can say
READABLE = 0o100644 << 16
UNIX = 3


def package(root: Path = ROOT) -> bytes:
    """The zip: sorted, stored rather than deflated (zlib's output differs between builds)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sorted(_entries(root)):
            entry = zipfile.ZipInfo(name, DATE)
            entry.external_attr, entry.create_system = READABLE, UNIX
            archive.writestr(entry, content.replace(b"\r\n", b"\n"))
    return buffer.getvalue()


def _entries(root: Path) -> Iterator[tuple[str, bytes]]:
    yield PACKAGE, TRIVIAL
    for folder, globs in CONTENTS.items():
        source = root / folder
        for path in (path for pattern in globs for path in source.glob(pattern)):
            yield path.relative_to(source).as_posix(), path.read_bytes()


def main(arguments: list[str]) -> int:
    built = package()
    if "--check" in arguments:
        if TARGET.exists() and TARGET.read_bytes() == built:
            return 0
        print(f"{TARGET.relative_to(ROOT)} is not what lambda/ and record_format/ make; "
              "run `make package`", file=sys.stderr)
        return 1
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(built)
    print(f"{TARGET.relative_to(ROOT)}: {len(built) / 1024:.0f} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
