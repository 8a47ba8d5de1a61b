"""Conditions below one array must be met in one of its elements.

All alternatives are looked at together. Paths are visited in alphabetical order, as AWS does. Each
matched value binds the array elements it lies in; a later path may only use values whose elements
agree with those bound, and "does not exist" asks only about such values. What is bound is forgotten
as soon as no later path can touch that array, so the number of states stays small: they are the
elements of the array that is being looked at.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import takewhile

from eventbridge_notifier.patterns.column import Column
from eventbridge_notifier.patterns.event import Array, Element, Found

Placed = tuple[Column, list[Found]]
"""A path with leaves in array elements, and its leaves."""

State = frozenset[Element]
States = dict[State, int]
"""The alternatives (a set as an int) that are satisfied so far with certain elements bound."""


def settled(alive: int, placed: Sequence[Placed]) -> int:
    """Those of `alive` that need not choose elements, or can choose them consistently."""
    doubtful = once = 0
    for column, _ in placed:
        doubtful |= column.absent | (once & column.users)
        once |= column.users
    doubtful &= alive
    return alive & ~doubtful | _consistent(doubtful, placed) if doubtful else alive


def _consistent(alternatives: int, placed: Sequence[Placed]) -> int:
    used = [one for one in placed if one[0].users & alternatives]
    if len({leaf.element for _, found in used for leaf in found}) == 1:
        return _in_one_element(alternatives, used)
    paths = sorted(used, key=_order)
    states: States = {frozenset(): alternatives}
    before: set[Array] = set()
    for (column, found), later in zip(paths, _arrays_needed_later(paths), strict=True):
        states = _advance(states, column, Places(column, found, before | later), later)
        before = later
    result = 0
    for bits in states.values():
        result |= bits
    return result


def _in_one_element(alternatives: int, placed: Sequence[Placed]) -> int:
    """Where all leaves lie in one element there is nothing to choose."""
    for column, found in placed:
        alternatives &= column.any_of(found) | ~column.users
    return alternatives


def _order(one: Placed) -> bytes:
    """UTF-16 units, the order in which AWS sorts paths."""
    return one[0].path.encode("utf-16-be", "surrogatepass")


def _arrays_needed_later(paths: Sequence[Placed]) -> list[set[Array]]:
    """For each path, the arrays in which leaves of later paths lie."""
    later: set[Array] = set()
    result: list[set[Array]] = []
    for _, found in reversed(paths):
        result.append(set(later))
        for element in {one.element for one in found}:
            arrays = (outer.array for outer in _outward(element))
            later.update(takewhile(lambda array: array not in later, arrays))
    return result[::-1]


def _outward(element: Element | None) -> Iterator[Element]:
    """An element and those it lies in."""
    while element is not None:
        yield element
        element = element.array.within


def _advance(states: States, column: Column, places: "Places", needed: set[Array]) -> States:
    """The states after one path: every consistent choice of a value that matches."""
    result: States = defaultdict(int)
    for state, bits in states.items():
        kept = frozenset(element for element in state if element.array in needed)
        asking = bits & column.users
        bound = {element.array: element for element in state}
        unasked = bits & ~column.users
        if asking & column.absent and not places.any_agreeing(bound):
            unasked |= asking & column.absent
        if unasked:
            result[kept] |= unasked
        for element, takers in places.agreeing(bound) if asking else ():
            if takers & asking:
                chosen = (one for one in _outward(element) if one.array in needed)
                result[kept.union(chosen)] |= takers & asking
    return result


class Places:
    """The elements in which the leaves of one path lie, as a tree, and who takes a leaf there."""

    def __init__(self, column: Column, found: Sequence[Found], matter: set[Array]) -> None:
        """Arrays that do not `matter` are not told apart: none is bound now or needed later."""
        self._takers: dict[Element | None, int] = defaultdict(int)
        self._known: set[Element | None] = {None}
        self._arrays: dict[Element | None, dict[Array, list[Element]]] = defaultdict(dict)
        for value, element in found:
            while element is not None and element.array not in matter:
                element = element.array.within
            self._add(element)
            self._takers[element] |= column.takers(value)

    def _add(self, element: Element | None) -> None:
        while element is not None and element not in self._known:
            self._known.add(element)
            array = element.array
            self._arrays[array.within].setdefault(array, []).append(element)
            element = array.within

    def agreeing(self, bound: dict[Array, Element]) -> Iterator[tuple[Element | None, int]]:
        """The places that agree with what is bound.

        Beside an outermost array that is bound nothing else counts (a dotted key can make that
        happen), as in the matcher that AWS uses since event-ruler 2.0.
        """
        stack: list[Element | None] = [
            bound[array] for array in self._arrays.get(None, ()) if array in bound
        ] or [None]
        stack = [element for element in stack if element in self._known]
        while stack:
            element = stack.pop()
            if element in self._takers:
                yield element, self._takers[element]
            for array, elements in self._arrays.get(element, {}).items():
                if array not in bound:
                    stack.extend(elements)
                elif bound[array] in self._known:
                    stack.append(bound[array])

    def any_agreeing(self, bound: dict[Array, Element]) -> bool:
        """Whether any leaf lies where nothing bound forbids it."""
        stack: list[Element | None] = [None]
        while stack:
            element = stack.pop()
            if element in self._takers:
                return True
            for array in self._arrays.get(element, ()):
                if array not in bound:
                    return True
                if bound[array] in self._known:
                    stack.append(bound[array])
        return False
