"""Many wildcard texts held against one value at once.

Texts that begin alike share the search for what they have in common: of `arn:*:role/a*` and
`arn:*:role/b*` the first two pieces are looked for once. The leftmost place is always good enough:
whatever follows a `*` may lie anywhere behind it.
"""

from collections.abc import Iterable

from eventbridge_notifier.patterns.operators.wildcard import Pieces


class Wildcards:
    """Alternatives (a set as an int) by wildcard text."""

    def __init__(self) -> None:
        self._plain: dict[str, int] = {}
        self._first: dict[str, _Behind] = {}

    def __bool__(self) -> bool:
        return bool(self._plain or self._first)

    def add(self, texts: Iterable[Pieces], users: int) -> None:
        """`users` take a value that fits any of `texts`."""
        for first, *rest in texts:
            if rest:
                self._first.setdefault(first, _Behind()).add(rest, users)
            else:
                self._plain[first] = self._plain.get(first, 0) | users

    def takers(self, value: str) -> int:
        """The alternatives that have a text which `value` fits."""
        bits = self._plain.get(value, 0)
        for first, behind in self._first.items():
            if value.startswith(first):
                bits |= behind.takers(value, len(first))
        return bits


class _Behind:
    """What may follow one `*`: a last piece, at the very end, or one with another `*` behind it."""

    __slots__ = ("lasts", "middles")

    def __init__(self) -> None:
        self.lasts: dict[str, int] = {}
        self.middles: dict[str, _Behind] = {}

    def add(self, pieces: list[str], users: int) -> None:
        piece, *rest = pieces
        if rest:
            self.middles.setdefault(piece, _Behind()).add(rest, users)
        else:
            self.lasts[piece] = self.lasts.get(piece, 0) | users

    def takers(self, value: str, start: int) -> int:
        bits, room = 0, len(value) - start
        for piece, users in self.lasts.items():
            if len(piece) <= room and value.endswith(piece):
                bits |= users
        find = value.find
        for piece, behind in self.middles.items():
            found = find(piece, start)
            if found >= 0:
                bits |= behind.takers(value, found + len(piece))
        return bits
