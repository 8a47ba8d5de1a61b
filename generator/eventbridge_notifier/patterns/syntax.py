"""From a pattern to its alternatives: what `$or` and nesting mean, written out flat.

An alternative maps each path (dots joined) to the conditions that stand there. It holds if all its
paths hold; the pattern holds if one of its alternatives does. Keys are read in the order written:
a path written twice, beside and inside `$or`, keeps the conditions written last.
"""

from typing import Any, NoReturn

from eventbridge_notifier.patterns.errors import PatternError, Position
from eventbridge_notifier.patterns.operators import NOT_FIELDS_IN_OR, condition
from eventbridge_notifier.patterns.operators.base import Leaf, Refusal, shown
from eventbridge_notifier.patterns.reader import Document

Conditions = tuple[Leaf, ...]
Alternative = dict[str, Conditions]
Path = tuple[str, ...]
At = tuple[Any, Any]
"""A container and the key or index in it at which something stands."""

MOST_ALTERNATIVES = 1000
"""AWS: "The number of $or combinations" of a rule, the product over all its $or arrays."""

DEEPEST = 200
"""Levels of a pattern; 4,096 characters leave no use for more."""


def alternatives(document: Document) -> tuple[Alternative, ...]:
    """Reads a pattern. Raises PatternError for whatever AWS would refuse."""
    parser = _Parser(document)
    if not isinstance(document.value, dict):
        parser.fail("a pattern is a JSON object", ())
    return tuple(parser.object(document.value, (), [{}], False, None))


class _Parser:
    """Each method adds what it reads to every alternative in `found`, and returns what is then."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def object(
        self, pattern: dict[Any, Any], path: Path, found: list[Alternative], in_or: bool,
        at: At | None,
    ) -> list[Alternative]:
        if not pattern:
            self.fail("an object may not be empty", path, at)
        if len(path) > DEEPEST:
            self.fail(f"a pattern may not be nested deeper than {DEEPEST} levels", path[:3])
        for name, value in pattern.items():
            if not isinstance(name, str):
                self.fail(f"a key must be a string, not {shown(name)}", path)
            if name == "$or":
                found = self.either(value, path, found, (pattern, name))
            elif in_or and name in NOT_FIELDS_IN_OR:
                self.fail(f'no field inside $or may be named "{name}"', path, (pattern, name))
            elif isinstance(value, dict):
                found = self.object(value, (*path, name), found, in_or, (pattern, name))
            else:
                self.field(value, (*path, name), found, (pattern, name))
        return found

    def field(self, values: Any, path: Path, found: list[Alternative], at: At) -> None:
        if not isinstance(values, list):
            self.fail(f"a condition stands in an array: write [{shown(values)}]", path, at)
        if not values:
            self.fail("an array of conditions may not be empty", path, at)
        conditions = tuple(self.condition(values, index, path) for index in range(len(values)))
        for one in found:
            one[".".join(path)] = conditions

    def either(
        self, branches: Any, path: Path, found: list[Alternative], at: At
    ) -> list[Alternative]:
        if not isinstance(branches, list) or len(branches) < 2:
            self.fail("$or takes an array of at least two objects", (*path, "$or"), at)
        result: list[Alternative] = []
        for index, branch in enumerate(branches):
            place = (*path, f"$or[{index}]")
            if not isinstance(branch, dict):
                self.fail("$or takes objects only", place, (branches, index))
            if not branch:
                self.fail("an object may not be empty", place, (branches, index))
            copies = [dict(one) for one in found]
            result += self.object(branch, path, copies, True, (branches, index))
            if len(result) > MOST_ALTERNATIVES:
                reason = f"the $or arrays make more than {MOST_ALTERNATIVES:,} combinations"
                self.fail(reason, (*path, "$or"), at)
        return result

    def condition(self, values: list[Any], index: int, path: Path) -> Leaf:
        try:
            return condition(values[index])
        except Refusal as refusal:
            place = (*path[:-1], f"{path[-1]}[{index}]")
            self.fail(str(refusal), place, (values, index))

    def fail(self, reason: str, path: Path, at: At | None = None) -> NoReturn:
        """Raises, with line and column where the pattern was a text."""
        start = self.document.starts.get((id(at[0]), at[1])) if at else None
        line = column = None
        if start is not None:
            line, column = self.document.line_and_column(start)
        raise PatternError(reason, Position(".".join(path), line, column))
