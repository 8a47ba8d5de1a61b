"""Many prefixes held against one value at once.

Among texts in order, all that stand between a prefix of a value and the value begin with that
prefix. So the last one before the value is a prefix of it, or begins with every one that is.
"""

from __future__ import annotations

from bisect import bisect_right


class Beginnings:
    """Alternatives (a set as an int) by prefix."""

    def __init__(self) -> None:
        self._users: dict[str, int] = {}
        self._ordered: list[str] = []
        self._shorter: dict[str, str | None] = {}
        self._takers: dict[str | None, int] = {}

    def __bool__(self) -> bool:
        return bool(self._users)

    def add(self, prefix: str, users: int) -> None:
        """`users` take a value that begins with `prefix`."""
        self._users[prefix] = self._users.get(prefix, 0) | users
        self._ordered = []

    def takers(self, value: str) -> int:
        """The alternatives that have a prefix of `value`."""
        if not self._ordered:
            self._order()
        at = bisect_right(self._ordered, value)
        prefix = self._ordered[at - 1] if at else None
        while prefix is not None and not value.startswith(prefix):
            prefix = self._shorter[prefix]
        return self._takers[prefix]

    def _order(self) -> None:
        """Notes for each prefix the longest other that it begins with, and the takers of both."""
        self._ordered, self._takers = sorted(self._users), {None: 0}
        outer: list[str] = []
        for prefix in self._ordered:
            while outer and not prefix.startswith(outer[-1]):
                outer.pop()
            shorter = self._shorter[prefix] = outer[-1] if outer else None
            self._takers[prefix] = self._users[prefix] | self._takers[shorter]
            outer.append(prefix)
