"""`anything-but`."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

from eventbridge_notifier.patterns import numbers
from eventbridge_notifier.patterns.operators import ignore_case, wildcard
from eventbridge_notifier.patterns.operators.base import (
    Leaf,
    Refusal,
    Scalar,
    double,
    key,
    only,
    shown,
)
from eventbridge_notifier.patterns.operators.ends import Prefix, Suffix, not_empty


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


NESTED = {
    "prefix": lambda operand: Prefix(not_empty("prefix", operand), ""),
    "suffix": lambda operand: Suffix(not_empty("suffix", operand), ""),
    "equals-ignore-case": ignore_case.excluded,
    "wildcard": wildcard.excluded,
}


def anything_but(operand: Any) -> Leaf:
    """A string, a number, a list of strings or of numbers; or one of NESTED with strings.

    The path must have a leaf. null, true, false and values of another type match. Of several
    values in an event's array one that is not excluded is enough.
    """
    if isinstance(operand, dict):
        return _nested(operand)
    values = operand if isinstance(operand, list) else [operand]
    strings = all(isinstance(value, str) for value in values)
    if not values or not (strings or all(map(numbers.is_number, values))):
        raise Refusal("anything-but takes strings or numbers, not both, not none, nothing else")
    keys = values if strings else map(double, values)
    return AnythingBut(AnyOf(frozenset(keys)), f"anything-but {shown(operand)}")


def _nested(operand: dict[Any, Any]) -> Leaf:
    name, inner = only("anything-but", operand)
    if name not in NESTED:
        allowed = ", ".join(NESTED)
        raise Refusal(f"inside anything-but may stand {allowed}, not {shown(name)}")
    return AnythingBut(NESTED[name](inner), f"anything-but {name} {shown(inner)}")
