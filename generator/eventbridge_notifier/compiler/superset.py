"""One pattern that lets through whatever has one of some sources, detail-types and event names.

Where the names are too many for a pattern, those that begin alike become one `prefix`. Pure.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from itertools import groupby
from json.encoder import encode_basestring as _quoted
from typing import Any

from eventbridge_notifier import aws

# Characters of a pattern with nothing in its lists, and what sources and detail-types may take.
FRAME, MOST_SOURCES, MOST_TYPES = 80, 700, 500
FRAME_OF_PREFIX = len('{"prefix":}')
WORD = re.compile(r"[A-Z]*[^A-Z\W_]+[\W_]*|[A-Z]+[\W_]*|[\W_]+")
MOST_WORDS = 4

_COMPACT = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False)

Item = tuple[str, bool]
"""A text, and whether it is but the beginning of one."""


def pattern(sources: Collection[str], types: Collection[str],
            names: Collection[str]) -> dict[str, Any]:
    """A pattern of at most 2,048 characters, the quota. Without `names` any eventName will do."""
    room = aws.LIMITS["event pattern quota"].value - FRAME
    made: dict[str, Any] = {"source": conditions(sources, MOST_SOURCES),
                            "detail-type": conditions(types, MOST_TYPES)}
    if names:
        left = room - sum(len(_COMPACT.encode(made[path])) for path in made)
        made["detail"] = {"eventName": conditions(names, left)}
    return made


def conditions(texts: Collection[str], room: int) -> list[Any]:
    """Conditions that each of `texts` meets, in at most `room` characters: exact ones where they
    fit, beginnings in place of those that cost most where they do not."""
    items: list[Item] = [(text, False) for text in sorted(texts)]
    for words in range(MOST_WORDS, -1, -1):
        if _size(items) <= room:
            break
        items = _shortened(items, words, _size(items) - room)
    fits = _size(items) <= room
    return [_condition(one) for one in items] if fits else [{"prefix": ""}]


def _shortened(items: list[Item], words: int, excess: int) -> list[Item]:
    """`items` with those that share their first `words` merged, until `excess` is saved."""
    groups = [(beginning, list(some)) for beginning, some in groupby(
        items, key=lambda one: _beginning(one[0], words))]
    savings = {beginning: _size(some) - _size([(beginning, True)])
               for beginning, some in groups}
    left = sorted((one for one, saved in savings.items() if saved > 0),
                  key=lambda one: (-savings[one], one))
    merged: set[str] = set()
    while left and excess > 0:
        enough = [one for one in left if savings[one] >= excess]
        chosen = enough[-1] if enough else left[0]
        left.remove(chosen)
        merged.add(chosen)
        excess -= savings[chosen]
    return [item for beginning, some in groups
            for item in ([(beginning, True)] if beginning in merged else some)]


def _beginning(text: str, words: int) -> str:
    """The first words of a text such as DescribeDBInstances or aws.partner/x; no words: a letter.
    """
    found = WORD.findall(text)[:words]
    return "".join(found) if words and found else text[:1]


def _condition(item: Item) -> Any:
    text, is_beginning = item
    return {"prefix": text} if is_beginning else text


def _size(items: Iterable[Item]) -> int:
    """Characters of a list of these conditions, compact: each with a comma or bracket before it."""
    return 1 + sum(1 + len(_quoted(text)) + is_beginning * FRAME_OF_PREFIX
                   for text, is_beginning in items)
