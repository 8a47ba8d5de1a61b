"""The watches of packed rules, read from the bucket when an event first needs them.

The file (eventbridge_notifier/deploy/packed.py) is replaced when watches change, and the bucket
keeps its older versions: an event that has waited finds the watches that were meant for it. What
cannot be read raises; it is never taken for "no watch matches".
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from aws_client.client import Client, Refused
from aws_client.endpoints import endpoint
from eventbridge_notifier.record_format.packed import place as place_of

from recorder.messages import Message, Packed

if TYPE_CHECKING:
    from recorder.pack import Pack

HEAD = 65_536  # bytes of the file that are read first; its first line mostly fits
KEPT = 64  # packed rules, the one least recently begun with goes
# No such file, or an empty one.
ABSENT = frozenset({"NoSuchKey", "NoSuchVersion", "InvalidRange"})
_VERSION = re.compile(r"<Version>.*?<VersionId>([^<]*)</VersionId>.*?</Version>", re.S)
_MARKERS = {"key-marker": re.compile(r"<NextKeyMarker>([^<]*)<"),
            "version-id-marker": re.compile(r"<NextVersionIdMarker>([^<]*)<")}

Remaining = Callable[[], float]


class Gone(LookupError):
    """No version of the file has the watches that an event was meant for."""


class Damaged(ValueError):
    """The file names the watches, and what it holds are others."""


class Library:
    """What packed rules are compiled to. Without PACKED_WATCHES, the file's key, it is empty."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._path = f"/{environ.get('SPILL_BUCKET', '')}/{environ.get('PACKED_WATCHES', '')}"
        self._named = environ.get("PACKED_WATCHES", "")
        self._environ = environ
        self._s3: Client | None = None
        self._packs: dict[str, Pack] = {}

    def open(self) -> None:
        """Where there are packed rules: connect, and load the engine while starting is cheap."""
        if self._named:
            self._client().open()
            import recorder.pack  # noqa: F401

    def messages(self, packed: Packed, remaining: Remaining) -> list[Message]:
        """A message for each watch that the event matches. Raises Gone, Damaged, and what Client
        does."""
        pack = self._packs.get(packed.sha256)
        if pack is None:
            text = self._text(packed, remaining)
            from recorder.pack import Pack

            pack = Pack(text)
            if len(self._packs) >= KEPT:
                del self._packs[next(iter(self._packs))]
            if packed.sha256:
                self._packs[packed.sha256] = pack
        return pack.messages(packed.event)

    def _text(self, packed: Packed, remaining: Remaining) -> bytes:
        """The rule's watches: as the file has them now, else as an older version has them."""
        if not self._named:
            raise Gone("this function has no packed rules any more")
        is_damaged = False
        for version in self._versions(remaining):
            first, rest = self._head(version, remaining)
            if place := place_of(first, packed.rule, packed.sha256):
                text = rest[place.start:place.start + place.length]
                if len(text) < place.length:
                    begin = len(first) + 1 + place.start
                    text = self._get(version, begin, place.length, remaining)
                if hashlib.sha256(text).hexdigest() == place.sha256:
                    return text
                is_damaged = True
        words = f"the watches of the packed rule {packed.rule}, {packed.sha256 or 'as they are'}"
        raise Damaged(f"{words}: damaged") if is_damaged else Gone(f"{words}: not in the bucket")

    def _head(self, version: str, remaining: Remaining) -> tuple[bytes, bytes]:
        """The file's first line, and what was read beyond it; empty where there is no file."""
        try:
            head = self._get(version, 0, HEAD, remaining)
            if b"\n" not in head and len(head) == HEAD:
                head = self._get(version, 0, 0, remaining)
        except Refused as refused:
            if refused.code not in ABSENT:
                raise
            return b"", b""
        first, _, rest = head.partition(b"\n")
        return first, rest

    def _versions(self, remaining: Remaining) -> Iterator[str]:
        """The newest, which has no name to ask for; then all there are, the newest first."""
        yield ""
        bucket, _, key = self._path[1:].partition("/")
        query = {"versions": "", "prefix": key}
        while query:
            page = self._client().send("GET", f"/{bucket}", {}, b"", remaining, query).decode()
            yield from _VERSION.findall(page)
            marks = {name: found[1] for name, one in _MARKERS.items()
                     if (found := one.search(page))}
            query = {**query, **marks} if "<IsTruncated>true<" in page and marks else {}

    def _get(self, version: str, start: int, length: int, remaining: Remaining) -> bytes:
        """Bytes of the file; all of them for a length of 0."""
        headers = {"range": f"bytes={start}-{start + length - 1}"} if length else {}
        query = {"versionId": version} if version else {}
        return self._client().send("GET", self._path, headers, b"", remaining, query)

    def _client(self) -> Client:
        if self._s3 is None:
            self._s3 = Client(endpoint("s3", self._environ), self._environ)
        return self._s3
