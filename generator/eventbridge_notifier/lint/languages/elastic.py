"""Elastic's query languages (KQL, EQL, ES|QL) to conditions on CloudTrail's records. Pure.

Names and values are read; functions, sequences' joins and aggregations are left open. Sources:
Elastic's references of KQL, EQL and ES|QL, and of the fields of its AWS integration.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from lark import Lark, Token, Tree, UnexpectedInput

from eventbridge_notifier.lint.languages.conditions import (
    Condition,
    Not,
    Opaque,
    Test,
    all_of,
    either_of,
)
from eventbridge_notifier.lint.nodes import Origin, Unreadable, shifted

# Elastic's field: the path in the event.
FIELDS = {
    "event.provider": "detail.eventSource", "event.action": "detail.eventName",
    "aws.cloudtrail.error_code": "detail.errorCode",
    "aws.cloudtrail.error_message": "detail.errorMessage",
    "aws.cloudtrail.event_type": "detail.eventType",
    "aws.cloudtrail.event_category": "detail.eventCategory",
    "aws.cloudtrail.read_only": "detail.readOnly",
    "aws.cloudtrail.user_identity.type": "detail.userIdentity.type",
    "aws.cloudtrail.user_identity.arn": "detail.userIdentity.arn",
    "aws.cloudtrail.user_identity.access_key_id": "detail.userIdentity.accessKeyId",
    "aws.cloudtrail.user_identity.invoked_by": "detail.userIdentity.invokedBy",
    "aws.cloudtrail.recipient_account_id": "detail.recipientAccountId",
    "cloud.region": "detail.awsRegion", "source.address": "detail.sourceIPAddress",
    "user_agent.original": "detail.userAgent",
}
_FLATTENED = {"aws.cloudtrail.flattened.request_parameters.": "detail.requestParameters.",
              "aws.cloudtrail.flattened.response_elements.": "detail.responseElements."}
_DATASETS = ("event.dataset", "data_stream.dataset", "event.module")
DATASET = "aws.cloudtrail"

_EXPRESSION = r"""
start: either
either: all (OR all)*
all: negation (AND negation)*
?negation: NOT negation -> negated
    | "(" either ")"
    | test
"""

_KQL = _EXPRESSION + r"""
test: FIELD ":" values -> compared
    | FIELD COMPARISON VALUE -> opaque
    | VALUE -> opaque
    | FIELD -> opaque
values: "(" _values ")" | VALUE | FIELD | nested
nested: "{" either "}"
_values: (VALUE | FIELD | OR | AND | NOT | "(" _values ")")+
OR.5: /or\b/i
AND.5: /and\b/i
NOT.5: /not\b/i
COMPARISON: ">=" | "<=" | ">" | "<"
FIELD.2: /[A-Za-z_@][\w@.\-*]*(?=[\s():"}]|$)/
VALUE.1: /"(\\.|[^"\\])*"/ | /(\\.|[^\s():"{}<>\\])+/
%ignore /\s+/
"""

_EQL = _EXPRESSION + r"""
test: FIELD EQUAL VALUE -> compared
    | FIELD UNEQUAL VALUE -> different
    | FIELD IN "(" _list ")" -> listed
    | FIELD NOT IN "(" _list ")" -> unlisted
    | FIELD LIKE (VALUE | "(" _list ")") -> alike
    | FIELD NOT LIKE (VALUE | "(" _list ")") -> unlike
    | FIELD IS NULL -> absent
    | FIELD IS NOT NULL -> present
    | FIELD (COMPARISON | REGEX) _operand -> opaque
    | FIELD (EQUAL | UNEQUAL) (FIELD | call) -> opaque
    | FIELD -> opaque
    | call (EQUAL | UNEQUAL | COMPARISON | REGEX) _operand -> opaque
    | call (LIKE | IN) "(" _list ")" -> opaque
    | call -> opaque
