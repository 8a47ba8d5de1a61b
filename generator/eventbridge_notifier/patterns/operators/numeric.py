"""`numeric`."""

import math
from dataclasses import dataclass, field
from typing import Any

from eventbridge_notifier.patterns import numbers
from eventbridge_notifier.patterns.operators.base import (
    Leaf,
    Operator,
    Refusal,
    Scalar,
    double,
    shown,
)

LOWER, UPPER = (">", ">="), ("<", "<=")


@dataclass(frozen=True)
class Numeric(Leaf):
    """A range; either bound may be infinite."""

    bottom: float
    bottom_open: bool
    top: float
    top_open: bool
    says: str = field(compare=False)

    def test(self, value: Scalar) -> bool:
        number = numbers.comparable(value) if numbers.is_number(value) else None
        if number is None:
            return False
        above = number > self.bottom if self.bottom_open else number >= self.bottom
        return above and (number < self.top if self.top_open else number <= self.top)


def numeric(operand: Any) -> Leaf:
    """["=", n], ["<", n], ["<=", n], [">", n], [">=", n], or a lower bound and then an upper one.

    The upper bound must be greater than the lower. Doubles; a string never matches, and a bound
    that a double would round is refused.
    """
    if not isinstance(operand, list) or not operand:
        raise Refusal('numeric takes an array such as [">", 0, "<=", 5]')
    comparison, *rest = operand
    if comparison not in ("=", *LOWER, *UPPER):
        raise Refusal(f"numeric has no comparison {shown(comparison)}; allowed are = < <= > >=")
    bound, rest = _bound(comparison, rest)
    says = f"numeric {' '.join(map(str, operand))}"
    if comparison == "=":
        _nothing_after(rest)
        return Numeric(bound, False, bound, False, says)
    if comparison in UPPER:
        _nothing_after(rest)
        return Numeric(-math.inf, False, bound, comparison == "<", says)
    top, top_open = _upper(bound, rest)
    return Numeric(bound, comparison == ">", top, top_open, says)


def _bound(comparison: str, rest: list[Any]) -> tuple[float, list[Any]]:
    if not rest:
        raise Refusal(f"a number must follow {shown(comparison)} in numeric")
    return double(rest[0]), rest[1:]


def _upper(bottom: float, rest: list[Any]) -> tuple[float, bool]:
    if not rest:
        return math.inf, False
    comparison, *rest = rest
    if comparison not in UPPER:
        raise Refusal("only < or <= may follow a lower bound in numeric")
    top, rest = _bound(comparison, rest)
    _nothing_after(rest)
    if not bottom < top:
        raise Refusal("in numeric the lower bound must be less than the upper one")
    return top, comparison == "<"


def _nothing_after(rest: list[Any]) -> None:
    if rest:
        raise Refusal("numeric takes one comparison, or a lower bound followed by an upper one")


def _sample(operand: list[Any]) -> float:
    """A number between the bounds `[op, n]` or `[op, n, op, n]`."""
    bounds = list(zip(operand[::2], operand[1::2], strict=True))
    for sign, bound in bounds:
        if "=" in sign:
            return float(bound) if isinstance(bound, float) else bound
    if len(bounds) == 2:
        return (bounds[0][1] + bounds[1][1]) / 2  # type: ignore[no-any-return]
    return bounds[0][1] + (1 if bounds[0][0] == ">" else -1)  # type: ignore[no-any-return]


NUMERIC = Operator(numeric, sample=_sample, compares="a number")
