"""What records to look for: as an expression for DynamoDB, and as a test in Python. Pure.

Both are made from the same rows, and must agree: a query answers for what is stored, the test for
what arrives.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

Record = dict[str, Any]


class Row(NamedTuple):
    """A filter: any of `attributes` must pass `test` with one of the filter's spellings."""

    attributes: tuple[str, ...]
    function: str
    test: Callable[[str, str], bool]
    spellings: Callable[[str], tuple[str, ...]]


def _as_typed(value: str) -> tuple[str, ...]:
    return (value,)


def _in_any_case(value: str) -> tuple[str, ...]:
    """DynamoDB compares case-sensitively; names are mostly written in one of these ways."""
    return tuple(dict.fromkeys([value, value.lower(), value.upper(), value.capitalize()]))


def _contains(held: str, value: str) -> bool:
    return value in held


def _equals(held: str, value: str) -> bool:
    return value == held


ROWS = {
    "actor": Row(("actor",), "contains({}, {})", _contains, _in_any_case),
    "event": Row(("eventName", "detailType"), "begins_with({}, {})", str.startswith, _as_typed),
    "account": Row(("account",), "{} = {}", _equals, _as_typed),
    "region": Row(("region",), "{} = {}", _equals, _as_typed),
    "severity": Row(("severity",), "{} = {}", _equals, _as_typed),
    "text": Row(("actor", "eventName", "detailType", "eventSource", "source", "account", "region",
                 "eventId"), "contains({}, {})", _contains, _in_any_case),
}


@dataclass(frozen=True)
class Filters:
    """An empty one lets everything pass. `fields` are promoted ones, with their value as text."""

    watches: tuple[str, ...] = ()
    actor: str = ""
    event: str = ""
    account: str = ""
    region: str = ""
    severity: str = ""
    text: str = ""
    fields: tuple[tuple[str, str], ...] = ()

    def rows(self) -> Iterator[tuple[Row, str]]:
        """The rows that are asked for, with their values."""
        return ((row, getattr(self, name)) for name, row in ROWS.items() if getattr(self, name))

    def accept(self, record: Record) -> bool:
        """Does the record pass? Fields are looked for in it, too."""
        return ((not self.watches or record["watch"] in self.watches)
                and all(_passes(record, row, value) for row, value in self.rows())
                and self.accept_fields(record))

    def accept_fields(self, record: Record) -> bool:
        return all(value in as_texts(record.get(name)) for name, value in self.fields)


class Expression(NamedTuple):
    """A FilterExpression, with the names and values that it uses."""

    text: str
    names: dict[str, str]
    values: dict[str, Any]


def expression(filters: Filters) -> Expression:
    """What DynamoDB is to compare. Without watches, which are keys, and promoted fields."""
    parts: list[str] = []
    names: dict[str, str] = {}
    values: dict[str, Any] = {}
    for row, value in filters.rows():
        tests = []
        for spelling in row.spellings(value):
            held = f":v{len(values)}"
            values[held] = {"S": spelling}
            for attribute in row.attributes:
                names[f"#{attribute}"] = attribute
                tests.append(row.function.format(f"#{attribute}", held))
        parts.append(f"({' OR '.join(tests)})")
    return Expression(" AND ".join(parts), names, values)


def field(said: str) -> tuple[str, str]:
    """`name=value` of a promoted field. Raises ValueError."""
    name, equals, value = said.partition("=")
    if not (name.strip() and equals):
        raise ValueError(f"{said!r} is no field; write name=value, such as runtime=python3.8")
    return name.strip(), value.strip()


def as_texts(value: Any) -> tuple[str, ...]:
    """How people would type a promoted value; a list is each of its elements."""
    if isinstance(value, list):
        return tuple(text for one in value for text in as_texts(one))
    return () if value is None else (as_text(value),)


def as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _passes(record: Mapping[str, Any], row: Row, value: str) -> bool:
    held = [str(record[name]) for name in row.attributes if name in record]
    return any(row.test(one, spelling) for one in held for spelling in row.spellings(value))
