"""Where a log's bytes come from: a file, standard input, or bytes that were fetched before."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from eventbridge_notifier.events.logs.errors import LogError

STANDARD_INPUT = "-"
_SUFFIXES = (".json", ".jsonl", ".ndjson", ".log", ".gz")


class Source(Protocol):
    """One log. `size` is in bytes as it is stored, maybe gzipped; None where nobody knows it."""

    @property
    def name(self) -> str: ...

    @property
    def size(self) -> int | None: ...

    def open(self) -> IO[bytes]:
        """The bytes from their beginning. Raises OSError."""


@dataclass(frozen=True)
class LocalFile:
    path: Path

    @property
    def name(self) -> str:
        return str(self.path)

    @property
    def size(self) -> int | None:
        return self.path.stat().st_size

    def open(self) -> IO[bytes]:
        return self.path.open("rb")


@dataclass(frozen=True)
class Held:
    """An object of a bucket, whole in memory."""

    name: str
    data: bytes

    @property
    def size(self) -> int | None:
        return len(self.data)

    def open(self) -> IO[bytes]:
        return io.BytesIO(self.data)


@dataclass(frozen=True)
class Streamed:
    """An object of a bucket that is too large to be held. It can be opened once."""

    name: str
    body: IO[bytes]
    size: int | None = None

    def open(self) -> IO[bytes]:
        return self.body


@dataclass(frozen=True)
class StandardInput:
    """It can be opened once."""

    name = "standard input"
    size = None

    def open(self) -> IO[bytes]:
        return sys.stdin.buffer


def find(paths: Iterable[Path]) -> Iterator[Path]:
    """Every log file of `paths`; folders are searched through. Raises LogError."""
    for path in paths:
        if path.is_dir():
            found = [one for one in sorted(path.rglob("*")) if is_log(one.name) and one.is_file()]
            if not found:
                raise LogError(f"{path}: holds no log, that is, no file that ends in "
                               f"{', '.join(_SUFFIXES)}")
            yield from found
        elif path.is_file():
            yield path
        elif path.exists():  # to read a pipe would be to wait for ever
            raise LogError(f"{path}: is not a regular file")
        else:
            raise LogError(f"{path}: there is no such file or folder")


def is_log(name: str) -> bool:
    """Whether a file or object of this name may be a log."""
    return name.endswith(_SUFFIXES)
