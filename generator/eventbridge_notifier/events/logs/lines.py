"""JSON lines: a record or an event each, in blocks of whole lines. Nothing is parsed unasked."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import IO, Any

from eventbridge_notifier.events.logs.errors import LogError, unreadable
from eventbridge_notifier.patterns.shortcuts.fast_json import Read, faster

CHUNK = 1 << 20
# Bytes of one value. A record has a few hundred kilobytes at most; what goes on and on is no log,
# or was packed to fill the memory of whoever opens it.
LONGEST = 64 << 20
DIGITS = 4_300  # of an integer that Python reads; the time it takes grows with their square
decode_long_numbers = json.JSONDecoder(
    strict=False, parse_int=lambda digits: int(digits) if len(digits) <= DIGITS else float(digits)
).raw_decode

_LISTS = ("Records", "Events")  # a trail file's, and that of lookup-events
_EVENT = frozenset({"detail-type", "detail", "source", "eventVersion", "eventSource", "eventName"})
_DIGEST = frozenset({"digestS3Bucket", "digestStartTime"})  # a trail's own files about its files


@dataclass(frozen=True)
class Block:
    """Whole lines of the log `name`; `first` is the number of the first."""

    name: str
    first: int
    data: bytes

    def lines(self) -> list[str]:
        """Without their ends. Raises LogError where they are not UTF-8."""
        try:
            text = self.data.decode()
        except UnicodeDecodeError as error:
            raise unreadable(self.name, error) from None
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return text.split("\n")

    def values(self) -> Iterator[dict[str, Any]]:
        """The records and events of all lines. Raises LogError."""
        for number, line in enumerate(self.lines(), self.first):
            yield from values(line, self.name, number)


def blocks(start: bytes, file: IO[bytes], name: str) -> Iterator[Block]:
    """`start` and what follows it in `file`, cut behind the last line end of each chunk."""
    first, rest = 1, start
    while True:
        more = file.read(CHUNK)
        end = len(rest) if not more else rest.rfind(b"\n") + 1
        if end:
            yield Block(name, first, rest[:end])
            first += rest.count(b"\n", 0, end)
        rest = rest[end:] + more
        if not more:
            return
        if len(rest) > LONGEST:
            raise LogError(f"{name}: holds a value of more than {LONGEST >> 20} MB, which no "
                           "record has")


def values(line: str, name: str, number: int) -> Iterator[dict[str, Any]]:
    """What one line holds; nothing where it is blank. Raises LogError."""
    if not line or line.isspace():
        return
    try:
        value = _reader()(line)
    except (ValueError, RecursionError) as error:
        raise LogError(f"{name}:{number}: is not JSON: {error}") from None
    if type(value) is dict and ("eventSource" in value or "detail-type" in value):
        yield value
    else:
        yield from records(value, f"{name}:{number}")


@cache
def _reader() -> Read:
    return faster(_loads, float)


def _loads(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        if isinstance(error, json.JSONDecodeError):
            raise
        return decode_long_numbers(text.strip())[0]


def records(value: Any, place: str) -> Iterator[dict[str, Any]]:
    """The records that `value` holds, or the one that it is; none of a digest. Raises LogError."""
    if not isinstance(value, dict):
        raise LogError(f"{place}: holds {type(value).__name__}, not a record or event")
    if not _EVENT.isdisjoint(value):
        yield value
    elif isinstance(text := value.get("CloudTrailEvent"), str):
        yield from records(_parsed(text, place), place)
    elif (found := list_in(value)) is not None:
        for one in found:
            yield from records(one, place)
    elif _DIGEST.isdisjoint(value):
        raise LogError(f"{place}: holds no record or event")


def list_in(value: Mapping[str, Any]) -> list[Any] | None:
    """The list of a trail file or of lookup-events; None in what is none of them."""
    return next((value[key] for key in _LISTS if isinstance(value.get(key), list)), None)


def _parsed(text: str, place: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        raise LogError(f"{place}: CloudTrailEvent is not JSON: {error}") from None


class Behind(io.RawIOBase):
    """`start`, and what follows it in `file`, as one file."""

    def __init__(self, start: bytes, file: IO[bytes]) -> None:
        self._start = io.BytesIO(start)
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        found = self._start.read(len(buffer)) or self._file.read(len(buffer))
        buffer[:len(found)] = found
        return len(found)

    def close(self) -> None:
        self._file.close()
        super().close()
