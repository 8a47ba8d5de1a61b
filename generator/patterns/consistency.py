"""One alternative of a pattern held against a whole event, arrays of objects included.

Paths are visited in alphabetical order, as AWS does. Each matched value binds the array elements it
lies in; a later path may only use values whose elements agree with those bound, and "does not
exist" asks only about such values. What is bound is forgotten as soon as no later path can touch
that array, so the number of states stays small.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from generator.patterns.event import Found, Places, leaves_at
from generator.patterns.syntax import Conditions

State = frozenset[tuple[int, int]]


def holds(event: dict[str, Any], alternative: Mapping[str, Conditions]) -> bool:
    """Whether some choice of array elements satisfies every path."""
    paths = sorted(alternative, key=_order)
    found = [leaves_at(event, path) for path in paths]
    live = _arrays_still_needed(found)
    states: set[State] = {frozenset()}
    for conditions, values, needed in zip(
        (alternative[path] for path in paths), found, live, strict=True
    ):
        states = _advance(states, conditions, values, needed)
        if not states:
            return False
    return True


def _order(path: str) -> bytes:
    """UTF-16 units, the order in which AWS sorts paths."""
    return path.encode("utf-16-be", "surrogatepass")


def _arrays_still_needed(found: Sequence[list[Found]]) -> list[set[int]]:
    """For each path, the arrays in which values of later paths lie."""
    later: set[int] = set()
    result: list[set[int]] = []
    for values in reversed(found):
        result.append(set(later))
        later |= {array for value in values for array, _ in value.places}
    return result[::-1]


def _advance(
    states: set[State], conditions: Conditions, values: list[Found], needed: set[int]
) -> set[State]:
    """The states after one path: every consistent choice of a value that matches."""
    passing = {value.places for value in values if _passes(conditions, value)}
    wants_absence = any(leaf.wants_absence for leaf in conditions)
    choices = Tree(passing)
    present = Tree({value.places for value in values}) if wants_absence else None
    result: set[State] = set()
    for state in states:
        bound = dict(state)
        if present is not None and not present.any_consistent(bound):
            result.add(frozenset(item for item in state if item[0] in needed))
        for places in choices.consistent(bound):
            result.add(frozenset(item for item in (*state, *places) if item[0] in needed))
    return result


def _passes(conditions: Conditions, value: Found) -> bool:
    return any(leaf.test(value.value) for leaf in conditions)


class Tree:
    """Sets of places, arranged so that those agreeing with a state are found without a search."""

    def __init__(self, places: set[Places]) -> None:
        self.here = False
        self.arrays: dict[int, dict[int, Tree]] = {}
        for one in places:
            self._add(one)

    def _add(self, places: Places) -> None:
        node = self
        for array, index in places:
            children = node.arrays.setdefault(array, {})
            if index not in children:
                children[index] = Tree(set())
            node = children[index]
        node.here = True

    def consistent(self, bound: dict[int, int]) -> list[Places]:
        """The places that agree with what is bound."""
        result: list[Places] = []
        stack: list[tuple[Tree, Places]] = [(self, ())]
        while stack:
            node, places = stack.pop()
            if node.here:
                result.append(places)
            for array, children in node.arrays.items():
                if array not in bound:
                    stack.extend((child, (*places, (array, i))) for i, child in children.items())
                elif bound[array] in children:
                    stack.append((children[bound[array]], (*places, (array, bound[array]))))
        return result

    def any_consistent(self, bound: dict[int, int]) -> bool:
        return bool(self.consistent(bound))
