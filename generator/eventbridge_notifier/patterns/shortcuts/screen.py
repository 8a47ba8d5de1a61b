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
from typing import NamedTuple

from eventbridge_notifier.patterns.column import Column

SAMPLES = 128
MOST_FIELDS = 12
MOST_CANDIDATES = 256
FEW = 4
"""Alternatives of which each is looked at by itself."""
KEPT = 4096
SHORTEST = 200
"""Characters; a shorter text is parsed as fast as it is searched."""

WORTH = 1 / 5
"""A look at one key takes so much of the time that it takes to parse a text and to match it."""

_PLAIN_KEY = re.compile(r"[\w -]+", re.ASCII)
_BEGINS_KEY = ('"', ".")
_NO_KEY = (",", "}", "]")


class Reading(NamedTuple):
    """How a text has what an event has elsewhere: below `key`; `value` makes the event's of it.

    `perhaps` are values that the event may have whatever the text says.
    """

    key: str
    value: Callable[[str], str]
    perhaps: tuple[str, ...] = ()


class Field:
    """One column, and the key at which a text has its values."""

    def __init__(self, column: Column, everything: int, reading: Reading | None = None) -> None:
        """`reading` says how the text has the column's value, where it has it otherwise."""
        self.key = reading.key if reading else column.path.rpartition(".")[2]
        self.asking = column.users & ~column.absent
        """The alternatives that this field may rule out."""
        self._everything = everything
        self._needle = f'{self.key}"'
        self._untouched = everything & ~self.asking | column.any_taker(
            reading.perhaps if reading else ())
        self._takers = column.takers
        self._value = reading.value if reading else None

    def alive(self, text: str) -> int:
        """The alternatives that the values of this key leave possible, and perhaps more."""
        parts = text.split(self._needle)
        bits, before = self._untouched, parts[0]
        for behind in parts[1:]:
            if before[-1:] in _BEGINS_KEY:
                start = 2 if behind[:2] == ':"' else 3 if behind[:3] == ': "' else 0
                end = behind.find('"', start) if start else -1
                if end >= 0:
                    value = behind[start:end]
                    if "\\" in value:
                        return self._everything
                    bits |= self._takers(self._value(value) if self._value else value)
                elif behind[:1] not in _NO_KEY:
                    return self._everything
            before = behind
        return bits


def readable(path: str) -> bool:
    """Whether the path's last key has one spelling in JSON, but for escapes with `\\u`."""
    return _PLAIN_KEY.fullmatch(path.rpartition(".")[2]) is not None


class Screen:
    """`alive` gives the alternatives that a text may match: those that it matches, and others."""

    def __init__(self, fields: Iterable[Field], possible: int) -> None:
        """`possible` are the alternatives that any text of this kind can match."""
        self.candidates = list(fields)
        self.possible = possible
        self.fields: list[Field] = []
        self.own = False
        self.learning = bool(self.candidates)
        self._samples: list[str] = []
        self._steps: list[tuple[Field, int, int]] = []
        self._own: dict[int, tuple[Field, ...]] = {}

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
        return self._alive_by_own(text, alive) if alive and self.own else alive

    def _alive_by_own(self, text: str, alive: int) -> int:
        """Those that the fields which few others have leave of a few alternatives."""
        fields = self._own.get(alive)
        if fields is None:
            fields = self._own_fields(alive)
            if len(self._own) < KEPT:
                self._own[alive] = fields
        for field in fields:
            alive &= field.alive(text)
        return alive

    def _own_fields(self, alive: int) -> tuple[Field, ...]:
        """A field for each alternative; none where one has none or where they are many."""
        found: dict[Field, None] = {}
        if alive.bit_count() <= FEW:
            rare = self.possible.bit_count() // 10
            for number in range(alive.bit_length()):
                if alive >> number & 1:
                    field = next((one for one in reversed(self.candidates)
                                  if one.asking >> number & 1), None)
                    if field is None or field.asking.bit_count() > rare or field in self.fields:
                        return ()
                    found[field] = None
        return tuple(found)

    def look_at(self, fields: list[Field], own: bool = False) -> None:
        """From now on these fields are searched, in this order; then those of few alternatives."""
        self.learning, self._samples, self._steps, self._own = False, [], [], {}
        self.fields, self.own = fields, own
        later = self.possible if own else 0
        for field in reversed(fields):
            later |= field.asking
            self._steps.insert(0, (field, field.asking, self.possible & ~later))

    def _learn(self, text: str) -> None:
        self._samples.append(text)
        if len(self._samples) < SAMPLES:
            return
        texts = self._samples
        found, left = learnt(self.candidates[:MOST_CANDIDATES], texts, self.possible)
        killed = left.count(0)
        own = self._killed(found, texts, True) - killed > 2 * WORTH * (len(texts) - killed)
        fields, killed = found, self._killed(found, texts, own)
        for field in found[::-1]:
            fewer = [one for one in fields if one is not field]
            others = self._killed(fewer, texts, own)
            if killed - others <= WORTH * (len(texts) - others):
                fields, killed = fewer, others
        self.look_at(fields if killed >= WORTH * len(fields) * len(texts) else [], own)

    def _killed(self, fields: list[Field], texts: list[str], own: bool) -> int:
        """How many texts these fields rule out."""
        self.look_at(fields, own)
        return sum(not self.alive(text) for text in texts)


def learnt(candidates: list[Field], texts: list[str], possible: int
           ) -> tuple[list[Field], list[int]]:
    """The fields that leave the fewest alternatives, and what they leave of each text."""
    answer = {field: [field.alive(text) for text in texts] for field in candidates}
    chosen: list[Field] = []
    left = [possible] * len(texts)
    while len(chosen) < min(MOST_FIELDS, len(answer)):
        field = min(answer, key=lambda one: _size(left, answer[one]))
        bits = answer[field]
        if _size(left, bits) >= 0.95 * sum(map(int.bit_count, left)):
            break
        chosen.append(field)
        left = [one & other for one, other in zip(left, bits, strict=True)]
    return chosen, left


def _size(left: list[int], bits: list[int]) -> int:
    return sum((one & other).bit_count() for one, other in zip(left, bits, strict=True))
