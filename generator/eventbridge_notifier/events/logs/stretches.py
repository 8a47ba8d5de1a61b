"""A long file of JSON lines by the places of its pieces: whoever is given one reads it himself.

Bytes that another process can read need not be handed to it.
"""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from eventbridge_notifier.events.logs.errors import LogError, unreadable
from eventbridge_notifier.events.logs.forms import MAGIC, pieces
from eventbridge_notifier.events.logs.lines import Block
from eventbridge_notifier.events.logs.sources import LocalFile


@dataclass(frozen=True)
class Stretch:
    """`length` bytes of whole lines from the byte `start` on; `first` is the first one's number.

    `inode` is the file's, which has another once a log was rotated.
    """

    file: LocalFile
    inode: int
    first: int
    start: int
    length: int

    def block(self) -> Block:
        """The lines. Raises LogError."""
        try:
            with self.file.open() as opened:
                inode = os.fstat(opened.fileno()).st_ino
                opened.seek(self.start)
                data = opened.read(self.length)
        except OSError as error:
            raise unreadable(self.file.name, error) from None
        if inode != self.inode or len(data) < self.length:
            raise LogError(f"{self.file.name}: was rotated or cut off while it was read")
        return Block(self.file.name, self.first, data)


def stretches(file: LocalFile) -> Iterator[Stretch | Block | list[dict[str, Any]]]:
    """`pieces` of a file, its lines by their places unless it is gzipped. Raises LogError."""
    place, inode = _beginning(file)
    for piece in pieces(file):
        if isinstance(piece, Block) and place is not None:
            yield Stretch(file, inode, piece.first, place, len(piece.data))
            place += len(piece.data)
        else:
            yield piece


def _beginning(file: LocalFile) -> tuple[int | None, int]:
    """The byte where the first line begins, None in a gzipped file, which has no such place; and
    the file's inode."""
    try:
        with file.open() as opened:
            start = opened.read(len(codecs.BOM_UTF8))
            inode = os.fstat(opened.fileno()).st_ino
    except OSError as error:
        raise unreadable(file.name, error) from None
    if start.startswith(MAGIC):
        return None, inode
    return len(codecs.BOM_UTF8) if start == codecs.BOM_UTF8 else 0, inode
