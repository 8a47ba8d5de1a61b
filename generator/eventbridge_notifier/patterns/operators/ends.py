"""`prefix` and `suffix`."""

from dataclasses import dataclass, field
from typing import Any

from eventbridge_notifier.patterns.operators.base import (
    QUOTE,
    Leaf,
    Operator,
    Refusal,
    Scalar,
    only,
    shown,
    string,
    strings,
)
from eventbridge_notifier.patterns.operators.ignore_case import IgnoringCase, ignoring_case


@dataclass(frozen=True)
class Prefix(Leaf):
    prefixes: tuple[str, ...]
    says: str = field(compare=False)

    def test(self, value: Scalar) -> bool:
        return isinstance(value, str) and (value + QUOTE).startswith(self.prefixes)


@dataclass(frozen=True)
class Suffix(Leaf):
    suffixes: tuple[str, ...]
    says: str = field(compare=False)

    def test(self, value: Scalar) -> bool:
        return isinstance(value, str) and (QUOTE + value).endswith(self.suffixes)


def prefix(operand: Any) -> Leaf:
    """One string, or {"equals-ignore-case": string}; else case counts.

    "" matches every string, but never a number.
    """
    if isinstance(operand, dict):
        return _ignoring_case("prefix", operand)
    return Prefix((string("prefix", operand),), f"prefix {shown(operand)}")


def suffix(operand: Any) -> Leaf:
    """As prefix, at the end."""
    if isinstance(operand, dict):
        return _ignoring_case("suffix", operand)
    return Suffix((string("suffix", operand),), f"suffix {shown(operand)}")


def not_empty(name: str, operand: Any) -> tuple[str, ...]:
    """The operand of prefix or suffix inside anything-but, where "" would exclude every string."""
    words = strings(f"anything-but {name}", operand)
    if "" in words:
        raise Refusal(f"anything-but {name} takes no empty string; it would exclude every string")
    return words


def _ignoring_case(name: str, operand: dict[Any, Any]) -> IgnoringCase:
    inner, words = only(name, operand)
    if inner != "equals-ignore-case":
        raise Refusal(f"{name} takes a string or equals-ignore-case, not {shown(inner)}")
    text = string("equals-ignore-case", words)
    return ignoring_case((text,), f"{name}, ignoring case, {shown(text)}", end=name)


def _word(operand: Any) -> str:
    """The text of an operand: itself, or {equals-ignore-case: text}."""
    return str(operand["equals-ignore-case"] if isinstance(operand, dict) else operand)


PREFIX = Operator(
    prefix, sample=lambda operand: _word(operand) + "x", compares="text",
    excluded=lambda operand: Prefix(not_empty("prefix", operand), ""))
SUFFIX = Operator(
    suffix, sample=lambda operand: "x" + _word(operand), compares="text",
    excluded=lambda operand: Suffix(not_empty("suffix", operand), ""))
