"""Files to nodes, by the format that their names say; a file without its words is not read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from eventbridge_notifier.diagnostics.finding import Finding
from eventbridge_notifier.lint import formats, walk
from eventbridge_notifier.lint.candidate import Finder
from eventbridge_notifier.lint.nodes import Node, Position


def text_of(name: str) -> tuple[str | None, Finding | None]:
    """The text of a file that may hold something to check, or a finding that says why not."""
    try:
        content = walk.read(Path(name))
    except OSError as error:
        return None, unread(name, (1, 1), f"cannot be read: {error.strerror}", level="error")
    except ValueError as error:
        return None, unread(name, (1, 1), str(error))
    wanted = formats.of(name)
    if wanted is None or not wanted.words.search(content):
        return None, None
    try:
        return content.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return None, unread(name, (line, 1), f"not UTF-8 text (byte {error.start})")


def roots(name: str, text: str) -> Iterator[tuple[Node, tuple[Finder, ...]]]:
    """Each document of a file, with the finders that look through it. Raises Unreadable."""
    wanted = formats.of(name)
    for root in wanted.read(text) if wanted else ():
        yield root, wanted.finders  # type: ignore[union-attr]


def unread(name: str, position: Position, why: str, level: str = "warning") -> Finding:
    """What is said of a file that is passed by."""
    return Finding(name, *position, "", "unreadable", level, f"not checked: {why}")
