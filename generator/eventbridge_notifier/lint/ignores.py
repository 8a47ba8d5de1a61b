"""Comments that lift findings: `# eventbridge-notifier: ignore[code] reason`. Pure.

A comment speaks for its own line. In a line of its own it speaks for the next line that is none;
where a rule begins there, or its pattern, for the whole pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_COMMENT = re.compile(r"(?:#|//|/\*|--)\s*eventbridge-notifier:\s*ignore\[([^\]]*)\](.*)")
_ONLY_COMMENT = re.compile(r"\s*(?:#|//|/\*|\*|--)")


@dataclass(frozen=True)
class Ignore:
    """`codes` are lifted in the line `applies`; the comment stands in `line` at `column`."""

    line: int
    column: int
    applies: int
    codes: tuple[str, ...]
    reason: str


def of(text: str) -> list[Ignore]:
    """The comments of a file."""
    if "eventbridge-notifier:" not in text:
        return []
    return list(_found(text.split("\n")))


def _found(lines: list[str]) -> Iterator[Ignore]:
    for index, line in enumerate(lines):
        match = _COMMENT.search(line)
        if match is None:
            continue
        codes = tuple(code.strip() for code in match[1].split(",") if code.strip())
        reason = match[2].removesuffix("*/").strip(" \t\r:-")
        applies = index
        while applies < len(lines) and _ONLY_COMMENT.match(lines[applies]):
            applies += 1
        yield Ignore(index + 1, match.start() + 1, applies + 1, codes, reason)


def lifting(ignores: Iterable[Ignore], code: str, lines: Iterable[int]) -> Ignore | None:
    """The comment that lifts `code` in one of `lines`; None without one."""
    wanted = set(lines)
    return next((one for one in ignores if one.applies in wanted and code in one.codes), None)
