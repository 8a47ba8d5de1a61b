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
    same = [by_folded[word.lower()]] if word.lower() in by_folded else []
    near = get_close_matches(word.lower(), by_folded, count, 0.6)
    return tuple(dict.fromkeys([*same, *slips, *(by_folded[one] for one in near)]))[:count]


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


def is_certain_slip(word: str, known: Iterable[str]) -> bool:
    """Is `word` a slip, and can hardly be a name that AWS has and we do not know?

    A plural can (PutBucketLifecycle), another digit can (python3.15, GetFindingV3), and so can
    another letter (SetRule beside GetRule).
    """
    return any(is_slip(word, one) and not _is_plausible(word.lower(), one.lower())
               for one in known)


def _is_plausible(word: str, meant: str) -> bool:
    changed = len(word) == len(meant) and sorted(word) != sorted(meant)
    return (changed or word.rstrip("s") == meant.rstrip("s") or _digits(word) != _digits(meant))


def _digits(word: str) -> str:
    return "".join(letter for letter in word if letter.isdigit())
