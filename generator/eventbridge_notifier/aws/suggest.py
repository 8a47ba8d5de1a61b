"""Did you mean: the only place that compares words. Pure.

One rule for all of them. A known word is proposed where it is

1. the word in another case, or a slip of the finger away (see `is_slip`): these come first;
2. else at least ALIKE as similar as difflib measures it, case put aside.

Whether a word that is proposed is also *surely* what was meant, so that the word as written is an
error, `is_certain_slip` decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache

ALIKE = 0.6
"""The least similarity (difflib's ratio, 0 to 1) of a word that is proposed."""

SHORTEST = 4
"""Letters below which any two words look alike."""


class Unknown(ValueError):
    """`kind` is service, operation and so on; `suggestions` holds the likeliest word first."""

    def __init__(self, kind: str, word: str, suggestions: Iterable[str] = ()) -> None:
        self.kind, self.word, self.suggestions = kind, word, tuple(suggestions)
        super().__init__(f"AWS has no {kind} {word}")


def closest(word: str, known: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """The known words that look most like `word`, the likeliest first."""
    return _closest(word, tuple(sorted(known) if isinstance(known, set | frozenset) else known),
                    count)


@lru_cache(maxsize=2_048)  # files repeat each other's slips, and difflib is slow
def _closest(word: str, in_order: tuple[str, ...], count: int) -> tuple[str, ...]:
    by_folded: dict[str, list[str]] = {}
    for one in in_order:
        by_folded.setdefault(one.lower(), []).append(one)
    folded = word.lower()
    same = [folded] if folded in by_folded else []
    slips = sorted((one for one in by_folded if is_slip(folded, one)),
                   key=lambda one: (-likeness(folded, one), one))
    found = [*same, *slips]
    if len(found) < count:  # difflib takes ten times as long as the rest
        found += (_nearest(folded, by_folded) if count == 1
                  else get_close_matches(folded, by_folded, count, ALIKE))
    return tuple(max(by_folded[one], key=lambda spelt: _spelt_alike(word, spelt))
                 for one in dict.fromkeys(found))[:count]


def _nearest(word: str, known: Iterable[str]) -> list[str]:
    """What `get_close_matches` gives for one word: it measures all, this only what may be nearer.
    """
    matcher = SequenceMatcher()
    matcher.set_seq2(word)
    best = (ALIKE, "")
    for one in known:
        matcher.set_seq1(one)
        if matcher.real_quick_ratio() >= best[0] and matcher.quick_ratio() >= best[0]:
            best = max(best, (matcher.ratio(), one))
    return [best[1]] if best[1] else []


def meant(word: str, known: Iterable[str]) -> str:
    """The known word that was likely meant, or ""."""
    return next(iter(closest(word, known, 1)), "")


def likeness(word: str, other: str) -> float:
    """How alike two words are, 0 to 1, case put aside."""
    a, b = word.lower(), other.lower()
    return 1.0 if a == b else SequenceMatcher(None, b, a).ratio()


def letters(word: str) -> str:
    """A word without case and separators: `instanceId`, `instance-id` and `InstanceID` are one."""
    return word.replace("-", "").replace("_", "").lower()


def _spelt_alike(word: str, other: str) -> float:
    return SequenceMatcher(None, other, word).ratio()


def is_slip(word: str, meant: str, *, fold: bool = True) -> bool:
    """Is it one letter dropped, doubled, added, changed, or two swapped?"""
    a, b = (word.lower(), meant.lower()) if fold else (word, meant)
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y),
                 min(len(a), len(b)))
    rest, other = a[start:], b[start:]
    return (rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]
            or (rest[:2] == other[:2][::-1] and rest[2:] == other[2:]))


def is_certain_slip(word: str, known: Iterable[str]) -> bool:
    """Is `word` a slip, and can hardly be a name that AWS has and we do not know?

    A plural can (PutBucketLifecycle), another digit can (python3.15, GetFindingV3), another letter
    can (SetRule beside GetRule), and so can a letter more at either end (ENABLE, neq). Where AWS
    has names a slip apart already (m5.large, m5d.large), a further one is no surprise.
    """
    known = tuple(known)
    return any(_is_slip_of(word, one) and not _has_twin(one, known) for one in known)


def _has_twin(word: str, known: Iterable[str]) -> bool:
    return any(_is_slip_of(word, one) for one in known)


def _is_slip_of(word: str, meant: str) -> bool:
    return is_slip(word, meant, fold=False) and not _is_plausible(word.lower(), meant.lower())


def _is_plausible(word: str, meant: str) -> bool:
    changed = len(word) == len(meant) and sorted(word) != sorted(meant)
    return (changed or min(len(word), len(meant)) < SHORTEST or _digits(word) != _digits(meant)
            or word in (meant[1:], meant[:-1]) or meant in (word[1:], word[:-1])
            or word.rstrip("s") == meant.rstrip("s"))


def _digits(word: str) -> str:
    return "".join(letter for letter in word if letter.isdigit())
