"""Which path was meant, where the model does not have the one that is written. Pure.

First the path is followed and each wrong name mended where it stands. Where that leads nowhere, all
paths of the request are compared: the words may be right and the nesting wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice

from eventbridge_notifier.aws.cloudtrail import places
from eventbridge_notifier.aws.cloudtrail.dialects.shapes import Member, Place
from eventbridge_notifier.aws.suggest import ALIKE, closest, likeness

MOST = 3

# Names that only say that a list has entries.
_WRAPPERS = frozenset({"items", "item", "content"})

# Places of one request that are looked at: recursive requests have no end.
_LOOKED_AT = 3_000

Words = tuple[frozenset[str], ...]


def paths(root: Place, names: list[str]) -> tuple[str, ...]:
    """Dotted paths below `root` that `names` may be meant for, the likeliest first."""
    mended = [".".join(one) for one in islice(_mended(root, names), MOST)]
    return tuple(dict.fromkeys(mended or nearest(root, names)))[:MOST]


def leaves(root: Place, most: int = MOST) -> tuple[str, ...]:
    """The first paths below `root` that hold values."""
    return tuple(".".join(path) for path, _ in islice(_leaves(root), most))


def holding(root: Place, text: str) -> tuple[str, ...]:
    """The paths below `root` that have `text` among the values of a closed list."""
    return tuple(".".join(path) for path, place in _leaves(root) if text in places.enum(place))


def _mended(place: Place, names: list[str]) -> Iterator[list[str]]:
    """`names` with each unknown one replaced by a known one that looks like it."""
    if not names:
        if not (place.form and places.members(place)):  # a list of EC2's is never meant itself
            yield []
        return
    if places.takes_any(place, names[0]):
        yield names
        return
    known = _known(place)
    right = places.at(place, names[0]) is not None
    for name in [names[0]] if right else closest(names[0], known):
        member = known[name]
        spelt = name if name in member.spellings else member.spellings[0]
        yield from ([spelt, *rest] for rest in _mended(member.place, names[1:]))


def _known(place: Place) -> dict[str, Member]:
    """Every word for a field below a place; the spellings before the others."""
    found: dict[str, Member] = {}
    for member in places.members(place):
        found |= {name: member for name in member.spellings if name not in found}
    for member in places.members(place):
        found |= {name: member for name in member.words if name not in found}
    return found


def nearest(root: Place, names: list[str]) -> list[str]:
    """The paths that share most words with `names`, wherever those stand."""
    scored = [(_score(names, words), ".".join(path)) for path, words in _worded(root)]
    in_order = sorted(scored, key=lambda one: -one[0])
    return [path for score, path in in_order if score >= ALIKE][:MOST]


def _score(names: list[str], words: Words) -> float:
    """How well the levels of a path answer to the names; the last name counts twice."""
    found = [max((_likeness(name, word) for level in words for word in level), default=0)
             for name in names if name not in _WRAPPERS]
    if not found or not found[-1]:
        return 0
    mean = (sum(found) + found[-1]) / (len(found) + 1)
    return mean - 0.02 * max(0, len(words) - len(found))


@cache
def _likeness(name: str, word: str) -> float:
    found = likeness(name, word)
    return found if found >= ALIKE else 0


@cache
def _worded(root: Place) -> tuple[tuple[tuple[str, ...], Words], ...]:
    """Each path to a value, with all words for each of its names."""
    return tuple((path, words) for path, words, _ in _walked(root))


def _leaves(root: Place) -> Iterator[tuple[tuple[str, ...], Place]]:
    yield from ((path, place) for path, _, place in _walked(root))


def _walked(root: Place) -> Iterator[tuple[tuple[str, ...], Words, Place]]:
    """Breadth first; a shape is not entered again inside itself."""
    waiting: list[tuple[tuple[str, ...], Words, Place, frozenset[tuple[str, str]]]] = [
        ((), (), root, frozenset())]
    for path, words, place, above in islice(waiting, _LOOKED_AT):  # and what is added meanwhile
        below = places.members(place)
        if not below and path:
            yield path, words, place
        inside = above | {(place.shape, place.form)}
        waiting += [((*path, one.spellings[0]), _with(words, one), one.place, inside)
                    for one in below if (one.place.shape, one.place.form) not in above]


def _with(words: Words, member: Member) -> Words:
    if member.spellings[0] in _WRAPPERS:
        return words
    return (*words, frozenset((*member.spellings, *member.words)))
