"""All conditions that many alternatives put on one path, answered at once.

Alternatives are numbered; a set of them is an int, one bit each. A column says which of its
alternatives a value satisfies: exact values and addresses by look-up, the rest by trying, and
either way only once per value, since the values of real events repeat.
"""

from collections.abc import Hashable, Iterable
from typing import Any

from generator.patterns import addresses
from generator.patterns.event import Found
from generator.patterns.operators.base import Leaf, Scalar, key
from generator.patterns.operators.literals import Address

CACHED_VALUES = 4096
CACHED_LENGTH = 256
"""Longer strings (in characters) are not kept."""

SEARCH = -1
_MISSING: Any = object()


class Column:
    """One path. `users` are the alternatives that have conditions here."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.users = 0
        self.absent = 0
        self._exact: dict[Hashable, int] = {}
        self._addresses: dict[str, int] = {}
        self._others: dict[Leaf, int] = {}
        self._caches: dict[type, dict[Any, int]] = {
            kind: {} for kind in (str, int, float, bool, type(None))
        }
        *self._parents, self._last = path.split(".")
        names = path.split(".")
        self._dotted = [
            [".".join(names[at:end]) for end in range(at + 2, len(names) + 1)]
            for at in range(len(names) - 1)
        ]

    def add(self, conditions: Iterable[Leaf], bit: int) -> None:
        self.users |= bit
        for leaf in conditions:
            if leaf.wants_absence:
                self.absent |= bit
            elif isinstance(leaf, Address):
                self._addresses[leaf.digits] = self._addresses.get(leaf.digits, 0) | bit
            elif leaf.exact_keys:
                for exact in leaf.exact_keys:
                    self._exact[exact] = self._exact.get(exact, 0) | bit
            else:
                self._others[leaf] = self._others.get(leaf, 0) | bit

    def satisfied(self, event: dict[str, Any]) -> int:
        """The alternatives that the event's value here satisfies.

        SEARCH where the path runs through an array or a dotted key: ask `any_of` then.
        """
        node: Any = event
        for name, dotted in zip(self._parents, self._dotted, strict=True):
            for spelled in dotted:
                if spelled in node:
                    return SEARCH
            node = node.get(name)
            if type(node) is not dict:
                return self.absent if not isinstance(node, dict | list | tuple) else SEARCH
        value = node.get(self._last, _MISSING)
        if value is _MISSING:
            return self.absent
        cache = self._caches.get(type(value))
        if cache is None:
            return SEARCH
        bits = cache.get(value)
        return self._remember(cache, value) if bits is None else bits

    def any_of(self, found: list[Found]) -> int:
        """The alternatives that one of the leaves found here satisfies."""
        if not found:
            return self.absent
        bits = 0
        for one in found:
            bits |= self.takers(one.value)
            if bits == self.users:
                break
        return bits

    def takers(self, value: Scalar) -> int:
        """The alternatives that a value satisfies."""
        cache = self._caches.get(type(value))
        bits = cache.get(value) if cache is not None else None
        return self._remember(cache, value) if bits is None else bits

    def _remember(self, cache: dict[Any, int] | None, value: Scalar) -> int:
        bits = self._exact.get(key(value), 0)
        if self._addresses and isinstance(value, str):
            digits = addresses.hex_digits(value)
            if digits:
                bits |= self._addresses.get(digits, 0) | self._addresses.get(digits[:8], 0)
        for leaf, users in self._others.items():
            if users & ~bits and leaf.test(value):
                bits |= users
        if cache is not None and (type(value) is not str or len(value) <= CACHED_LENGTH):
            if len(cache) >= CACHED_VALUES:
                cache.clear()
            cache[value] = bits
        return bits
