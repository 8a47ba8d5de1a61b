"""What every condition of a pattern is, and how its operand is refused.

A condition is held against a value: a leaf of an event, which is a string, number, true, false or
null. (Whatever else a Python dict may hold counts as a value of a type of its own.)
"""

import json
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, NamedTuple

from eventbridge_notifier.patterns import numbers

QUOTE = '"'
"""AWS compares strings with their quotes on, so that the prefix `x"` finds the value `x`."""

Scalar = str | numbers.Number | bool | None


class Refusal(ValueError):
    """Why AWS refuses an operand."""


class Leaf:
    """One condition. Immutable; equal conditions are equal and hash alike.

    `says` are its words for people. One that wants absence holds where there is no leaf.
    """

    says: str
    wants_absence = False

    def test(self, value: Scalar) -> bool:
        raise NotImplementedError


class Operator(NamedTuple):
    """All that there is to know of an operator: a row of OPERATORS, at the end of its own file.

    `condition` makes the condition for an operand. `sample` is a value that this condition takes,
    ABSENT where that is none. `compares` is "text" or "a number", empty for any value. `excluded`
    makes the condition inside anything-but, where the operator may stand there. `operand` is the
    operand's JSON Schema. AWS takes what is not `documented` and may drop it.
    """

    condition: Callable[[Any], Leaf]
    sample: Callable[[Any], Any]
    compares: str = ""
    excluded: Callable[[Any], Leaf] | None = None
    operand: dict[str, Any] = {}  # noqa: RUF012  # a row; nobody changes it
    documented: bool = True


ABSENT = object()
OTHER = "something-else"
"""A value that hardly any condition was meant for."""


@dataclass(frozen=True)
class Word:
    """The index key of what Python would mix up with something else, such as true with 1."""

    value: str


TRUE, FALSE = Word("true"), Word("false")


def key(value: Scalar) -> Hashable:
    """Equal for values that EventBridge takes for equal: 1 and 1.0, not 1 and true or "1"."""
    if isinstance(value, str):
        return value if type(value) is str else str.__str__(value)
    if value is None:
        return None
    if value is True or value is False:
        return TRUE if value else FALSE
    if not numbers.is_number(value):
        return Word(f"a {type(value).__name__}")
    number = numbers.comparable(value)
    return number if number is not None else Word(numbers.written(value))


def double(value: Any) -> float:
    """The number of an operand. Raises Refusal if it cannot be compared."""
    if not numbers.is_number(value):
        raise Refusal(f"a number must stand here, not {shown(value)}")
    number = numbers.comparable(value)
    if number is None:
        raise Refusal(f"{shown(value)} cannot be compared: a double would lose its digits")
    return number


def string(name: str, operand: Any) -> str:
    if not isinstance(operand, str):
        raise Refusal(f"{name} takes a string, not {shown(operand)}")
    return operand


def strings(name: str, operand: Any) -> tuple[str, ...]:
    """A string or a list of strings."""
    words = operand if isinstance(operand, list) else [operand]
    if not words or not all(isinstance(word, str) for word in words):
        raise Refusal(f"{name} takes a string or a list of strings")
    return tuple(words)


def only(name: str, operand: dict[Any, Any]) -> tuple[Any, Any]:
    """The one member of an operand that is an object."""
    if len(operand) != 1:
        raise Refusal(f"{name} takes an object with one key, this one has {len(operand)}")
    return next(iter(operand.items()))


def shown(value: Any) -> str:
    """A value as JSON, cut to 80 characters for people."""
    try:
        words = str(value) if isinstance(value, numbers.Inexact) else _json(value)
    except (TypeError, ValueError, RecursionError):
        words = f"a {type(value).__name__} that cannot be shown"
    return words if len(words) <= 80 else words[:79] + "…"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
