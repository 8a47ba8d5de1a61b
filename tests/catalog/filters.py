"""CloudWatch Logs filter patterns for JSON, evaluated on their own: a judge for the benchmark.

What a filter pattern says (CloudWatch Logs user guide, "filter pattern syntax for JSON log
events"): `$.path = value`, `!=`, `NOT EXISTS`, `*` for anything in a value, `&&` before `||`,
parentheses. Nothing of the project is used here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

Filter = Callable[[Mapping[str, Any]], bool]

_TOKEN = re.compile(r'\s*(&&|\|\||!=|=|\(|\)|NOT EXISTS|"[^"]*"|[^\s()=!&|"]+)')


def parse(text: str) -> Filter:
    """The filter that `{ ... }` stands for."""
    tokens = _TOKEN.findall(text.strip().removeprefix("{").removesuffix("}"))
    found = _either(tokens)
    assert not tokens, tokens
    return found


def _either(tokens: list[str]) -> Filter:
    found = [_both(tokens)]
    while tokens[:1] == ["||"]:
        tokens.pop(0)
        found.append(_both(tokens))
    return lambda record: any(one(record) for one in found)


def _both(tokens: list[str]) -> Filter:
    found = [_one(tokens)]
    while tokens[:1] == ["&&"]:
        tokens.pop(0)
        found.append(_one(tokens))
    return lambda record: all(one(record) for one in found)


def _one(tokens: list[str]) -> Filter:
    token = tokens.pop(0)
    if token == "(":
        inner = _either(tokens)
        assert tokens.pop(0) == ")"
        return inner
    path = token.removeprefix("$.").split(".")
    operator = tokens.pop(0)
    if operator == "NOT EXISTS":
        return lambda record: _value(record, path) is None
    wanted = re.compile(".*".join(map(re.escape, tokens.pop(0).strip('"').split("*"))))
    return lambda record: _is(_value(record, path), wanted) == (operator == "=")


def _value(record: Any, path: list[str]) -> Any:
    for key in path:
        record = record.get(key) if isinstance(record, Mapping) else None
    return record


def _is(value: Any, wanted: re.Pattern[str]) -> bool:
    return isinstance(value, str) and wanted.fullmatch(value) is not None
