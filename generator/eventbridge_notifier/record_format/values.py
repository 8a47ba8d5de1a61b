"""JSON values <-> DynamoDB attribute values, and what DynamoDB can hold exactly.

Limits: Amazon DynamoDB developer guide, "Quotas" and "Supported data types".
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

AttributeValue = dict[str, Any]

quoted = json.encoder.encode_basestring_ascii
"""A string as JSON text, in ASCII."""

DEEPEST = 31  # levels below an attribute; the guide's 32 count the attribute itself
LONGEST_NAME = 65_535  # bytes
DIGITS = 38
SMALLEST, LARGEST = 1e-130, 9.99e125
EXACT = 2**53  # a whole float beyond this comes back as a different integer


class DoesNotFit(ValueError):
    """DynamoDB would refuse the value or give another one back."""


def encode(value: Any) -> AttributeValue:
    """A JSON value as an attribute value. Raises DoesNotFit."""
    made: AttributeValue = json.loads(written(value))
    return made


def written(value: Any, deepest: int = DEEPEST) -> str:
    """A JSON value as the JSON text of an attribute value, in ASCII. Raises DoesNotFit.

    Text at once, for the recorder writes an event once and looks at it no more.
    """
    kind = type(value)
    if kind is str:
        return f'{{"S":{quoted(_text(value))}}}'
    if value is None:
        return '{"NULL":true}'
    if kind is bool:
        return f'{{"BOOL":{str(value).lower()}}}'
    if kind is int or kind is float:
        return f'{{"N":"{_number(value)}"}}'
    if deepest < 1:
        raise DoesNotFit("too many levels")
    if kind is dict:
        return '{"M":{' + ",".join(_members(value, deepest - 1)) + "}}"
    if kind is list:
        return '{"L":[' + ",".join([written(item, deepest - 1) for item in value]) + "]}"
    raise DoesNotFit(f"no JSON value: {kind.__name__}")


def _members(value: dict[str, Any], deepest: int) -> Iterator[str]:
    for key, item in value.items():
        name = quoted(key) if key.isascii() and 0 < len(key) <= LONGEST_NAME else _name(key)
        # Most of what an event holds is plain text, for which a call would cost more than the rest.
        if type(item) is str and item.isascii():
            yield f'{name}:{{"S":{quoted(item)}}}'
        else:
            yield f"{name}:{written(item, deepest)}"


def decode(value: AttributeValue) -> Any:
    """What `encode` was given; a whole number comes back as int, binary as bytes."""
    ((kind, held),) = value.items()
    if kind == "M":
        return {name: decode(item) for name, item in held.items()}
    if kind == "L":
        return [decode(item) for item in held]
    if kind == "N":
        from decimal import Decimal  # here: whoever only writes starts sooner without it
        number = Decimal(held)
        return int(number) if number == number.to_integral_value() else float(number)
    return None if kind == "NULL" else held


def size(value: AttributeValue) -> int:
    """Bytes of the value in an item, rounded up where the guide only says "approximately"."""
    ((kind, held),) = value.items()
    if kind == "S":
        return _length(held)
    if kind == "N":
        return len(held) // 2 + 2
    if kind == "B":
        padding: int = held[-2:].count("=")
        return len(held) * 3 // 4 - padding
    if kind == "M":
        return 3 + len(held) + item_size(held)
    if kind == "L":
        return 3 + len(held) + sum(map(size, held))
    return 1


def item_size(item: dict[str, AttributeValue]) -> int:
    """Bytes of a whole item: names and values."""
    return sum(map(_length, item)) + sum(map(size, item.values()))


def _length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode())


def _text(value: str) -> str:
    if value.isascii():
        return value
    try:
        value.encode()
    except UnicodeEncodeError:
        raise DoesNotFit("half a surrogate pair") from None
    return value


def _name(value: str) -> str:
    if not value or _length(_text(value)) > LONGEST_NAME:
        raise DoesNotFit("a name that is empty or too long")
    return quoted(value)


def _number(value: int | float) -> str:
    if isinstance(value, int):
        if abs(value) >= 10**DIGITS:
            raise DoesNotFit("too many digits")
        return str(value)
    if value == 0.0 and str(value) == "0.0":
        return "0"
    if not SMALLEST <= abs(value) <= LARGEST or (value.is_integer() and abs(value) >= EXACT):
        raise DoesNotFit("a number that would not come back the same")
    return repr(value)
