"""From a pattern to its alternatives: what `$or` and nesting mean, written out flat.

An alternative maps each path (dots joined) to the conditions that stand there. It holds if all its
paths hold; the pattern holds if one of its alternatives does. Keys are read in the order written:
a path written twice, beside and inside `$or`, keeps the conditions written last.
"""

from typing import Any, NoReturn

from generator.patterns.errors import PatternError, Position
from generator.patterns.leaves import Leaf, shown
from generator.patterns.operators import NOT_FIELDS_IN_OR, OPERATORS, Refusal, literal
from generator.patterns.reader import Document

Conditions = tuple[Leaf, ...]
Alternative = dict[str, Conditions]

MOST_ALTERNATIVES = 1000
"""AWS: "The number of $or combinations" of a rule, the product over all its $or arrays."""

DEEPEST = 200
"""Levels of a pattern; 4,096 characters leave no use for more."""


def alternatives(document: Document) -> tuple[Alternative, ...]:
    """Reads a pattern. Raises PatternError for whatever AWS would refuse."""
    parser = _Parser(document)
    if not isinstance(document.value, dict):
        parser.fail("a pattern is a JSON object", (), None)
    return tuple(parser.object(document.value, (), [{}], False))


class _Parser:
    def __init__(self, document: Document) -> None:
        self.document = document

    def object(
        self, pattern: dict[Any, Any], path: tuple[str, ...], found: list[Alternative], in_or: bool
    ) -> list[Alternative]:
        """Adds what an object says to every alternative in `found`."""
        if not pattern:
            self.fail("an object may not be empty", path, None)
        if len(path) > DEEPEST:
            self.fail(f"a pattern may not be nested deeper than {DEEPEST} levels", path[:3], None)
        for name, value in pattern.items():
            found = self.member(pattern, name, value, path, found, in_or)
        return found

    def member(
        self,
        pattern: dict[Any, Any],
        name: Any,
        value: Any,
        path: tuple[str, ...],
        found: list[Alternative],
        in_or: bool,
    ) -> list[Alternative]:
        if not isinstance(name, str):
            self.fail(f"a key must be a string, not {shown(name)}", path, None)
        if name == "$or":
            return self.either(value, path, found, (pattern, name))
        if in_or and name in NOT_FIELDS_IN_OR:
            self.fail(f'no field inside $or may be named "{name}"', path, (pattern, name))
        if isinstance(value, dict):
            return self.object(value, (*path, name), found, in_or)
        if not isinstance(value, list):
            reason = f"a condition stands in an array: write [{shown(value)}]"
            self.fail(reason, (*path, name), (pattern, name))
        if not value:
            self.fail("an array of conditions may not be empty", (*path, name), (pattern, name))
        conditions = tuple(
            self.condition(value, index, (*path, name)) for index in range(len(value))
        )
        return [{**one, ".".join((*path, name)): conditions} for one in found]

    def either(
        self, branches: Any, path: tuple[str, ...], found: list[Alternative], at: tuple[Any, Any]
    ) -> list[Alternative]:
        if not isinstance(branches, list) or len(branches) < 2:
            self.fail("$or takes an array of at least two objects", (*path, "$or"), at)
        result: list[Alternative] = []
        for index, branch in enumerate(branches):
            if not isinstance(branch, dict):
                self.fail("$or takes objects only", (*path, f"$or[{index}]"), (branches, index))
            result += self.object(branch, path, found, True)
            if len(result) > MOST_ALTERNATIVES:
                reason = f"the $or arrays make more than {MOST_ALTERNATIVES:,} combinations"
                self.fail(reason, (*path, "$or"), at)
        return result

    def condition(self, array: list[Any], index: int, path: tuple[str, ...]) -> Leaf:
        value = array[index]
        try:
            return self.operator(value) if isinstance(value, dict) else literal(value)
        except Refusal as refusal:
            place = (*path[:-1], f"{path[-1]}[{index}]")
            self.fail(str(refusal), place, (array, index))

    def operator(self, value: dict[Any, Any]) -> Leaf:
        if len(value) != 1:
            raise Refusal(f"an operator is an object with one key, this one has {len(value)}")
        name, operand = next(iter(value.items()))
        if name not in OPERATORS:
            known = ", ".join(row for row in OPERATORS if row != "exactly")
            raise Refusal(f"there is no operator {shown(name)}; allowed are {known}")
        return OPERATORS[name].make(operand)

    def fail(self, reason: str, path: tuple[str, ...], at: tuple[Any, Any] | None) -> NoReturn:
        """Raises; `at` is the container and the key or index in it, for line and column."""
        start = self.document.starts.get((id(at[0]), at[1])) if at else None
        line = column = None
        if start is not None:
            line, column = self.document.line_and_column(start)
        raise PatternError(reason, Position(".".join(path), line, column))
