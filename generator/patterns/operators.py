"""The operators of the event pattern language: one row each, its rule right above it.

A row says which operand the operator takes and makes the leaf that tests it; everything that AWS
refuses is refused here, in a Refusal. Where several values may stand, any one of them suffices.
Behaviour after aws/event-ruler 2.0.1 and the EventBridge user guide.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from generator.patterns import addresses, leaves, numbers, text
from generator.patterns.leaves import Leaf, shown


class Refusal(ValueError):
    """Why AWS refuses an operand."""


@dataclass(frozen=True)
class Operator:
    """`name` in a pattern, what it `takes` (for messages), and `make`: operand to leaf."""

    name: str
    takes: str
    make: Callable[[Any], Leaf]


# ---- literals -----------------------------------------------------------------------------------
# "x", 1, true, null: equal in type and case. 1, 1.0 and 1e0 are one number. A string that is an
# IP address matches every spelling of that address. "" matches only the empty string.
def literal(value: Any) -> Leaf:
    if isinstance(value, str):
        if digits := addresses.hex_digits(value):
            return leaves.Address(digits, shown(value))
        return leaves.Exact(value, shown(value))
    if value is None or isinstance(value, bool) or numbers.is_json(value):
        return leaves.Exact(leaves.key(value), shown(value))
    raise Refusal("only a string, a number, true, false, null or an operator may stand in an array")


# ---- prefix, suffix -----------------------------------------------------------------------------
# One string, or {"equals-ignore-case": string}. Case counts otherwise. "" matches every string,
# but never a number.
def prefix(operand: Any) -> Leaf:
    if isinstance(operand, dict):
        words = _ignore_case_operand("prefix", operand)
        return _ignoring_case(words, f"prefix, ignoring case, {shown(words)}", after="")
    return leaves.Prefix(_string("prefix", operand), f"prefix {shown(operand)}")


def suffix(operand: Any) -> Leaf:
    if isinstance(operand, dict):
        words = _ignore_case_operand("suffix", operand)
        return _ignoring_case(words, f"suffix, ignoring case, {shown(words)}", before=".*")
    return leaves.Suffix(_string("suffix", operand), f"suffix {shown(operand)}")


# ---- equals-ignore-case -------------------------------------------------------------------------
# One string. Character by character, each in its lower or its upper form, beyond ASCII too.
def equals_ignore_case(operand: Any) -> Leaf:
    words = _string("equals-ignore-case", operand)
    return _ignoring_case(words, f"equals, ignoring case, {shown(words)}")


# ---- wildcard -----------------------------------------------------------------------------------
# One string; `*` stands for any characters, also none. `**` is refused. `\*` and `\\` are the only
# escapes, `?` is a plain character.
def wildcard(operand: Any) -> Leaf:
    return leaves.Wildcard((_pieces(operand),), f"wildcard {shown(operand)}")


# ---- numeric ------------------------------------------------------------------------------------
# ["=", n], ["<", n], ["<=", n], [">", n], [">=", n], or a lower bound followed by an upper one
# that is greater. Doubles; a string never matches.
def numeric(operand: Any) -> Leaf:
    if not isinstance(operand, list) or not operand:
        raise Refusal('numeric takes an array such as [">", 0, "<=", 5]')
    comparison, *rest = operand
    if not isinstance(comparison, str) or comparison not in ("=", "<", "<=", ">", ">="):
        raise Refusal(f"numeric has no comparison {shown(comparison)}; allowed are = < <= > >=")
    bound = _bound(comparison, rest)
    says = f"numeric {' '.join(str(part) for part in operand)}"
    if comparison == "=":
        _nothing_after(rest[1:])
        return leaves.Numeric(bound, False, bound, False, says)
    if comparison in ("<", "<="):
        _nothing_after(rest[1:])
        return leaves.Numeric(-math.inf, False, bound, comparison == "<", says)
    top, top_open = _upper(bound, rest[1:])
    return leaves.Numeric(bound, comparison == ">", top, top_open, says)


# ---- cidr ---------------------------------------------------------------------------------------
# "address/bits": IPv4 /0 to /31, IPv6 /0 to /127; one single address is written as a literal.
# Bits of the host may be set. A string that is no address does not match.
def cidr(operand: Any) -> Leaf:
    address, slash, bits = _string("cidr", operand).partition("/")
    if not slash or "/" in bits.rstrip("/"):
        raise Refusal(f"{shown(operand)} is no CIDR block: one `/` is needed, as in 10.0.0.0/24")
    mask = _mask_bits(bits.rstrip("/"), operand)
    digits = addresses.hex_digits(address)
    if digits is None:
        raise Refusal(f"{shown(address)} is no IP address")
    largest = len(digits) * 4 - 1
    if mask > largest:
        raise Refusal(f"a mask goes up to /{largest} here; write the bare address for one address")
    return leaves.Cidr(*addresses.block(digits, mask), f"cidr {shown(operand)}")


# ---- exists -------------------------------------------------------------------------------------
# true or false. Only leaves exist: null and "" do, [], {} and objects do not.
def exists(operand: Any) -> Leaf:
    if not isinstance(operand, bool):
        raise Refusal(f"exists takes true or false, not {shown(operand)}")
    return leaves.Present("exists") if operand else leaves.Absent("does not exist")


# ---- anything-but -------------------------------------------------------------------------------
# A string, a number, a list of strings or a list of numbers; or one of prefix, suffix,
# equals-ignore-case, wildcard with a string or a list of strings. The path must have a leaf; null,
# true, false and values of another type match. In an event's array one value that is not excluded
# is enough.
def anything_but(operand: Any) -> Leaf:
    if isinstance(operand, dict):
        return _anything_but_nested(operand)
    values = operand if isinstance(operand, list) else [operand]
    strings = all(isinstance(value, str) for value in values)
    if not values or not (strings or all(map(numbers.is_number, values))):
        raise Refusal("anything-but takes strings or numbers, not both, not none, nothing else")
    for value in values:
        if not strings:
            _double(value)
    keys = frozenset(map(leaves.key, values))
    return leaves.AnythingBut(leaves.AnyOf(keys, ""), f"anything-but {shown(operand)}")


# ---- exactly ------------------------------------------------------------------------------------
# One string, taken as it stands (an IP address by its letters). AWS accepts it and documents it
# nowhere: `lint` advises against it.
def exactly(operand: Any) -> Leaf:
    words = _string("exactly", operand)
    return leaves.Exact(words, shown(words))


OPERATORS = {
    row.name: row
    for row in (
        Operator("prefix", "a string", prefix),
        Operator("suffix", "a string", suffix),
        Operator("equals-ignore-case", "a string", equals_ignore_case),
        Operator("wildcard", "a string with `*`", wildcard),
        Operator("anything-but", "strings or numbers", anything_but),
        Operator("numeric", 'an array such as [">", 0]', numeric),
        Operator("exists", "true or false", exists),
        Operator("cidr", "a block such as 10.0.0.0/24", cidr),
        Operator("exactly", "a string", exactly),
    )
}

NOT_FIELDS_IN_OR = frozenset(OPERATORS) | {
    *("=", "<", "<=", ">", ">=", "regex", "not-wildcard", "not-equals-ignore-case"),
    *("date-after", "date-on-or-after", "date-before", "date-on-or-before", "in-date-range"),
    *("ip-address-in-range", "ip-address-not-in-range"),
}
"""Words that AWS keeps for operators, today's and tomorrow's: no field inside $or has one."""


def _anything_but_nested(operand: dict[str, Any]) -> Leaf:
    name, words = _only("anything-but", operand)
    if name not in ("prefix", "suffix", "equals-ignore-case", "wildcard"):
        raise Refusal(
            f"anything-but takes prefix, suffix, equals-ignore-case or wildcard, not {shown(name)}"
        )
    values = words if isinstance(words, list) else [words]
    if not values or not all(isinstance(value, str) for value in values):
        raise Refusal(f"anything-but {name} takes a string or a list of strings")
    if name in ("prefix", "suffix") and "" in values:
        raise Refusal(f"anything-but {name} takes no empty string; it would exclude every string")
    return leaves.AnythingBut(_excluded(name, tuple(values)), f"anything-but {name} {shown(words)}")


def _excluded(name: str, values: tuple[str, ...]) -> Leaf:
    match name:
        case "prefix":
            return leaves.Prefix(values, "")
        case "suffix":
            return leaves.Suffix(values, "")
        case "wildcard":
            return leaves.Wildcard(tuple(_pieces(value) for value in values), "")
    return _ignoring_case(values, "")


def _ignoring_case(
    words: str | tuple[str, ...], says: str, before: str = "", after: str | None = None
) -> Leaf:
    texts = (words,) if isinstance(words, str) else words
    return leaves.IgnoringCase(
        text.ignoring_case(texts, before), (before, *texts), says, whole=after is None
    )


def _ignore_case_operand(name: str, operand: dict[str, Any]) -> str:
    inner, words = _only(name, operand)
    if inner != "equals-ignore-case":
        raise Refusal(f"{name} takes a string or equals-ignore-case, not {shown(inner)}")
    return _string("equals-ignore-case", words)


def _only(name: str, operand: dict[str, Any]) -> tuple[str, Any]:
    if len(operand) != 1:
        raise Refusal(f"{name} takes an object with one key, this one has {len(operand)}")
    return next(iter(operand.items()))


def _string(name: str, operand: Any) -> str:
    if not isinstance(operand, str):
        raise Refusal(f"{name} takes a string, not {shown(operand)}")
    return operand


def _pieces(operand: Any) -> tuple[str, ...]:
    try:
        return text.wildcard_pieces(_string("wildcard", operand))
    except text.WildcardError as error:
        raise Refusal(f"wildcard has {error}") from None


def _bound(comparison: str, rest: list[Any]) -> float:
    if not rest or not numbers.is_number(rest[0]):
        raise Refusal(f"a number must follow {shown(comparison)} in numeric")
    return _double(rest[0])


def _upper(bottom: float, rest: list[Any]) -> tuple[float, bool]:
    if not rest:
        return math.inf, False
    if rest[0] not in ("<", "<=") or not isinstance(rest[0], str):
        raise Refusal("only < or <= may follow a lower bound in numeric")
    top = _bound(rest[0], rest[1:])
    _nothing_after(rest[2:])
    if not bottom < top:
        raise Refusal("in numeric the lower bound must be less than the upper one")
    return top, rest[0] == "<"


def _nothing_after(rest: list[Any]) -> None:
    if rest:
        raise Refusal("numeric takes one comparison, or a lower bound followed by an upper one")


def _double(value: Any) -> float:
    number = numbers.comparable(value)
    if number is None:
        raise Refusal(f"{shown(value)} cannot be compared: a double would lose its digits")
    return number


def _mask_bits(bits: str, operand: str) -> int:
    digits = bits.removeprefix("+")
    if not (digits.isdigit() and digits.isascii() and len(digits) < 10):
        raise Refusal(f"{shown(operand)} is no CIDR block: the mask must be a whole number")
    return int(digits)
