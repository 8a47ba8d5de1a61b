"""Build the functions' zips: the same bytes on every machine and every Python.

    python -m tools.package            write the zips in modules/eventbridge_notifier
    python -m tools.package --check    exit 1 when a file is not what the source makes
"""

from __future__ import annotations

import ast
import io
import sys
import tokenize
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULE = ROOT / "modules" / "eventbridge_notifier"
TARGET = MODULE / "recorder.zip"
Contents = Mapping[str, Iterable[str]]
# Folder of the checkout -> what of it is packed. A package that only holds others gets an
# `__init__` of its own, so that nothing else of the command travels with the function.
# Of the engine of event patterns, what matching does without, unless a zip names it: it is there
# for people.
LEFT_OUT = frozenset(f"eventbridge_notifier/patterns/{name}.py" for name in (
    "complexity", "explain", "limits", "lint", "pattern", "ruleset", "sample", "show",
    "shortcuts/fast_json", "shortcuts/screen"))
RECORDER: Contents = {
    "lambda": ("recorder/**/*.py", "aws_client/**/*.py"),
    "generator": ("eventbridge_notifier/record_format/**/*.py",
                  "eventbridge_notifier/patterns/**/*.py"),
}
NOTIFIER: Contents = {
    "lambda": ("notifier/**/*.py", "aws_client/**/*.py"),
    "generator": ("eventbridge_notifier/record_format/**/*.py",
                  "eventbridge_notifier/alerts/**/*.py"),
}
HEARTBEAT: Contents = {
    "lambda": ("heartbeat/**/*.py", "aws_client/**/*.py"),
    "generator": ("eventbridge_notifier/record_format/__init__.py",
                  "eventbridge_notifier/record_format/beats.py"),
}
# The command itself, as far as it needs nothing but botocore, which the runtime has.
RECONCILE: Contents = {
    "generator": (
        *(f"eventbridge_notifier/{name}" for name in (
            "aws/cloudtrail/detail_types.py", "aws/cloudtrail/readonly.py",
            "aws/cloudtrail/reads.txt", "aws/services/names.py",
            "console/clients.py", "console/deployment.py", "console/packed.py",
            "console/target_input.py", "console/reconcile/**/*.py",
            "events/ahead.py", "events/envelope.py", "events/log_parts.py", "events/logs/**/*.py",
            "events/trail_bucket.py", "events/trail_layout.py",
            "patterns/**/*.py", "patterns/complexity.py", "patterns/explain.py",
            "patterns/pattern.py", "patterns/ruleset.py",
            "patterns/shortcuts/fast_json.py", "patterns/shortcuts/screen.py",
            "record_format/identity.py", "record_format/packed.py", "record_format/paths.py")),),
}
ZIPS = {"recorder.zip": RECORDER, "notifier.zip": NOTIFIER, "heartbeat.zip": HEARTBEAT,
        "reconcile.zip": RECONCILE}
PACKAGES = tuple(f"eventbridge_notifier{folder}" for folder in (
    "", "/aws", "/aws/cloudtrail", "/aws/services", "/console", "/events", "/patterns",
    "/record_format"))
TRIVIAL = b'"""What a function shares with the command."""\n'
DATE = (1980, 1, 1, 0, 0, 0)  # the oldest that a zip can say
READABLE = 0o100644 << 16
UNIX = 3


def package(root: Path = ROOT, contents: Contents = RECORDER) -> bytes:
    """The zip: sorted, stored rather than deflated (zlib's output differs between builds)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sorted(_entries(root, contents)):
            entry = zipfile.ZipInfo(name, DATE)
            entry.external_attr, entry.create_system = READABLE, UNIX
            text = content.replace(b"\r\n", b"\n")
            archive.writestr(entry, code(text) if name.endswith(".py") else text)
    return buffer.getvalue()


def code(source: bytes) -> bytes:
    """A module without docstrings and comments, which are read in the checkout and take a third of
    the zip. Lines keep their numbers, so that a traceback leads to the source."""
    lines = source.splitlines()
    for token in tokenize.tokenize(io.BytesIO(source).readline):
        if token.type == tokenize.COMMENT:
            row, column = token.start
            lines[row - 1] = lines[row - 1].decode()[:column].rstrip().encode()
    for start, end in _docstrings(ast.parse(source)):
        first, last = lines[start[0] - 1], lines[end[0] - 1]
        kept = first[:start[1]] + b'""' + last[end[1]:]
        lines[start[0] - 1:end[0]] = [kept, *(b"" for _ in range(end[0] - start[0]))]
    return b"\n".join(lines) + b"\n"


def _docstrings(module: ast.Module) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """(line, column) of the start and the end of every docstring; columns count bytes."""
    for node in ast.walk(module):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body:
            one = node.body[0]
            if isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant) and (
                    isinstance(one.value.value, str)):
                assert one.end_lineno is not None
                assert one.end_col_offset is not None
                yield (one.lineno, one.col_offset), (one.end_lineno, one.end_col_offset)


def _entries(root: Path, contents: Contents) -> Iterator[tuple[str, bytes]]:
    packed = set(_files(root, contents))
    names = {name for name, _ in packed}
    trivial = {f"{package}/__init__.py" for package in PACKAGES
               if any(name.startswith(f"{package}/") for name in names)}
    yield from ((name, TRIVIAL) for name in trivial)
    yield from ((name, path.read_bytes()) for name, path in packed if name not in trivial)


def _files(root: Path, contents: Contents) -> Iterator[tuple[str, Path]]:
    for folder, globs in contents.items():
        source = root / folder
        for path in (path for pattern in globs for path in source.glob(pattern)):
            name = path.relative_to(source).as_posix()
            if name not in LEFT_OUT or name in globs:
                yield name, path


def main(arguments: list[str]) -> int:
    built = {MODULE / name: package(contents=contents) for name, contents in ZIPS.items()}
    if "--check" in arguments:
        stale = [path for path, content in built.items()
                 if not path.exists() or path.read_bytes() != content]
        for path in stale:
            print(f"{path.relative_to(ROOT)} is not what its source makes; run `make package`",
                  file=sys.stderr)
        return 1 if stale else 0
    for path, content in built.items():
        path.write_bytes(content)
        print(f"{path.relative_to(ROOT)}: {len(content) / 1024:.0f} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
