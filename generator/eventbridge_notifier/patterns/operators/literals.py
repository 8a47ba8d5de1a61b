"""Literals: "x", 1, true, false, null; and `exactly`."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

from eventbridge_notifier.patterns import addresses, numbers
from eventbridge_notifier.patterns.operators.base import (
    Leaf,
    Operator,
    Refusal,
    Scalar,
    key,
    shown,
    string,
)


@dataclass(frozen=True)
class Exact(Leaf):
    """A literal that is no IP address."""

    value: Hashable
    says: str = field(compare=False)

    def test(self, value: Scalar) -> bool:
        return key(value) == self.value


@dataclass(frozen=True)
class Address(Leaf):
    """A literal that is an IP address."""

    digits: str
    says: str = field(compare=False)

    def test(self, value: Scalar) -> bool:
        digits = addresses.hex_digits(value) if isinstance(value, str) else None
        return digits is not None and digits.startswith(self.digits)


def literal(value: Any) -> Leaf:
    """Equal in type and case: 1, 1.0 and 1e0 are one number, "1" is none, "" is only "".

    A string that is an IP address matches every spelling of that address.
    """
    if isinstance(value, str):
        digits = addresses.hex_digits(value)
        return Address(digits, shown(value)) if digits else Exact(value, shown(value))
    if value is None or isinstance(value, bool) or numbers.is_json(value):
        return Exact(key(value), shown(value))
    raise Refusal("only a string, a number, true, false, null or an operator may stand in an array")


def exactly(operand: Any) -> Leaf:
    """One string, taken letter by letter even if it is an IP address.

    AWS accepts it and documents it nowhere: `lint` advises against it.
    """
    words = string("exactly", operand)
    return Exact(words, f"exactly {shown(words)}")


EXACTLY = Operator(exactly, sample=str, documented=False)
