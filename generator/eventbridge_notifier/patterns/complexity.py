r"""How costly the wildcards of one field are: AWS refuses a field above 10.

AWS reads a value byte by byte and keeps all places in all wildcard texts at which it may then be.
The score is the most that any value can keep alive at once: a place counts once for each operator
whose texts lead through it. A `*` that was reached stays alive. So `*x*` scores 3 (both `*` and
the `x`), `*aaaaaaaaaa` scores 11 (the `*`, and every `a` after it), and the wildcards of one field
add up as far as one value can be inside all of them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import count

from eventbridge_notifier.patterns.operators.anything_but import AnythingBut
from eventbridge_notifier.patterns.operators.base import Leaf
from eventbridge_notifier.patterns.operators.wildcard import Pieces, Wildcard
from eventbridge_notifier.patterns.syntax import Alternative

HIGHEST = 10
"""Inferred: AWS refuses `*:*:*:*:*:event-bus/*` (11) and four times `*:stack/NAME/*` (12)."""

QUOTE = ord('"')
STAR = (-1,)

Step = tuple[int, ...]
"""A byte, or STAR; with the number of its text where AWS keeps the texts of an operator apart."""


def by_path(alternatives: Iterable[Alternative]) -> dict[str, int]:
    """The score of each path that has wildcards; exact up to HIGHEST."""
    scores: dict[str, int] = {}
    known: dict[frozenset[Leaf], int] = {}
    for path, leaves in _fields(alternatives):
        operators = frozenset(leaf for leaf in leaves if _texts(leaf))
        if operators:
            if operators not in known:
                known[operators] = score(operators)
            scores[path] = max(scores.get(path, 0), known[operators])
    return scores


def worst(scores: Mapping[str, int]) -> str | None:
    """The first path that AWS would refuse."""
    return next((path for path, cost in scores.items() if cost > HIGHEST), None)


def _fields(alternatives: Iterable[Alternative]) -> Iterator[tuple[str, Iterable[Leaf]]]:
    """The conditions that AWS tests together: those of alternatives that reach a path alike.

    Paths are tested in alphabetical order. The conditions of one array lead on to the same state,
    but a condition that an earlier alternative has there leads where it led then.
    """
    fields: dict[tuple[int, str], dict[Leaf, int]] = {}
    new = count(1)
    for one in alternatives:
        states = {0}
        for path in sorted(one):
            following: set[int] = set()
            for state in states:
                leads_to = fields.setdefault((state, path), {})
                last = 0
                for leaf in one[path]:
                    last = leads_to.get(leaf) or last or next(new)
                    leads_to[leaf] = last
                    following.add(last)
            states = following
    for (_, path), leaves in fields.items():
        yield path, leaves


def _texts(leaf: Leaf) -> frozenset[Pieces]:
    """The wildcard texts of a condition, none for most."""
    inner = leaf.excluded if isinstance(leaf, AnythingBut) else leaf
    return inner.texts if isinstance(inner, Wildcard) else frozenset()


def score(operators: Collection[Leaf]) -> int:
    """The score of the wildcards of one field; exact up to HIGHEST."""
    tree = _Tree()
    for operator in operators:
        for pieces in _texts(operator):
            tree.add(operator, pieces)
    return tree.most_alive()


class _Tree:
    """The places in wildcard texts; texts share the places up to which they are alike."""

    def __init__(self) -> None:
        self.steps: list[dict[Step, int]] = [{}]
        self.operators: list[set[Leaf]] = [set()]
        self.ends: dict[Leaf, int] = {}
        self.number = count()

    def add(self, operator: Leaf, pieces: Pieces) -> None:
        place = 0
        for step in _steps(pieces, next(self.number)):
            place = self.steps[place].setdefault(step, len(self.steps))
            self._reached(place, operator)
        end = self.ends.setdefault(operator, len(self.steps))
        self.steps[place][QUOTE, end] = end
        self._reached(end, operator)

    def _reached(self, place: int, operator: Leaf) -> None:
        if place == len(self.steps):
            self.steps.append({})
            self.operators.append(set())
        self.operators[place].add(operator)

    def most_alive(self) -> int:
        """Follows every set of places that some value keeps alive, until one costs too much."""
        stars = [steps.get(STAR) for steps in self.steps]
        staying = set(stars)
        first = self._with_stars(stars, {self.steps[0][QUOTE,]})
        seen, waiting, most = {first}, [first], 0
        while waiting and most <= HIGHEST:
            alive = waiting.pop()
            most = max(most, sum(len(self.operators[place]) for place in alive))
            for reached in self._moves(alive).values():
                following = self._with_stars(stars, reached | (alive & staying))
                if following not in seen:
                    seen.add(following)
                    waiting.append(following)
        return most

    def _moves(self, alive: Iterable[int]) -> dict[int, set[int]]:
        """Where each byte leads from the places that are alive."""
        moves: dict[int, set[int]] = {}
        for place in alive:
            for (byte, *_), following in self.steps[place].items():
                if byte != STAR[0]:
                    moves.setdefault(byte, set()).add(following)
        return moves

    def _with_stars(self, stars: list[int | None], places: set[int]) -> frozenset[int]:
        """A `*` that follows may stand for nothing, so it is reached as well."""
        return frozenset(places | {star for place in places if (star := stars[place])})


def _steps(pieces: Pieces, number: int) -> Iterator[Step]:
    """A text byte by byte. After a `*`, letters that have two cases are kept apart by text."""
    yield (QUOTE,)
    for n, piece in enumerate(pieces):
        if n:
            yield STAR
        for character in piece:
            first, *rest = character.encode("utf-8", "surrogatepass")
            apart = n > 0 and character.lower() != character.upper() and len(rest) < 3
            yield (first, number) if apart else (first,)
            yield from ((byte,) for byte in rest)
