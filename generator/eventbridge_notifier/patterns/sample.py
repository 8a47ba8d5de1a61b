"""A value that a condition of an event pattern accepts, and one that it does not. Pure."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from typing import Any

ABSENT = object()
OTHER = "something-else"


def accepted(condition: list[Any]) -> Any:
    """A value that the first condition of the list accepts; ABSENT where that is no value."""
    first = condition[0]
    if not isinstance(first, dict):
        return first
    name, operand = next(iter(first.items()))
    return _ACCEPTED[name](operand)


def refused(condition: list[Any]) -> Any:
    """A value of the same kind that was hardly meant. Callers must ask the pattern."""
    if condition == [{"exists": True}]:
        return ABSENT
    if condition == [{"exists": False}]:
        return OTHER
    if any(isinstance(one, dict) and "anything-but" in one for one in condition):
        return _excluded(condition)
    value = accepted(condition)
    if isinstance(value, bool):
        return not value
    return -99999 if isinstance(value, int | float) else OTHER


def _excluded(condition: list[Any]) -> Any:
    operand = next(one["anything-but"] for one in condition
                   if isinstance(one, dict) and "anything-but" in one)
    if isinstance(operand, dict):
        name, inner = next(iter(operand.items()))
        return accepted([{name: _first(inner)}])
    return _first(operand)


def _first(operand: Any) -> Any:
    return operand[0] if isinstance(operand, list) else operand


def _text(operand: Any) -> str:
    """`operand` of prefix and suffix: text, or {equals-ignore-case: text}."""
    return str(operand["equals-ignore-case"] if isinstance(operand, dict) else operand)


def _outside(operand: Any) -> Any:
    numbers = all(isinstance(one, int | float) for one in
                  (operand if isinstance(operand, list) else [operand]))
    return -99999 if numbers and not isinstance(operand, dict) else OTHER


def _number(operand: list[Any]) -> float:
    """A number between the bounds `[op, n]` or `[op, n, op, n]`."""
    bounds = list(zip(operand[::2], operand[1::2], strict=True))
    for sign, bound in bounds:
        if "=" in sign:
            return float(bound) if isinstance(bound, float) else bound
    if len(bounds) == 2:
        return (bounds[0][1] + bounds[1][1]) / 2  # type: ignore[no-any-return]
    return bounds[0][1] + (1 if bounds[0][0] == ">" else -1)  # type: ignore[no-any-return]


def _wild(operand: str) -> str:
    marks = {"\\*": "\0", "\\\\": "\1", "*": "x"}
    for mark, text in marks.items():
        operand = operand.replace(mark, text)
    return operand.replace("\0", "*").replace("\1", "\\")


# The operators of the event pattern language, and how each is met.
_ACCEPTED: dict[str, Callable[[Any], Any]] = {
    "prefix": lambda operand: _text(operand) + "x",
    "suffix": lambda operand: "x" + _text(operand),
    "equals-ignore-case": str,
    "anything-but": _outside,
    "numeric": _number,
    "exists": lambda operand: OTHER if operand else ABSENT,
    "wildcard": _wild,
    "cidr": lambda operand: str(ipaddress.ip_network(operand, strict=False)[1]),
    "exactly": lambda operand: operand,
}
