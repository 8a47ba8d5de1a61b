"""JSON values <-> DynamoDB attribute values, and what DynamoDB can hold exactly.

Limits: Amazon DynamoDB developer guide, "Quotas" and "Supported data types".
"""

from __future__ import annotations

import json
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


def written(value: Any) -> str:
    """A JSON value as the JSON text of an attribute value, in ASCII. Raises DoesNotFit.

    Text at once, for the recorder writes an event once and looks at it no more.
    """
    text = _written(value, DEEPEST)
    # Half a surrogate pair is spelled so. To look for the backslash first is quicker.
    if len(text) > LONGEST_NAME or ("\\" in text and "\\ud" in text):
        _check_texts(value)
    return text


def _written(value: Any, deepest: int) -> str:
    kind = type(value)
    if kind is dict:
        return f'{{"M":{{{_members(value, deepest - 1)}}}}}'
    if kind is bool:
        return '{"BOOL":true}' if value else '{"BOOL":false}'
    if kind is int or kind is float:
        return f'{{"N":"{_number(value)}"}}'
    if value is None:
        return '{"NULL":true}'
    if kind is str:
        return f'{{"S":{quoted(value)}}}'
    if kind is list:
        return f'{{"L":[{_elements(value, deepest - 1)}]}}'
    raise DoesNotFit(f"no JSON value: {kind.__name__}")


def _members(value: dict[str, Any], deepest: int) -> str:
    if deepest < 0:
        raise DoesNotFit("too many levels")
    if "" in value:
        raise DoesNotFit("a name that is empty")
    members: list[str] = []
    for name, item in value.items():
        # Most of what an event holds is text, for which a call would cost more than the rest.
        if type(item) is str:
            members.append(f'{quoted(name)}:{{"S":{quoted(item)}}}')
        else:
            members.append(f"{quoted(name)}:{_written(item, deepest)}")
    return ",".join(members)


def _elements(value: list[Any], deepest: int) -> str:
    if deepest < 0:
        raise DoesNotFit("too many levels")
    return ",".join([_written(item, deepest) for item in value])


def _check_texts(value: Any) -> None:
    """Raises DoesNotFit for a text or a name that an attribute cannot hold."""
    if isinstance(value, str):
        _length(value)
    elif isinstance(value, list):
        for item in value:
            _check_texts(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            if _length(name) > LONGEST_NAME:
                raise DoesNotFit("a name that is too long")
            _check_texts(item)


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
    """Bytes of a text. Raises DoesNotFit."""
    try:
        return len(text) if text.isascii() else len(text.encode())
    except UnicodeEncodeError:
        raise DoesNotFit("half a surrogate pair") from None


def _number(value: int | float) -> str:
    if isinstance(value, int):
        if not -EXACT < value < EXACT and abs(value) >= 10**DIGITS:
            raise DoesNotFit("too many digits")
        return str(value)
    if value == 0.0 and str(value) == "0.0":
        return "0"
    if not SMALLEST <= abs(value) <= LARGEST or (value.is_integer() and abs(value) >= EXACT):
        raise DoesNotFit("a number that would not come back the same")
    return repr(value)
