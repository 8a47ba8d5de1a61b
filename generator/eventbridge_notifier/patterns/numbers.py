"""Numbers as EventBridge compares them: IEEE-754 doubles that keep every digit that was written.

A number that a double would round (12345678901234567890, 1e-400) cannot be compared: no numeric
condition holds for it, and it equals only the same number, written alike.
"""

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeGuard

EXACT_INTEGERS = 2**53
"""Up to here every integer is a double; the fast way out for all but a few values."""

LONGEST = 400
"""Characters; no double needs more, so a longer number is Inexact without a look."""


@dataclass(frozen=True)
class Inexact:
    """A number read from a text whose digits a double cannot keep. Equal when written alike."""

    text: str

    def __str__(self) -> str:
        return self.text


Number = int | float | Decimal | Inexact


def is_number(value: Any) -> TypeGuard[Number]:
    """True for numbers; true and false are never numbers."""
    return isinstance(value, int | float | Decimal | Inexact) and not isinstance(value, bool)


def is_json(value: Any) -> bool:
    """True for numbers that JSON can write: not infinity, not NaN."""
    if isinstance(value, float | Decimal):
        return math.isfinite(value) if isinstance(value, float) else value.is_finite()
    return is_number(value)


def comparable(value: Number) -> float | None:
    """The double that stands for a number, or None where its digits would be lost."""
    kind = type(value)
    if kind is float:
        return value if math.isfinite(value) else None  # type: ignore[arg-type, return-value]
    if kind is int and -EXACT_INTEGERS <= value <= EXACT_INTEGERS:  # type: ignore[operator]
        return value  # type: ignore[return-value]
    return None if isinstance(value, Inexact) else _double(value)


def _double(value: int | float | Decimal) -> float | None:
    try:
        double = float(value)
    except (ArithmeticError, ValueError):
        return None
    exact = value if isinstance(value, int | Decimal) else repr(double)
    return double if _keeps(double, exact) else None


def written(value: Number) -> str:
    """The digits of a number; integers too long for Python to write in decimal are in hex."""
    return f"{value:x}" if isinstance(value, int) and value.bit_length() > 14_000 else str(value)


def from_text(text: str) -> int | float | Inexact:
    """Reads a JSON number; Inexact where a double would lose digits."""
    if len(text) > LONGEST:
        return Inexact(text)
    if text.lstrip("-").isdigit():
        return int(text)
    double = float(text)
    return double if _keeps(double, text) else Inexact(text)


def _keeps(double: float, written: str | Decimal | int) -> bool:
    """Whether a double is exactly the number that was written."""
    try:
        return math.isfinite(double) and Decimal(repr(double)) == Decimal(written)
    except ArithmeticError:
        return False
