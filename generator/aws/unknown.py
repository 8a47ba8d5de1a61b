"""A word that AWS does not have, and the words that were likely meant. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class Unknown(ValueError):
    """`kind` is service, operation and so on; `suggestions` holds the likeliest word first."""

    def __init__(self, kind: str, word: str, suggestions: Iterable[str] = ()) -> None:
        self.kind, self.word, self.suggestions = kind, word, tuple(suggestions)
        super().__init__(f"AWS has no {kind} {word}")


def closest(word: str, known: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """The known words that look most like `word`; those a slip of the finger away come first."""
    known = list(dict.fromkeys(known))
    slips = [one for one in known if is_slip(word, one)]
    by_folded = {one.lower(): one for one in reversed(known)}
    near = get_close_matches(word.lower(), by_folded, count, 0.6)
    return tuple(dict.fromkeys([*slips, *(by_folded[one] for one in near)]))[:count]


def is_slip(word: str, meant: str) -> bool:
    """Is it one letter dropped, doubled, added, changed, or two swapped? Case does not count."""
    a, b = word.lower(), meant.lower()
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y),
                 min(len(a), len(b)))
    rest, other = a[start:], b[start:]
    return (rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]
            or (rest[:2] == other[:2][::-1] and rest[2:] == other[2:]))


def is_certain_slip(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """The words that `word` is a slip of, when it can hardly be a name of its own.

    A plural is no slip: CloudTrail has names such as PutBucketLifecycle beside the API's own.
    """
    return tuple(one for one in known if is_slip(word, one)
                 and word.lower().rstrip("s") != one.lower().rstrip("s"))
