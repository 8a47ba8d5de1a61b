"""CloudWatch Logs' filter patterns for JSON: `{ ($.eventName = "X") && … }` to conditions. Pure.

Source: CloudWatch Logs user guide, "filter and pattern syntax".
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from lark import Lark, Token, Tree, UnexpectedInput
from lark.exceptions import LarkError

from eventbridge_notifier.lint.languages import regex
from eventbridge_notifier.lint.languages.conditions import (
    Condition,
    Not,
    Opaque,
    Test,
    all_of,
    either_of,
)
from eventbridge_notifier.lint.nodes import HOLE, Origin, Unreadable

_GRAMMAR = r"""
start: "{" _or "}"
_or: either
either: all ("||" all)*
all: _term ("&&" _term)*
_term: "(" either ")" | test
test: FIELD OPERATOR value -> compared
    | FIELD /is/i WORD -> is_word
    | FIELD /not/i /exists/i -> absent
    | FIELD /exists/i -> present
    | HOLE -> unknown
value: STRING | REGEX | WORD | HOLE
FIELD: /\$\.?(\[[^\]]*\]|[A-Za-z0-9_@\-]+)(\.?\[[^\]]*\]|\.[A-Za-z0-9_@\-]+)*/
OPERATOR: "!=" | ">=" | "<=" | "=" | ">" | "<"
STRING: /"(\\.|[^"\\])*"/
REGEX: /%[^%]*%/
WORD: /[^\s()&|"{}%=!<>\ue000][^\s()&|"{}]*/
HOLE: /\ue000+/
%ignore /\s+/
"""

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_STEP = re.compile(r"\['([^']*)'\]|\[\"([^\"]*)\"\]|\[(?:[0-9]+|\*)\]|([A-Za-z0-9_@\-]+)")


@cache
def _parser() -> Lark:
    return Lark(_GRAMMAR, parser="lalr", propagate_positions=True)


def is_filter(text: str) -> bool:
    """Whether it is a filter of JSON records, not of words in plain text."""
    return text.lstrip().startswith("{") and "$" in text


def read(text: str, origin: Origin) -> Condition:
    """The conditions of a filter. Raises Unreadable."""
    try:
        tree = _parser().parse(text)
    except UnexpectedInput as error:
        at = error.pos_in_stream if error.pos_in_stream is not None else len(text) - 1
        raise Unreadable(origin(max(at, 0)),
                         "CloudWatch Logs does not accept this as a JSON filter pattern") from None
    except LarkError as error:
        raise Unreadable(origin(0), f"this is not a filter pattern: {error}") from None
    return _condition(tree.children[0], origin)


def _condition(tree: Any, origin: Origin) -> Condition:
    if tree.data == "either":
        return either_of([_condition(one, origin) for one in tree.children])
    if tree.data == "all":
        return all_of([_condition(one, origin) for one in tree.children])
    start = origin(int(tree.meta.start_pos))
    if tree.data == "unknown":
        return Opaque(start, "this part is computed elsewhere")
    path = _path(str(tree.children[0]))
    if HOLE in path:
        return Opaque(start, "this field is computed elsewhere")
    if tree.data == "absent":
        return Test(path, ({"exists": False},), (start,))
    if tree.data == "present":
        return Test(path, ({"exists": True},), (start,))
    if tree.data == "is_word":
        return _is(path, tree.children[2], origin)
    return _compared(path, str(tree.children[1]), tree.children[2], origin)


def _path(field: str) -> str:
    steps = ["".join(match.groups(default="")) for match in _STEP.finditer(field[1:])]
    return ".".join(["detail", *filter(None, steps)])


def _is(path: str, word: Token, origin: Origin) -> Condition:
    at = origin(int(word.start_pos or 0))
    values = {"true": True, "false": False, "null": None}
    if word.lower() not in values:
        return Opaque(at, f"a field is TRUE, FALSE or NULL, not {word}")
    return Test(path, (values[word.lower()],), (at,))


def _compared(path: str, operator: str, value: Tree[Any], origin: Origin) -> Condition:
    token = value.children[0]
    assert isinstance(token, Token)
    at = origin(int(token.start_pos or 0))
    if HOLE in token:
        return Opaque(at, "this value is computed elsewhere")
    if operator not in ("=", "!="):
        if not _NUMBER.fullmatch(token.strip('"')):
            return Opaque(at, f"{operator} compares with a number")
        return Test(path, ({"numeric": [operator, _number(token.strip('"'))]},), (at,))
    conditions = _conditions(token)
    if conditions is None:
        return Opaque(at, f"an event pattern cannot express the regular expression {token}")
    test = Test(path, tuple(conditions), (at,) * len(conditions))
    return test if operator == "=" else Not(test)


def _conditions(token: Token) -> list[Any] | None:
    if token.type == "REGEX":
        return regex.conditions(token[1:-1])
    text = re.sub(r"\\(.)", r"\1", token[1:-1]) if token.type == "STRING" else str(token)
    if token.type == "WORD" and _NUMBER.fullmatch(text):
        return [_number(text), text]
    if "*" not in text:
        return [text]
    if set(text) == {"*"}:
        return [{"exists": True}]
    inner = text.strip("*")
    if "*" not in inner and text == f"{inner}*":
        return [{"prefix": inner}]
    if "*" not in inner and text == f"*{inner}":
        return [{"suffix": inner}]
    return [{"wildcard": re.sub(r"\*+", "*", text.replace("\\", "\\\\"))}]


def _number(text: str) -> int | float:
    return int(text) if re.fullmatch("-?[0-9]+", text) else float(text)
