"""The conditions that stand in a pattern's arrays, ready to be held against a value.

A value is a leaf of an event: a string, number, true, false or null. Every leaf has
`test(value)` and `says`, its words for people; `exact_keys` lists the keys under which an index
may find it, so that a value never has to be held against it.
"""

import json
from collections.abc import Hashable
from dataclasses import dataclass, field
from decimal import Decimal
from re import Pattern as Regex
from typing import Any

from generator.patterns import addresses, numbers, text

Scalar = str | int | float | Decimal | bool | None


@dataclass(frozen=True)
class Word:
    """The index key of true and false, which Python would take for 1 and 0."""

    value: str


@dataclass(frozen=True)
class Ip:
    """The index key of an address."""

    digits: str


TRUE, FALSE = Word("true"), Word("false")


def key(value: Scalar) -> Hashable:
    """Equal for values that EventBridge takes for equal: 1 and 1.0, not 1 and true or "1"."""
    if type(value) is str or value is None:
        return value
    if value is True or value is False:
        return TRUE if value else FALSE
    number = numbers.comparable(value)  # type: ignore[arg-type]
    return number if number is not None else Word(repr(value))


class Leaf:
    """One condition. Immutable; equal conditions are equal and hash alike."""

    says: str
    exact_keys: tuple[Hashable, ...] = ()
    wants_absence = False

    def test(self, value: Scalar) -> bool:
        raise NotImplementedError


@dataclass(frozen=True)
class Exact(Leaf):
    """A literal: string, number, true, false, null."""

    value: Hashable
    says: str

    @property
    def exact_keys(self) -> tuple[Hashable, ...]:  # type: ignore[override]
        return (self.value,)

    def test(self, value: Scalar) -> bool:
        return key(value) == self.value


@dataclass(frozen=True)
class Address(Leaf):
    """A literal string that is an IP address: any spelling of the address matches."""

    digits: str
    says: str

    def test(self, value: Scalar) -> bool:
        digits = addresses.hex_digits(value) if isinstance(value, str) else None
        return digits is not None and digits.startswith(self.digits)


@dataclass(frozen=True)
class Prefix(Leaf):
    prefixes: str | tuple[str, ...]
    says: str

    def test(self, value: Scalar) -> bool:
        return isinstance(value, str) and value.startswith(self.prefixes)


@dataclass(frozen=True)
class Suffix(Leaf):
    suffixes: str | tuple[str, ...]
    says: str

    def test(self, value: Scalar) -> bool:
        return isinstance(value, str) and value.endswith(self.suffixes)


@dataclass(frozen=True)
class IgnoringCase(Leaf):
    """equals-ignore-case; also, with its ends open, as a prefix or a suffix."""

    regex: Regex[str] = field(compare=False)
    texts: tuple[str, ...]
    says: str
    whole: bool = True

    def test(self, value: Scalar) -> bool:
        if not isinstance(value, str):
            return False
        found = self.regex.fullmatch(value) if self.whole else self.regex.match(value)
        return found is not None


@dataclass(frozen=True)
class Wildcard(Leaf):
    alternatives: tuple[tuple[str, ...], ...]
    says: str

    def test(self, value: Scalar) -> bool:
        if not isinstance(value, str):
            return False
        return any(text.fits(pieces, value) for pieces in self.alternatives)


@dataclass(frozen=True)
class Numeric(Leaf):
    """A range; either bound may be infinite."""

    bottom: float
    bottom_open: bool
    top: float
    top_open: bool
    says: str

    def test(self, value: Scalar) -> bool:
        if not numbers.is_number(value):
            return False
        number = numbers.comparable(value)
        if number is None:
            return False
        above = number > self.bottom if self.bottom_open else number >= self.bottom
        return above and (number < self.top if self.top_open else number <= self.top)


@dataclass(frozen=True)
class Cidr(Leaf):
    first: str
    last: str
    says: str

    def test(self, value: Scalar) -> bool:
        digits = addresses.hex_digits(value) if isinstance(value, str) else None
        return digits is not None and addresses.inside(digits, self.first, self.last)


@dataclass(frozen=True)
class AnyOf(Leaf):
    """A set of literals; used inside anything-but."""

    keys: frozenset[Hashable]
    says: str

    def test(self, value: Scalar) -> bool:
        return key(value) in self.keys


@dataclass(frozen=True)
class AnythingBut(Leaf):
    """Every leaf value but those that `excluded` takes: other types and null match as well."""

    excluded: Leaf
    says: str

    def test(self, value: Scalar) -> bool:
        return not self.excluded.test(value)


@dataclass(frozen=True)
class Present(Leaf):
    says: str

    def test(self, value: Scalar) -> bool:
        return True


@dataclass(frozen=True)
class Absent(Leaf):
    """Holds where the path has no leaf at all; no value ever satisfies it."""

    says: str
    wants_absence = True

    def test(self, value: Scalar) -> bool:
        return False


def shown(value: Any) -> str:
    """A value as JSON, cut to 80 characters for people."""
    try:
        words = json.dumps(value, ensure_ascii=False, default=str)
    except (ValueError, RecursionError):
        words = f"a {type(value).__name__} too large to show"
    return words if len(words) <= 80 else words[:79] + "…"
