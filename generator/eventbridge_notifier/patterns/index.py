"""Many conditions held against one value at once.

Each condition belongs to some alternatives, which are numbered; a set of them is an int, one bit
each. Exact values, addresses, prefixes and suffixes are found by look-up, wildcards together, the
rest by trying; and either way only once per value, since the values of real events repeat.
"""

from collections import defaultdict
from collections.abc import Hashable
from typing import Any

from eventbridge_notifier.patterns import addresses
from eventbridge_notifier.patterns.operators.base import QUOTE, Leaf, Scalar, key
from eventbridge_notifier.patterns.operators.ends import Prefix, Suffix
from eventbridge_notifier.patterns.operators.literals import Address, Exact
from eventbridge_notifier.patterns.operators.wildcard import Wildcard
from eventbridge_notifier.patterns.shortcuts.beginnings import Beginnings
from eventbridge_notifier.patterns.shortcuts.wildcards import Wildcards

CACHED_VALUES = 4096
CACHED_LENGTH = 256
"""Longer strings (in characters) are not kept."""


class Index:
    """Conditions, added one by one; `takers` are the alternatives that a value satisfies."""

    def __init__(self) -> None:
        self._exact: dict[Hashable, int] = defaultdict(int)
        self._addresses: dict[str, int] = defaultdict(int)
        self._prefixes = Beginnings()
        self._suffixes = Beginnings()  # both written backwards: the suffix and the value
        self._wildcards = Wildcards()
        self._others: dict[Leaf, int] = defaultdict(int)
        self._caches: dict[type, dict[Any, int]] = {
            kind: {} for kind in (str, int, float, bool, type(None))
        }

    def add(self, leaf: Leaf, bit: int) -> None:
        match leaf:
            case Exact():
                self._exact[leaf.value] |= bit
            case Address():
                self._addresses[leaf.digits] |= bit
            case Prefix(prefixes=(text,)):
                self._prefixes.add(text, bit)
            case Suffix(suffixes=(text,)):
                self._suffixes.add(text[::-1], bit)
            case Wildcard():
                self._wildcards.add(leaf.texts, bit)
            case _:
                self._others[leaf] |= bit

    def takers(self, value: Scalar) -> int:
        cache = self._caches.get(type(value))
        bits = cache.get(value) if cache is not None else None
        return self._remember(cache, value) if bits is None else bits

    def _remember(self, cache: dict[Any, int] | None, value: Scalar) -> int:
        if type(value) is str:
            bits = self._exact.get(value, 0) | self._look_up(value)
        else:
            bits = self._exact.get(key(value), 0)
            if isinstance(value, str):
                bits |= self._look_up(value)
        for leaf, users in self._others.items():
            if users & ~bits and leaf.test(value):
                bits |= users
        if cache is not None and (type(value) is not str or len(value) <= CACHED_LENGTH):
            if len(cache) >= CACHED_VALUES:
                cache.clear()
            cache[value] = bits
        return bits

    def _look_up(self, text: str) -> int:
        bits = self._wildcards.takers(text) if self._wildcards else 0
        if self._addresses and (digits := addresses.hex_digits(text)):
            bits |= self._addresses.get(digits, 0) | self._addresses.get(digits[:8], 0)
        if self._prefixes:
            bits |= self._prefixes.takers(text + QUOTE)
        if self._suffixes:
            bits |= self._suffixes.takers((QUOTE + text)[::-1])
        return bits
