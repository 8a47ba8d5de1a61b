"""Saved events, one at a time: trail files, JSON lines, events, what `aws cloudtrail lookup-events`
prints; gzipped or not."""

from __future__ import annotations

import codecs
import gzip
import io
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any

from eventbridge_notifier.events.logs.errors import LogError, unreadable
from eventbridge_notifier.events.logs.lines import (
    CHUNK,
    LONGEST,
    Behind,
    Block,
    blocks,
    decode_long_numbers,
    list_in,
    records,
)
from eventbridge_notifier.events.logs.sources import LocalFile, Source

BATCH = 50  # values
MAGIC = b"\x1f\x8b"  # with which gzip begins
_DECODE = json.JSONDecoder(strict=False).raw_decode
# Between two values: JSON's white space, and the commas and the end of a trail file's list.
_BETWEEN = re.compile(r"[ \t\r\n,\]}]*")
_COLON = re.compile(r"[ \t\r\n:]*")
# A list, or the object that holds one behind other members; they have texts and numbers.
_MEMBER = r'\s*"[^"\\]*+"\s*:\s*("([^"\\]++|\\.)*+"|[\w.+-]++)\s*,'
_OPENING = re.compile(rf'\s*(?P<object>\{{({_MEMBER})*+\s*"(Records|Events)"\s*:\s*)?\[')


@dataclass(frozen=True)
class _Buffer:
    """Text that was read, and where in it to go on."""

    text: str
    start: int


def read(log: Path | Source) -> Iterator[dict[str, Any]]:
    """The records and events in `log`, in order. Raises LogError."""
    for piece in pieces(LocalFile(log) if isinstance(log, Path) else log):
        yield from piece.values() if isinstance(piece, Block) else piece


def pieces(source: Source) -> Iterator[Block | list[dict[str, Any]]]:
    """The log in pieces of bounded size: lines as they are, all other forms parsed.

    Raises LogError.
    """
    try:
        with _unzipped(source) as file:
            yield from _pieces(file, source.name)
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise unreadable(source.name, error) from None


def _unzipped(source: Source) -> IO[bytes]:
    file = source.open()
    start = file.read(2)
    whole: IO[bytes] = io.BufferedReader(Behind(start, file))
    if start == MAGIC:
        return gzip.GzipFile(fileobj=whole)  # type: ignore[return-value]
    return whole


def _pieces(file: IO[bytes], name: str) -> Iterator[Block | list[dict[str, Any]]]:
    start = file.read(CHUNK).removeprefix(codecs.BOM_UTF8)
    while not start.strip() and (more := file.read(CHUNK)):
        start += more  # blank lines count as lines
    line, end, _ = start.lstrip().partition(b"\n")
    if (end or len(start) < CHUNK) and not line.startswith(b"[") and _whole(line):
        yield from blocks(start, file, name)
    else:
        text = io.TextIOWrapper(io.BufferedReader(Behind(start, file)), encoding="utf-8-sig")
        values = _stream("", text, name)
        while batch := list(islice(values, BATCH)):
            yield batch


def _whole(line: bytes) -> bool:
    """Is the line a value of its own, and holds no list of records?"""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and list_in(value) is None


def _stream(first: str, file: IO[str], name: str) -> Iterator[dict[str, Any]]:
    """Values of one long JSON text, or of several, without holding a list of records whole."""
    buffer, opened, inside = _enter(_Buffer(first + file.read(CHUNK), 0))
    count, closed = 0, not opened
    while True:
        buffer, between = _skip(buffer, file)
        closed = closed or "]" in between
        if buffer.start >= len(buffer.text):
            if not closed:
                raise LogError(f"{name}: ends in the middle of its list, after {count:,} records: "
                               "the file is cut off")
            return
        value, buffer = _next(buffer, file, name)
        if inside and isinstance(value, str):  # a member behind the list, such as NextToken
            buffer = _next(_skip(buffer, file, _COLON)[0], file, name)[1]
        else:
            yield from records(value, name)
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


def _next(buffer: _Buffer, file: IO[str], name: str) -> tuple[Any, _Buffer]:
    text = buffer.text[buffer.start:] if buffer.start > CHUNK else buffer.text
    start = 0 if buffer.start > CHUNK else buffer.start
    while True:
        try:
            value, end = _decode(text, start)
            return value, _Buffer(text, end)
        except (ValueError, RecursionError) as error:
            if len(text) - start > LONGEST:
                raise LogError(f"{name}: holds a value of more than {LONGEST >> 20} MB, which no "
                               "record has") from None
            more = "" if isinstance(error, RecursionError) else file.read(max(CHUNK, len(text)))
            if not more:
                raise LogError(f"{name}: is not JSON: {error}") from None
            text, start = text[start:] + more, 0


def _decode(text: str, start: int) -> tuple[Any, int]:
    try:
        return _DECODE(text, start)
    except ValueError as error:
        if isinstance(error, json.JSONDecodeError):
            raise
        return decode_long_numbers(text, start)
