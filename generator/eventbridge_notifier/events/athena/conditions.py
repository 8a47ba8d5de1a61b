"""A condition of an event pattern as SQL that holds at least wherever the condition does. Pure.

None is SQL that always holds: nothing is known, and the record itself is asked. A value that is
null, or that is not there, is NULL in SQL; `exists` is asked of the record, therefore.
"""

from __future__ import annotations

import re

from sqlglot import exp

from eventbridge_notifier.patterns.operators.anything_but import AnyOf, AnythingBut
from eventbridge_notifier.patterns.operators.base import FALSE, QUOTE, TRUE, Leaf
from eventbridge_notifier.patterns.operators.ends import Prefix, Suffix
from eventbridge_notifier.patterns.operators.exists import Absent
from eventbridge_notifier.patterns.operators.ignore_case import IgnoringCase
from eventbridge_notifier.patterns.operators.literals import Exact
from eventbridge_notifier.patterns.operators.wildcard import Wildcard

Condition = exp.Expr | None

# Characters that JSON writes as themselves, but for escapes with \u, which are looked for apart.
_PLAIN = re.compile(r"[A-Za-z0-9_.:@=,+* -]+")
_WORDS = {TRUE: "true", FALSE: "false"}


def of_text(column: exp.Expr, leaf: Leaf) -> Condition:
    """For a column that holds the value as text."""
    match leaf:
        case Exact(value=str(text)):
            return equal(column, text)
        case Exact(value=value) if value in _WORDS:
            lower = exp.Lower(this=column.copy())
            return any_of([missing(column), equal(lower, _WORDS[value])])
        case Absent():
            return any_of([missing(column), equal(column, "")])
        case Prefix(prefixes=texts) if not _quoted(texts):
            return any_of([_like(column, f"{_escaped(text)}%") for text in texts])
        case Suffix(suffixes=texts) if not _quoted(texts):
            return any_of([_like(column, f"%{_escaped(text)}") for text in texts])
        case Wildcard(texts=texts):
            return any_of([_wildcard(column, pieces) for pieces in sorted(texts)])
        case IgnoringCase(end="", texts=texts) if all(text.isascii() for text in texts):
            lower = exp.Lower(this=column.copy())
            return any_of([equal(lower, text.lower()) for text in texts])
        case AnythingBut(excluded=AnyOf(keys=keys)) if all(isinstance(key, str) for key in keys):
            excluded = [exp.Literal.string(key) for key in sorted(map(str, keys))]
            among = exp.In(this=column.copy(), expressions=excluded)
            return any_of([missing(column), exp.Not(this=among)])
    return None


def of_json(column: exp.Expr, key: str, leaf: Leaf) -> Condition:
    """For a value at `key` somewhere in a column of JSON text: the key and the letters of the value
    stand there, unless one of them is written with escapes."""
    if isinstance(leaf, Absent):
        return None
    wanted = [f'{key}"'] if _PLAIN.fullmatch(key) else []
    texts = _letters(leaf)
    if len(texts) == 1 and texts[0]:
        wanted.append(texts[0])
    if not wanted:
        return None
    found = exp.and_(*(contains(column, text) for text in wanted), copy=False)
    return any_of([contains(column, "\\u"), found])


def _letters(leaf: Leaf) -> list[str]:
    """For each text that the condition takes, letters that stand in a row in every such value."""
    match leaf:
        case Exact(value=str(text)):
            return [_longest([text])]
        case Prefix(prefixes=texts) | Suffix(suffixes=texts) if not _quoted(texts):
            return [_longest([text]) for text in texts]
        case Wildcard(texts=pieces):
            return [_longest(list(one)) for one in pieces]
    return []


def _longest(texts: list[str]) -> str:
    return max((run for text in texts for run in _PLAIN.findall(text)), key=len, default="")


def _quoted(texts: tuple[str, ...]) -> bool:
    """AWS compares with the quotes on: a text with one may mean the end of the value."""
    return any(QUOTE in text for text in texts)


def _wildcard(column: exp.Expr, pieces: tuple[str, ...]) -> exp.Expr:
    return _like(column, "%".join(map(_escaped, pieces)))


def _like(column: exp.Expr, text: str) -> exp.Expr:
    found = exp.Like(this=column.copy(), expression=exp.Literal.string(text))
    return exp.Escape(this=found, expression=exp.Literal.string("!"))


def _escaped(text: str) -> str:
    return re.sub(r"([!%_])", r"!\1", text)


def equal(column: exp.Expr, text: str) -> exp.Expr:
    return exp.EQ(this=column.copy(), expression=exp.Literal.string(text))


def missing(column: exp.Expr) -> exp.Expr:
    return exp.Is(this=column.copy(), expression=exp.Null())


def contains(column: exp.Expr, text: str) -> exp.Expr:
    return _like(column, f"%{_escaped(text)}%")


def any_of(conditions: list[exp.Expr]) -> exp.Expr:
    return conditions[0] if len(conditions) == 1 else exp.or_(*conditions, copy=False)
