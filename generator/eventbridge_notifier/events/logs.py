"""Saved events on disk, one at a time: trail files, JSON lines, events, what `aws cloudtrail
lookup-events` prints; gzipped or not."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import IO, Any

CHUNK = 1 << 20
# Characters of one value. A record has a few hundred kilobytes at most; what goes on and on is no
# log, or was packed to fill the memory of whoever opens it.
LONGEST = 64 << 20
MAGIC = b"\x1f\x8b"  # with which gzip begins
DIGITS = 4_300  # of an integer that Python reads; the time it takes grows with their square
_SUFFIXES = (".json", ".jsonl", ".ndjson", ".log", ".gz")
_DECODE = json.JSONDecoder(strict=False).raw_decode
_DECODE_LONG_NUMBERS = json.JSONDecoder(
    strict=False, parse_int=lambda digits: int(digits) if len(digits) <= DIGITS else float(digits)
).raw_decode
# Between two values: JSON's white space, and the commas and the end of a trail file's list.
_BETWEEN = re.compile(r"[ \t\r\n,\]}]*")
_COLON = re.compile(r"[ \t\r\n:]*")
# A list, or the object that holds one behind other members; they have texts and numbers.
_MEMBER = r'\s*"[^"\\]*+"\s*:\s*("([^"\\]++|\\.)*+"|[\w.+-]++)\s*,'
_OPENING = re.compile(rf'\s*(?P<object>\{{({_MEMBER})*+\s*"(Records|Events)"\s*:\s*)?\[')

_LISTS = ("Records", "Events")  # a trail file's, and that of lookup-events
_EVENT = frozenset({"detail-type", "detail", "source", "eventVersion", "eventSource", "eventName"})
_DIGEST = frozenset({"digestS3Bucket", "digestStartTime"})  # a trail's own files about its files


class LogError(Exception):
    """A log that cannot be read; the message names file and line or position."""


@dataclass(frozen=True)
class _Buffer:
    """Text that was read, and where in it to go on."""

    text: str
    start: int


def find(paths: Iterable[Path]) -> Iterator[Path]:
    """Every log file of `paths`; folders are searched through. Raises LogError."""
    for path in paths:
        if path.is_dir():
            found = [one for one in sorted(path.rglob("*"))
                     if one.suffix in _SUFFIXES and one.is_file()]
            if not found:
                raise LogError(f"{path}: holds no log: no file that ends in {', '.join(_SUFFIXES)}")
            yield from found
        elif path.is_file():
            yield path
        elif path.exists():  # to read a pipe would be to wait for ever
            raise LogError(f"{path}: is not a regular file")
        else:
            raise LogError(f"{path}: there is no such file or folder")


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The records and events in `path`, in order. Raises LogError."""
    yield from _read(lambda: _open(path), path)


def read_bytes(body: bytes, name: str) -> Iterator[dict[str, Any]]:
    """The same of a file's content; `name` is for messages."""
    def opened() -> IO[str]:
        raw: Any = gzip.GzipFile(fileobj=BytesIO(body)) if body[:2] == MAGIC else BytesIO(body)
        return TextIOWrapper(raw, encoding="utf-8-sig")

    yield from _read(opened, name)


def _read(opened: Callable[[], IO[str]], path: Path | str) -> Iterator[dict[str, Any]]:
    try:
        with opened() as file:
            yield from _values(file, path)
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise LogError(f"{path}: cannot be read: {error}") from None


def _open(path: Path) -> IO[str]:
    with path.open("rb") as file:
        zipped = file.read(2) == MAGIC
    opener: Any = gzip.open if zipped else open
    opened: IO[str] = opener(path, "rt", encoding="utf-8-sig")
    return opened


def _values(file: IO[str], path: Path | str) -> Iterator[dict[str, Any]]:
    first = file.readline(CHUNK)
    while first and not first.strip():
        first = file.readline(CHUNK)
    if _whole(first) and not first.startswith("["):
        yield from _lines(first, file, path)
    else:
        yield from _stream(first, file, path)


def _whole(line: str) -> bool:
    """Is the line a value of its own, and holds no list of records?"""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and _list(value) is None


