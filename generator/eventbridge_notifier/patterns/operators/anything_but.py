"""`anything-but`."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

from eventbridge_notifier.patterns import numbers
from eventbridge_notifier.patterns.operators.base import (
    OTHER,
    Leaf,
    Operator,
    Refusal,
    Scalar,
    double,
    key,
    only,
    shown,
)


@dataclass(frozen=True)
class AnyOf(Leaf):
    """A set of literals, compared as they are written: an IP address letter by letter."""

    keys: frozenset[Hashable]

    def test(self, value: Scalar) -> bool:
        return key(value) in self.keys


@dataclass(frozen=True)
class AnythingBut(Leaf):
    """Every value but those that `excluded` takes: other types and null match as well."""

    excluded: Leaf
    says: str = field(compare=False)

    def test(self, value: Scalar) -> bool:
        return not self.excluded.test(value)


Nested = Mapping[str, Callable[[Any], Leaf]]


def anything_but(operand: Any, nested: Nested) -> Leaf:
    """A string, a number, a list of strings or of numbers; or one of `nested` with strings.

    The path must have a leaf. null, true, false and values of another type match. Of several
    values in an event's array one that is not excluded is enough.
    """
    if isinstance(operand, dict):
        return _nested(operand, nested)
    values = operand if isinstance(operand, list) else [operand]
    strings = all(isinstance(value, str) for value in values)
    if not values or not (strings or all(map(numbers.is_number, values))):
        raise Refusal("anything-but takes strings or numbers, not both, not none, nothing else")
    keys = values if strings else map(double, values)
    return AnythingBut(AnyOf(frozenset(keys)), f"anything-but {shown(operand)}")


def _nested(operand: dict[Any, Any], nested: Nested) -> Leaf:
    name, inner = only("anything-but", operand)
    if name not in nested:
        allowed = ", ".join(nested)
        raise Refusal(f"inside anything-but may stand {allowed}, not {shown(name)}")
    return AnythingBut(nested[name](inner), f"anything-but {name} {shown(inner)}")


def over(rows: Mapping[str, Operator]) -> Operator:
    """The operator, where `rows` are the others: those with `excluded` may stand inside it."""
    nested = {name: row.excluded for name, row in rows.items() if row.excluded}
    return Operator(lambda operand: anything_but(operand, nested), sample=_sample)


def _sample(operand: Any) -> Any:
    values = operand if isinstance(operand, list) else [operand]
    return -99999 if all(isinstance(one, int | float) for one in values) else OTHER
