"""Many alternatives held against one event at once.

The event's paths are asked one after the other, source and detail-type first; each answer is a set
of alternatives (an int, one bit each), and the sets are intersected. Once few alternatives are
left, a smaller plan with only their paths takes over; plans are kept by the set they are for.
Only where array elements must go together is an alternative checked by itself in the end.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from generator.patterns import consistency
from generator.patterns.column import SEARCH, Column
from generator.patterns.syntax import Alternative

FIRST = {"source": 2, "detail-type": 1}
KEPT_PLANS = 512


class Matcher:
    """`matching` gives the numbers of the alternatives that an event satisfies."""

    def __init__(self, alternatives: Sequence[Alternative]) -> None:
        self.alternatives = alternatives
        self._everything = (1 << len(alternatives)) - 1
        columns: dict[str, Column] = {}
        for number, one in enumerate(alternatives):
            for path, conditions in one.items():
                columns.setdefault(path, Column(path)).add(conditions, 1 << number)
        self._plan = Plan(self._everything, list(columns.values()))

    def matching(self, event: dict[str, Any]) -> int:
        """The set of satisfied alternatives."""
        placed: list[Column] = []
        alive = self._plan.run(event, placed)
        return self._settle(event, alive, placed) if alive and placed else alive

    def _settle(self, event: dict[str, Any], alive: int, placed: list[Column]) -> int:
        """Checks those alternatives for which it matters which array elements were used."""
        once = doubtful = 0
        for column in placed:
            doubtful |= column.absent | (once & column.users)
            once |= column.users
        for number in numbers(alive & doubtful):
            if not consistency.holds(event, self.alternatives[number]):
                alive ^= 1 << number
        return alive


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

    def run(self, event: dict[str, Any], placed: list[Column]) -> int:
        """The alternatives that hold; `placed` collects the columns with array elements."""
        alive = self.alive
        for at, (column, users, others) in enumerate(self.steps):
            if not alive & users:
                continue
            bits = column.satisfied(event)
            if bits == SEARCH:
                bits, in_arrays = column.searched(event)
                if in_arrays:
                    placed.append(column)
            left = alive & (bits | others)
            if not left:
                return 0
            if left != alive:
                alive = left
                if self.size > 4 and alive.bit_count() * 2 <= self.size:
                    smaller = self._smaller(at, alive)
                    if smaller:
                        return smaller.run(event, placed)
        return alive

    def _smaller(self, at: int, alive: int) -> "Plan | None":
        plan = self.smaller.get((at, alive))
        if plan is None and len(self.smaller) < KEPT_PLANS:
            plan = self.smaller[at, alive] = Plan(alive, self.columns[at + 1 :])
        return plan


def numbers(alternatives: int) -> Iterator[int]:
    """The members of a set."""
    while alternatives:
        lowest = alternatives & -alternatives
        yield lowest.bit_length() - 1
        alternatives ^= lowest
