"""Slips of the finger, planted for tests. Deterministic."""

from __future__ import annotations

from collections.abc import Iterator


def slips(word: str) -> Iterator[str]:
    """`word` with a letter dropped, a letter doubled, two letters swapped; three places each."""
    length = len(word)
    for place in sorted({1, length // 2, length - 2}):
        yield word[:place] + word[place + 1:]
        yield word[:place] + word[place] + word[place:]
        if word[place] != word[place + 1]:
            yield word[:place] + word[place + 1] + word[place] + word[place + 2:]