def _lines(first: str, file: IO[str], path: Path | str) -> Iterator[dict[str, Any]]:
    number = 1
    try:
        yield from _records(_loads(first), f"{path}:1")
        for number, line in enumerate(iter(partial(file.readline, LONGEST), ""), 2):
            if line.isspace():
                continue
            value = _loads(line)
            if type(value) is dict and ("eventSource" in value or "detail-type" in value):
                yield value
            else:
                yield from _records(value, f"{path}:{number}")
    except (ValueError, RecursionError) as error:
        raise LogError(f"{path}:{number}: is not JSON: {error}") from None


def _loads(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        if isinstance(error, json.JSONDecodeError):
            raise
        return _DECODE_LONG_NUMBERS(text.strip())[0]


def _records(value: Any, place: str) -> Iterator[dict[str, Any]]:
    """The records that `value` holds, or the one that it is; none of a digest. Raises LogError."""
    if not isinstance(value, dict):
        raise LogError(f"{place}: holds {type(value).__name__}, and no record or event")
    if not _EVENT.isdisjoint(value):
        yield value
    elif isinstance(text := value.get("CloudTrailEvent"), str):
        yield from _records(_parsed(text, place), place)
    elif (records := _list(value)) is not None:
        for one in records:
            yield from _records(one, place)
    elif _DIGEST.isdisjoint(value):
        raise LogError(f"{place}: holds no record or event")


def _list(value: Mapping[str, Any]) -> list[Any] | None:
    """The list of a trail file or of lookup-events; None in what is none of them."""
    return next((value[key] for key in _LISTS if isinstance(value.get(key), list)), None)


def _parsed(text: str, place: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        raise LogError(f"{place}: CloudTrailEvent is not JSON: {error}") from None


def _stream(first: str, file: IO[str], path: Path | str) -> Iterator[dict[str, Any]]:
    """Values of one long JSON text, or of several, without holding a list of records whole."""
    buffer, opened, inside = _enter(_Buffer(first + file.read(CHUNK), 0))
    count, closed = 0, not opened
    while True:
        buffer, between = _skip(buffer, file)
        closed = closed or "]" in between
        if buffer.start >= len(buffer.text):
            if not closed:
                raise LogError(f"{path}: ends in the middle of its list, after {count:,} records: "
                               "the file is cut off")
            return
        value, buffer = _next(buffer, file, path)
        if inside and isinstance(value, str):  # a member behind the list, such as NextToken
            buffer = _next(_skip(buffer, file, _COLON)[0], file, path)[1]
        else:
            yield from _records(value, str(path))
            count += 1


def _enter(buffer: _Buffer) -> tuple[_Buffer, bool, bool]:
    """Past the opening of `[` or `{"Records": [`: is there one, and is it an object's?"""
    opening = _OPENING.match(buffer.text)
    if not opening:
        return buffer, False, False
    return _Buffer(buffer.text, opening.end()), True, opening["object"] is not None


def _skip(buffer: _Buffer, file: IO[str], what: re.Pattern[str] = _BETWEEN
          ) -> tuple[_Buffer, str]:
    """Past what may stand between two values; and that text."""
    text, start, skipped = buffer.text, buffer.start, ""
    while True:
        between = what.match(text, start)
        skipped, start = skipped + (between[0] if between else ""), between.end() if between else 0
        if start < len(text) or not (more := file.read(CHUNK)):
            return _Buffer(text, start), skipped
        text, start = more, 0


def _next(buffer: _Buffer, file: IO[str], path: Path | str) -> tuple[Any, _Buffer]:
    text = buffer.text[buffer.start:] if buffer.start > CHUNK else buffer.text
    start = 0 if buffer.start > CHUNK else buffer.start
    while True:
        try:
            value, end = _decode(text, start)
            return value, _Buffer(text, end)
        except (ValueError, RecursionError) as error:
            if len(text) - start > LONGEST:
                raise LogError(f"{path}: holds a value of more than {LONGEST >> 20} MB: "
                               "no record is so long") from None
            more = "" if isinstance(error, RecursionError) else file.read(max(CHUNK, len(text)))
            if not more:
                raise LogError(f"{path}: is not JSON: {error}") from None
            text, start = text[start:] + more, 0


def _decode(text: str, start: int) -> tuple[Any, int]:
    try:
        return _DECODE(text, start)
    except ValueError as error:
        if isinstance(error, json.JSONDecodeError):
            raise
        return _DECODE_LONG_NUMBERS(text, start)
