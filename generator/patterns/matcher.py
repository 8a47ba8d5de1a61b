"""Many alternatives held against one event at once.

The event's paths are asked one after the other, source and detail-type first; each answer is a set
of alternatives (an int, one bit each), and the sets are intersected. Once few alternatives are
left, a smaller plan with only their paths takes over; plans are kept by the set they are for.
Whether the values that were found lie in the same array elements is settled in the end.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from generator.patterns.column import SEARCH, Column
from generator.patterns.consistency import Placed, settled
from generator.patterns.event import Search
from generator.patterns.syntax import Alternative

FIRST = {"source": 2, "detail-type": 1}
KEPT_PLANS = 512


class Matcher:
    """`matching` gives the numbers of the alternatives that an event satisfies."""

    def __init__(self, alternatives: Sequence[Alternative]) -> None:
        everything = (1 << len(alternatives)) - 1
        columns: dict[str, Column] = {}
        for number, one in enumerate(alternatives):
            for path, conditions in one.items():
                columns.setdefault(path, Column(path)).add(conditions, 1 << number)
        self._plan = Plan(everything, list(columns.values()))

    def matching(self, event: dict[str, Any]) -> int:
        """The set of satisfied alternatives."""
        placed: list[Placed] = []
        alive = self._plan.run(event, placed)
        return settled(alive, placed) if alive and placed else alive


class Plan:
    """The paths to ask for a set of alternatives, the most telling first."""

    def __init__(self, alive: int, columns: list[Column]) -> None:
        self.alive = alive
        self.size = alive.bit_count()
        used = [column for column in columns if column.users & alive]
        self.columns = sorted(used, key=self._rank)
        self.steps = [(column, column.users, alive & ~column.users) for column in self.columns]
        self.smaller: dict[tuple[int, int], Plan] = {}

    def _rank(self, column: Column) -> tuple[int, int]:
        return -FIRST.get(column.path, 0), -(column.users & self.alive).bit_count()

    def run(
        self, event: dict[str, Any], placed: list[Placed], search: Search | None = None
    ) -> int:
        """The alternatives that hold if elements need not go together; `placed` collects where
        they may have to."""
        alive = self.alive
        for at, (column, users, others) in enumerate(self.steps):
            if not alive & users:
                continue
            bits = column.satisfied(event)
            if bits == SEARCH:
                search = search or Search(event)
                bits = _searched(column, search, placed)
            left = alive & (bits | others)
            if not left:
                return 0
            if left != alive:
                alive = left
                if self.size > 4 and alive.bit_count() * 2 <= self.size:
                    smaller = self._smaller(at, alive)
                    if smaller:
                        return smaller.run(event, placed, search)
        return alive

    def _smaller(self, at: int, alive: int) -> "Plan | None":
        plan = self.smaller.get((at, alive))
        if plan is None and len(self.smaller) < KEPT_PLANS:
            plan = self.smaller[at, alive] = Plan(alive, self.columns[at + 1 :])
        return plan


def _searched(column: Column, search: Search, placed: list[Placed]) -> int:
    found = search.leaves_at(column.path)
    bits = column.any_of(found)
    if any(one.element for one in found):
        placed.append((column, found))
        bits |= column.absent
    return bits


def members(alternatives: int) -> Iterator[int]:
    """The numbers in a set."""
    while alternatives:
        lowest = alternatives & -alternatives
        yield lowest.bit_length() - 1
        alternatives ^= lowest
