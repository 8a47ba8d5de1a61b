"""A value that a condition of an event pattern accepts, and one that it does not. Pure."""

from __future__ import annotations

from typing import Any

from eventbridge_notifier.patterns.operators import OPERATORS
from eventbridge_notifier.patterns.operators.base import ABSENT, OTHER

__all__ = ["ABSENT", "OTHER", "accepted", "refused"]


def accepted(condition: list[Any]) -> Any:
    """A value that the first condition of the list accepts; ABSENT where that is no value."""
    first = condition[0]
    if not isinstance(first, dict):
        return first
    name, operand = next(iter(first.items()))
    return OPERATORS[name].sample(operand)


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

