"""Two lists of conditions that one field must meet together, as one list. Pure.

A pattern has one list for a field, and its conditions are alternatives.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from eventbridge_notifier import patterns
from eventbridge_notifier.lint.languages.negation import (
    ABSENT,
    PRESENT,
    as_wildcard,
    escaped,
    excluded,
    none_of,
)


def both(one: list[Any], other: list[Any]) -> list[Any] | None:
    """The conditions that hold where both lists do: [] where none can, None where no list says it.
    """
    for first, second in ((one, other), (other, one)):
        if is_exact(first):
            return [value for value in first if _meets(second, value)]
        if first == [ABSENT]:
            return [ABSENT] if ABSENT in second else []
        if first == [PRESENT]:
            return [value for value in second if value != ABSENT]
    if ABSENT in one and ABSENT in other and (left := _left_out(one)) and (
            more := _left_out(other)):
        return none_of([*left, *more])
    joined = [text for first in one for second in other for text in _joined(first, second)]
    if joined and all(_joined(first, second) for first in one for second in other):
        found = [_condition(text) for text in dict.fromkeys(joined)]
        return found if _is_taken(found) else None
    return None


def _is_taken(conditions: list[Any]) -> bool:
    """Whether EventBridge takes them: several wildcards of one field soon are too complex."""
    try:
        patterns.compile({"value": conditions})
    except patterns.PatternError:
        return False
    return True


def is_exact(conditions: Iterable[Any]) -> bool:
    """Whether all of them are plain values."""
    return all(not isinstance(one, dict) for one in conditions)


def _meets(conditions: list[Any], value: Any) -> bool:
    return patterns.compile({"value": conditions}).matches({"value": value})


def _left_out(conditions: list[Any]) -> list[Any]:
    """What `none_of` left out, where it made the conditions; else []."""
    rest = [one for one in conditions if one != ABSENT]
    if len(rest) != 1 or "anything-but" not in rest[0]:
        return []
    turned = none_of(rest) or []
    return turned if excluded(turned) is not None else []


def _joined(one: Any, other: Any) -> list[str]:
    """Wildcards that together hold where both conditions do; [] where there are none."""
    parts = [_parts(one), _parts(other)]
    if None in parts:
        return []
    (head, body, tail), (more_head, more, more_tail) = parts  # type: ignore[misc]
    if (head and more_head) or (tail and more_tail) or (body and more and (head or tail)):
        return []
    if body and more:
        return [f"*{text}*" for text in _orders(body, more)]
    if (head or more_head) and (tail or more_tail):
        start, end = head or more_head, tail or more_tail
        return [f"{start}*{end}", *_overlaps(start, end)]
    start, end, middle = head or more_head, tail or more_tail, body or more
    if start:
        found = [f"{start}*{middle}*", *(f"{text}*" for text in _overlaps(start, middle))]
        return [f"{start}*"] if middle in start else found
    found = [f"*{middle}*{end}", *(f"*{text}" for text in _overlaps(middle, end))]
    return [f"*{end}"] if middle in end else found


def _parts(condition: Any) -> tuple[str, str, str] | None:
    """(how it begins, what is inside, how it ends), of which one is given."""
    text = as_wildcard(condition)
    if text is None or not (inner := text.strip("*")) or "*" in inner or "\\" in inner:
        return None
    if text == f"*{inner}*":
        return "", inner, ""
    if text == f"{inner}*":
        return inner, "", ""
    return ("", "", inner) if text == f"*{inner}" else None


def _orders(one: str, other: str) -> list[str]:
    if one in other or other in one:
        return [max(one, other, key=len)]
    return [f"{one}*{other}", f"{other}*{one}", *_overlaps(one, other), *_overlaps(other, one)]


def _overlaps(one: str, other: str) -> list[str]:
    """Texts that begin with `one` and end with `other`, which share characters."""
    return [one + other[size:] for size in range(1, min(len(one), len(other)) + 1)
            if one.endswith(other[:size])]


def _condition(text: str) -> Any:
    """A wildcard as the simplest condition that says the same."""
    inner = text.strip("*")
    if "*" in inner or text == f"*{inner}*":
        return {"wildcard": text}
    if text == f"{inner}*":
        return {"prefix": inner}
    return {"suffix": inner} if text == f"*{inner}" else inner


def contains(text: str) -> dict[str, str]:
    """The condition that a field holds `text` somewhere."""
    return {"wildcard": f"*{escaped(text)}*"}