call: FIELD "(" [_arguments] ")"
_arguments: _argument ("," _argument)*
_argument: _operand | FIELD EQUAL _operand
_operand: VALUE | FIELD | call | "(" _list ")"
_list: VALUE ("," VALUE)*
OR.5: /or\b/i
AND.5: /and\b/i
NOT.5: /not\b/i
IN.5: /in~?(?=[\s(])/i
LIKE.5: /like~?(?=[\s("])/i | ":"
IS.5: /is\b/i
NULL.5: /null\b/i
REGEX.5: /(rlike|regex~?)(?=[\s("])/i
EQUAL: "==" | "="
UNEQUAL: "!="
COMPARISON: ">=" | "<=" | ">" | "<" | "+" | "-"
FIELD.2: /[A-Za-z_@`?][\w@.`?]*/
VALUE.3: /\"\"\"(.|\n)*?\"\"\"/ | /"(\\.|[^"\\])*"/ | /'(\\.|[^'\\])*'/ | /-?[0-9][0-9.]*/
%ignore /\s+/
%ignore /\/\/[^\n]*/
%ignore /\/\*(.|\n)*?\*\//
"""


@cache
def _parser(grammar: str) -> Lark:
    return Lark(grammar, parser="lalr", propagate_positions=True)


def read(language: str, query: str, origin: Origin) -> Iterator[Condition]:
    """The conditions of each event that a query asks for; nothing where it is not of CloudTrail.

    Raises Unreadable for what these grammars do not know.
    """
    for start, text in _PARTS[language](query):
        grammar = _KQL if language == "kuery" else _EQL
        try:
            tree = _parser(grammar).parse(text)
        except UnexpectedInput as error:
            at = start + max(error.pos_in_stream or 0, 0)
            raise Unreadable(origin(at), f"this part of the {language} query is not understood"
                             ) from None
        if f'"{DATASET}"' in text or re.search(rf"\b{re.escape(DATASET)}\b(?!\.)", query):
            yield _Reader(shifted(origin, start)).node(_only(tree))


def _only(tree: Tree[Any]) -> Tree[Any]:
    return next(one for one in tree.children if isinstance(one, Tree))


def _whole(query: str) -> Iterator[tuple[int, str]]:
    yield 0, query


def _events(query: str) -> Iterator[tuple[int, str]]:
    """Each `any where …` of EQL, alone or in the brackets of a sequence."""
    for match in re.finditer(r"\b(any|\w+)\s+where\b", query):
        end = _end(query, match.end())
        yield match.end(), query[match.end():end]


def _stages(query: str) -> Iterator[tuple[int, str]]:
    """Each `where` of ES|QL before rows are counted."""
    at = 0
    while at < len(query):
        end = _end(query, at)
        stage = query[at:end]
        word = stage.strip().split(None, 1)[0].lower() if stage.strip() else ""
        if word == "stats":
            return
        if word == "where":
            body = stage.lower().index("where") + len("where")
            yield at + body, stage[body:]
        at = end + 1


def _end(text: str, at: int) -> int:
    """Where the part that begins at `at` ends: at `|`, a bracket of its own, or the text's end."""
    depth = 0
    pattern = re.compile(r'"""(?:.|\n)*?"""|"(?:\\.|[^"\\])*"|//[^\n]*|[\[\]()|]')
    while match := pattern.search(text, at):
        sign = match.group()
        if sign in "[(":
            depth += 1
        elif sign in "])":
            depth -= 1
        if depth < 0 or (sign == "|" and not depth):
            return match.start()
        at = match.end()
    return len(text)


_PARTS = {"kuery": _whole, "eql": _events, "esql": _stages}


class _Reader:
    """Conditions of a parse tree."""

    def __init__(self, origin: Origin) -> None:
        self.origin = origin

    def node(self, tree: Tree[Any]) -> Condition:
        parts = [one for one in tree.children
                 if isinstance(one, Tree) or one.type not in ("OR", "AND", "NOT")]
        if tree.data in ("either", "all"):
            make = either_of if tree.data == "either" else all_of
            return make([self.node(one) for one in parts if isinstance(one, Tree)])
        if tree.data == "negated":
            return Not(self.node(next(one for one in parts if isinstance(one, Tree))))
        return self.test(tree, parts)

    def test(self, tree: Tree[Any], parts: list[Any]) -> Condition:
        start = self.origin(int(tree.meta.start_pos))
        field = parts[0] if parts and isinstance(parts[0], Token) else None
        path = path_of(str(field)) if field else ""
        if str(field) in _DATASETS:
            return all_of([])
        tokens = list(tree.scan_values(lambda one: isinstance(one, Token)))[1:]
        if tree.data == "opaque" or not path or any(one.type in ("AND", "NOT") and tree.data ==
                                                    "compared" for one in tokens):
            return Opaque(start, "this condition has no counterpart in an event pattern")
        values = [one for one in tokens if one.type in ("VALUE", "FIELD")]
        test = self.outcome(values) if str(field) == "event.outcome" else _tested(
            path, tree.data, values, self.origin, start)
        negative = tree.data in ("different", "unlisted", "unlike", "absent")
        return Not(test) if negative and not isinstance(test, Opaque) else test

    def outcome(self, values: list[Token]) -> Condition:
        words = {_plain(one).lower() for one in values}
        at = self.origin(int(values[0].start_pos or 0)) if values else self.origin(0)
        if words in ({"success"}, {"failure"}):
            return Test("detail.errorCode", ({"exists": words == {"failure"}},), (at,))
        return all_of([])


def path_of(field: str) -> str:
    """The path in the event of a field of Elastic's; "" where there is none."""
    if field == "event.outcome":
        return "detail.errorCode"
    for prefix, path in _FLATTENED.items():
        if field.startswith(prefix) and "*" not in field:
            return path + field.removeprefix(prefix)
    return FIELDS.get(field, "")


def _tested(path: str, kind: str, values: list[Token], origin: Origin,
            start: tuple[int, int]) -> Condition:
    if kind in ("absent", "present") or not values:
        return Test(path, ({"exists": True},), (start,))
    conditions: list[Any] = []
    for one in values:
        stars = kind in ("compared", "alike", "unlike") and not (
            one.startswith('"') and kind == "compared")
        conditions.append(_condition(_plain(one), stars))
    return Test(path, tuple(conditions), tuple(origin(int(one.start_pos or 0)) for one in values))


def _plain(token: Token) -> str:
    text = str(token)
    for quote in ('"""', '"', "'"):
        if text.startswith(quote):
            text = text[len(quote):-len(quote)]
            break
    return re.sub(r"\\(.)", r"\1", text)


def _condition(text: str, stars: bool) -> Any:
    if not stars or "*" not in text:
        return text
    if set(text) == {"*"}:
        return {"exists": True}
    inner = text.strip("*")
    if "*" not in inner and text == f"{inner}*":
        return {"prefix": inner}
    return {"wildcard": re.sub(r"\*+", "*", text.replace("\\", "\\\\"))}
