"""Many alternatives held against one event at once.

The event's paths are asked one after the other, source and detail-type first; each answer is a set
of alternatives (an int, one bit each), and the sets are intersected. Once few alternatives are
left, a smaller plan with only their paths takes over; plans are kept by the set they are for.
Paths that lead through arrays wait until the end, when few alternatives ask for them; then it is
settled which of those find their values in the same array elements.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from eventbridge_notifier.patterns.column import Column
from eventbridge_notifier.patterns.consistency import Placed, settled
from eventbridge_notifier.patterns.event import Search
from eventbridge_notifier.patterns.shortcuts.elements import Waiting, holding
from eventbridge_notifier.patterns.shortcuts.front import Front, Key
from eventbridge_notifier.patterns.syntax import Alternative

FIRST = {"source": 2, "detail-type": 1}
KEPT_PLANS = 512
FEW = 16
"""Fewer alternatives are asked path by path."""


class Matcher:
    """`matching` gives the numbers of the alternatives that an event satisfies."""

    def __init__(self, alternatives: Sequence[Alternative]) -> None:
        everything = (1 << len(alternatives)) - 1
        columns: dict[str, Column] = {}
        for number, one in enumerate(alternatives):
            for path, conditions in one.items():
                columns.setdefault(path, Column(path)).use(conditions, 1 << number)
        self.columns = columns
        self.everything = everything
        self._plan = Plan(everything, list(columns.values()))
        self._front = Front(columns.values()) if len(alternatives) >= FEW else None

    def matching(self, event: dict[str, Any], among: int = -1) -> int:
        """The set of satisfied alternatives; only those in `among`, a set, are looked at."""
        waiting: Waiting = []
        plan, front = self._plan, self._front
        if front is not None:
            kept, key = front.get(event)
            plan = kept or self._unkept(event, key, among)
        elif among != -1:
            plan = plan.among(among)
        alive = plan.run(event, waiting) & among
        if not alive or not waiting:
            return alive
        left = holding(alive, waiting)
        return _search(event, alive, waiting) if left is None else left

    def _unkept(self, event: dict[str, Any], key: Key | None, among: int) -> "Plan":
        """The plan for an event whose front is new, or not one to be kept."""
        assert self._front
        if key is None:
            return self._plan.among(among)
        plan = self._plan_behind(event)
        self._front.keep(key, plan)
        return plan

    def _plan_behind(self, event: dict[str, Any]) -> "Plan":
        assert self._front
        alive, front = self.everything, self._front.columns
        for column in front:
            bits = column.satisfied(event)
            assert type(bits) is int  # of a text, or of nothing
            alive &= bits | ~column.users
        return Plan(alive, [one for one in self.columns.values() if one not in front])


def _search(event: dict[str, Any], alive: int, waiting: Waiting) -> int:
    """Those of `alive` that hold, now that paths through arrays are searched as well."""
    search = Search(event)
    placed: list[Placed] = []
    for column, _ in waiting:
        if not alive & column.users:
            continue
        found = search.leaves_at(column.path)
        bits = column.any_of(found)
        if found and (found[0].element or any(one.element for one in found)):
            placed.append((column, found))
            bits |= column.absent
        alive &= bits | ~column.users
    return settled(alive, placed)


class Plan:
    """The paths to ask for a set of alternatives, the most telling first."""

    def __init__(self, alive: int, columns: list[Column]) -> None:
        self.alive = alive
        self.size = alive.bit_count()
        used = [column for column in columns if column.users & alive]
        self.columns = sorted(used, key=self._rank)
        self.steps: list[tuple[int, Column, int, int, dict[int, Plan]]] = [
            (at, column, column.users, alive & ~column.users, {})
            for at, column in enumerate(self.columns)]
        self.smaller: dict[tuple[int, int], Plan] = {}

    def _rank(self, column: Column) -> tuple[int, int]:
        return -FIRST.get(column.path, 0), -(column.users & self.alive).bit_count()

    def run(self, event: dict[str, Any], waiting: Waiting) -> int:
        """The alternatives that hold but for what `waiting` collects: paths to be searched."""
        alive = self.alive
        for at, column, users, others, known in self.steps:
            if not alive & users:
                continue
            bits = column.satisfied(event)
            if not isinstance(bits, int):
                waiting.append((column, bits))
                continue
            if known and alive is self.alive and (smaller := known.get(bits)):
                return smaller.run(event, waiting)
            left = alive & (bits | others)
            if not left:
                return 0
            if left != alive:
                whole, alive = alive is self.alive, left
                if self.size > 4 and alive.bit_count() * 2 <= self.size:
                    smaller = self._smaller(at, alive)
                    if smaller:
                        if whole and len(known) < KEPT_PLANS:
                            known[bits] = smaller
                        return smaller.run(event, waiting)
        return alive

    def among(self, alive: int) -> "Plan":
        """The plan for some of its alternatives; itself where too many such plans are kept."""
        if not 0 <= alive < self.alive:
            return self
        return self._smaller(-1, alive) or self

    def _smaller(self, at: int, alive: int) -> "Plan | None":
        plan = self.smaller.get((at, alive))
        if plan is None and len(self.smaller) < KEPT_PLANS:
            plan = self.smaller[at, alive] = Plan(alive, self.columns[at + 1 :])
        return plan


def members(alternatives: int) -> Iterator[int]:
    """The numbers in a set."""
    while alternatives:
        lowest = alternatives & -alternatives
        yield lowest.bit_length() - 1
        alternatives ^= lowest
