"""Numbers as EventBridge compares them: IEEE-754 doubles that keep every digit that was written.

A number that a double would round (12345678901234567890) cannot be compared: no numeric
condition holds for it, and it equals only the same number.
"""

from decimal import Decimal
from typing import Any, TypeGuard

EXACT_INTEGERS = 2**53
"""Up to here every integer is a double; the fast way out for all but a few values."""


class Inexact(float):
    """A number from a text whose digits a double cannot keep, such as 1e-325."""


def is_number(value: Any) -> TypeGuard[int | float | Decimal]:
    """True for numbers; true and false are never numbers."""
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def is_json(value: Any) -> bool:
    """True for numbers that JSON can write: not infinity, not NaN."""
    return is_number(value) and (isinstance(value, Inexact) or _is_finite(value))


def _is_finite(value: Any) -> bool:
    """Not infinite, not NaN; an integer too large for a double is finite."""
    return bool(value - value == 0)


def comparable(value: int | float | Decimal) -> float | None:
    """The double that stands for a number, or None where its digits would be lost."""
    kind = type(value)
    if kind is float:
        return value if _is_finite(value) else None  # type: ignore[return-value]
    if kind is int and -EXACT_INTEGERS <= value <= EXACT_INTEGERS:
        return value  # type: ignore[return-value]
    if isinstance(value, Inexact):
        return None
    return _double(value)


def _double(value: int | float | Decimal) -> float | None:
    try:
        double = float(value)
        kept = Decimal(repr(double)) == value
    except (ArithmeticError, ValueError):
        return None
    return double if kept and double - double == 0 else None


def from_text(text: str) -> int | float:
    """Reads a JSON number; Inexact where a double would lose digits."""
    if len(text) > 400:
        return Inexact(text)
    if text.lstrip("-").isdigit():
        return int(text)
    double = float(text)
    underflow = double == 0 and text.lower().split("e")[0].strip("-0.") != ""
    if double - double != 0 or underflow or Decimal(text) != Decimal(repr(double)):
        return Inexact(text)
    return double
