"""Simple regular expressions as conditions: texts, `.*`, alternatives, anchors. Pure."""

from __future__ import annotations

import re
from re import _constants as codes
from re import _parser
from typing import Any

from eventbridge_notifier.lint.languages.negation import escaped

MOST = 64
"""Alternatives beyond which an expression is not written out."""

STAR = object()
"""Any text, the empty one too."""


def conditions(expression: str) -> list[Any] | None:
    """The conditions that hold where `expression` is found in the text; None where none say it."""
    try:
        parsed = _parser.parse(expression)
    except (re.error, RecursionError, OverflowError):
        return None
    if parsed.state.flags & re.IGNORECASE:
        return None
    found = _sequences(list(parsed))
    if found is None:
        return None
    return [_condition(one) for one in found] or None


def _sequences(items: list[Any]) -> list[list[Any]] | None:
    """Each way through the expression: characters, STAR, and anchors as codes."""
    found: list[list[Any]] = [[]]
    for item in items:
        ways = _ways(*item)
        if ways is None or len(found) * len(ways) > MOST:
            return None
        found = [[*one, *way] for one in found for way in ways]
    return found


def _ways(code: Any, argument: Any) -> list[list[Any]] | None:
    if code is codes.LITERAL:
        return [[chr(argument)]]
    if code is codes.AT and argument in (codes.AT_BEGINNING, codes.AT_BEGINNING_STRING):
        return [[codes.AT_BEGINNING]]
    if code is codes.AT and argument in (codes.AT_END, codes.AT_END_STRING):
        return [[codes.AT_END]]
    if code is codes.SUBPATTERN and not argument[1] and not argument[2]:
        return _sequences(list(argument[3]))
    if code is codes.BRANCH:
        ways = [_sequences(list(branch)) for branch in argument[1]]
        return None if None in ways else [one for way in ways if way for one in way]
    if code is codes.IN and all(kind is codes.LITERAL for kind, _ in argument):
        return [[chr(value)] for _, value in argument]
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
        return _repeated(*argument)
    return None


def _repeated(least: int, most: Any, body: Any) -> list[list[Any]] | None:
    if list(body) == [(codes.ANY, None)] and least == 0 and most == codes.MAXREPEAT:
        return [[STAR]]
    if (least, most) == (0, 1):
        inside = _sequences(list(body))
        return None if inside is None else [[], *inside]
    return None


def _condition(way: list[Any]) -> Any:
    begins, ends = codes.AT_BEGINNING in way[:1], codes.AT_END in way[-1:]
    inner = [one for one in way if one not in (codes.AT_BEGINNING, codes.AT_END)]
    text = "".join("*" if one is STAR else escaped(one) for one in inner)
    text = re.sub(r"(?<!\\)\*+", "*", ("" if begins else "*") + text + ("" if ends else "*"))
    body = text.strip("*")
    if text == "*":
        return {"exists": True}
    if "*" in body or "\\" in body or text == f"*{body}*":
        return {"wildcard": text}
    if text == f"{body}*":
        return {"prefix": body}
    return {"suffix": body} if text == f"*{body}" else body
