"""JSON texts read by msgspec, where it is installed, in half the time of the standard library.

The command installs it; a function's zip does without. What msgspec takes, the standard library
reads alike, digit for digit. What it refuses is left to the standard library, which says what is
wrong, or reads it: NaN, half a surrogate pair, a number of thousands of digits.
"""

from collections.abc import Callable
from typing import Any

Read = Callable[[str], Any]


def faster(slow: Read, number: Callable[[str], Any]) -> Read:
    """A reader that gives and raises what `slow` does.

    `slow` raises ValueError or RecursionError for what it cannot read, and makes with `number` a
    value of the text of a number that has a fraction or an exponent.
    """
    try:
        from msgspec.json import Decoder  # here: a command's --help starts without it
    except ImportError:
        return slow
    fast = Decoder(float_hook=number).decode

    def read(text: str) -> Any:
        try:
            return fast(text)
        except (ValueError, RecursionError):
            pass
        return slow(text)
    return read
