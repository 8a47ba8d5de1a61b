"""Which JSON texts no rule can match, told without parsing them.

A condition on `detail.eventName` needs a leaf there, so the text holds the key `"eventName"`, and
behind one of these keys a value that the condition takes. The keys are found as plain text, at any
depth, and every doubt counts for the rule: an escape in a key, a value that is no plain string, odd
spacing. So what is told apart is sure, and what remains is parsed and matched as ever.

Which keys are worth a look depends on the events: the first texts teach it (`learnt`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from eventbridge_notifier.patterns.column import Column

SAMPLES = 128
MOST_FIELDS = 12
MOST_CANDIDATES = 256
SHORTEST = 200
"""Characters; a shorter text is parsed as fast as it is searched."""

WORTH = 1 / 25
"""A look at one key takes so much of the time that it takes to parse a text."""

_PLAIN_KEY = re.compile(r"[\w -]+", re.ASCII)
_NO_KEY = frozenset(",}]")


class Field:
    """One column, and the key at which a text has its values."""

    def __init__(self, column: Column, everything: int, key: str = "",
                 spelled: Callable[[str], str] | None = None) -> None:
        """`spelled` makes the column's value of the text's, where the text has it otherwise."""
        self.key = key or column.path.rpartition(".")[2]
        self.asking = column.users & ~column.absent
        """The alternatives that this field may rule out."""
        self._everything = everything
        self._needle = f'{self.key}"'
        self._untouched = everything & ~self.asking
        self._takers = column.takers
        self._spelled = spelled

    def alive(self, text: str) -> int:
        """The alternatives that the values of this key leave possible, and perhaps more."""
        needle, find = self._needle, text.find
        bits, at = self._untouched, find(needle)
        while at >= 0:
            end = at + len(needle)
            if text[at - 1] in '".':
                behind = text[end:end + 3]
                if behind[:2] == ':"':
                    start = end + 2
                elif behind == ': "':
                    start = end + 3
                elif behind[:1] in _NO_KEY:
                    at = find(needle, end)
                    continue
                else:
                    return self._everything
                end = find('"', start)
                value = text[start:end]
                if end < 0 or "\\" in value:
                    return self._everything
                bits |= self._takers(self._spelled(value) if self._spelled else value)
            at = find(needle, end)
        return bits


def readable(path: str) -> bool:
    """Whether the path's last key has one spelling in JSON, but for escapes with `\\u`."""
    return _PLAIN_KEY.fullmatch(path.rpartition(".")[2]) is not None


class Screen:
    """`alive` gives the alternatives that a text may match: those that it matches, and others."""

    def __init__(self, fields: Iterable[Field], possible: int) -> None:
        """`possible` are the alternatives that any text of this kind can match."""
        self.candidates = list(fields)[:MOST_CANDIDATES]
        self._samples: list[str] = []
        self.possible = possible
        self.fields: list[Field] = []
        self._steps: list[tuple[Field, int, int]] = []
        self.learning = bool(self.candidates)

    def alive(self, text: str) -> int:
        """As soon as some alternative is sure to be left, the rest of the text is not searched."""
        if self.learning:
            self._learn(text)
            return self.possible
        if not self._steps or ("\\" in text and "\\u" in text):
            return self.possible
        alive = self.possible
        for field, asking, sure in self._steps:
            if alive & sure:
                return alive
            if alive & asking:
                alive &= field.alive(text)
        return alive

    def look_at(self, fields: list[Field]) -> None:
        """From now on these fields are searched, in this order."""
        self.learning, self._samples = False, []
        self.fields, later = fields, 0
        for field in reversed(fields):
            later |= field.asking
            self._steps.insert(0, (field, field.asking, self.possible & ~later))

    def _learn(self, text: str) -> None:
        self._samples.append(text)
        if len(self._samples) == SAMPLES:
            self.look_at(learnt(self.candidates, self._samples, self.possible))


def learnt(candidates: list[Field], texts: list[str], possible: int) -> list[Field]:
    """The fields that leave the least of `texts`; none where they would not save their own cost."""
    answer = {field: [field.alive(text) for text in texts] for field in candidates}
    chosen: list[Field] = []
    left = [possible] * len(texts)
    while len(chosen) < min(MOST_FIELDS, len(answer)):
        field = min(answer, key=lambda one: _size(left, answer[one]))
        bits = answer[field]
        if _size(left, bits) > 0.95 * sum(map(int.bit_count, left)):
            break
        chosen.append(field)
        left = [one & other for one, other in zip(left, bits, strict=True)]
    killed = left.count(0)
    for field in chosen[::-1]:
        others = [answer[one] for one in chosen if one is not field]
        if _killed(possible, others, len(texts)) == killed:
            chosen.remove(field)
    return chosen if killed >= WORTH * len(chosen) * len(texts) else []


def _killed(possible: int, answers: list[list[int]], count: int) -> int:
    """How many texts the answers rule out together."""
    left = [possible] * count
    for bits in answers:
        left = [one & other for one, other in zip(left, bits, strict=True)]
    return left.count(0)


def _size(left: list[int], bits: list[int]) -> int:
    return sum((one & other).bit_count() for one, other in zip(left, bits, strict=True))
