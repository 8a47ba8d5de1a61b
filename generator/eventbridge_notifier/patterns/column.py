"""All conditions that many alternatives put on one path, answered at once."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from eventbridge_notifier.patterns.event import CONTAINERS, Found, readings
from eventbridge_notifier.patterns.index import Index
from eventbridge_notifier.patterns.operators.base import Leaf, Scalar

_MISSING: Any = object()


def _rests(path: str) -> list[str]:
    """a.b.c, b.c: what is to be walked at each parent of the last key."""
    names = path.split(".")
    return [".".join(names[at:]) for at in range(len(names) - 1)]


@lru_cache(maxsize=4096)
def _parents(path: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each key above the last, and the dotted keys that may stand in its place."""
    return tuple((name, tuple(spelled for spelled, _ in readings(rest) if spelled != name))
                 for name, rest in zip(path.split("."), _rests(path), strict=False))


class Column(Index):
    """One path. `users` are the alternatives that have conditions here."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.users = 0
        self.absent = 0
        self.above, _, self.last = path.rpartition(".")
        self._parents = _parents(path)

    def use(self, conditions: Iterable[Leaf], bit: int) -> None:
        """Notes that an alternative has conditions here; any of them suffices."""
        self.users |= bit
        for leaf in conditions:
            if leaf.wants_absence:
                self.absent |= bit
            else:
                self.add(leaf, bit)

    def satisfied(self, event: dict[str, Any]) -> int | list[Any] | None:
        """The alternatives that the event's value here satisfies.

        Where only the last key is to be looked for in an array, that array. None where the path
        leads through other arrays or a dotted key: its leaves are to be searched for.
        """
        node: Any = event
        for name, dotted in self._parents:
            if type(node) is not dict:
                return None if isinstance(node, CONTAINERS) else self.absent
            for spelled in dotted:
                if spelled in node:
                    return None
            node = node.get(name)
        if type(node) is list:
            return node
        if type(node) is not dict:
            return None if isinstance(node, CONTAINERS) else self.absent
        value = node.get(self.last, _MISSING)
        if value is _MISSING:
            return self.absent
        cache = self._caches.get(type(value))
        if cache is None:
            return None
        bits = cache.get(value)
        return self._remember(cache, value) if bits is None else bits

    def any_of(self, found: list[Found]) -> int:
        """The alternatives that one of the leaves found here satisfies."""
        if not found:
            return self.absent
        return self.any_taker(one.value for one in found)

    def any_taker(self, values: Iterable[Scalar]) -> int:
        """The alternatives that one of the values satisfies."""
        bits = 0
        for value in values:
            bits |= self.takers(value)
        return bits
