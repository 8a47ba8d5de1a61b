"""Build the recorder's zip: the same bytes on every machine and every Python.

    python -m tools.package            write modules/eventbridge_notifier/recorder.zip
    python -m tools.package --check    exit 1 when that file is not what the source makes
"""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "lambda"
TARGET = ROOT / "modules" / "eventbridge_notifier" / "recorder.zip"
DATE = (1980, 1, 1, 0, 0, 0)  # the oldest that a zip can say
READABLE = 0o100644 << 16
UNIX = 3


def package(source: Path = SOURCE) -> bytes:
    """The zip: sorted, stored rather than deflated (zlib's output differs between builds)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(source.glob("recorder/**/*.py")):
            entry = zipfile.ZipInfo(path.relative_to(source).as_posix(), DATE)
            entry.external_attr, entry.create_system = READABLE, UNIX
            archive.writestr(entry, path.read_bytes().replace(b"\r\n", b"\n"))
    return buffer.getvalue()


def main(arguments: list[str]) -> int:
    built = package()
    if "--check" in arguments:
        if TARGET.exists() and TARGET.read_bytes() == built:
            return 0
        print(f"{TARGET.relative_to(ROOT)} is not what lambda/ makes; run `make package`",
              file=sys.stderr)
        return 1
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(built)
    print(f"{TARGET.relative_to(ROOT)}: {len(built) / 1024:.0f} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
