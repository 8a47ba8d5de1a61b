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

ARN = "arn:"
EXACT = "="
SUCCEEDED, FAILED, DENIED = "succeeded", "failed", "denied"
# Parts of the error codes with which services refuse for want of a permission: AccessDenied,
# Client.UnauthorizedOperation, AccessDeniedException, UnauthorizedAccess ...
REFUSALS = ("Denied", "Unauthorized", "NotAuthorized")


class Test(NamedTuple):
    """One comparison: `expression` is DynamoDB's, of {name} and {value}; `passes` the same here."""

    expression: str
    value: str
    passes: Callable[[str, str], bool]


class Row(NamedTuple):
    """A filter: any of `attributes` must pass any of the tests of the value that is asked for."""

    attributes: tuple[str, ...]
    tests: Callable[[str], tuple[Test, ...]]


def _equals(value: str) -> tuple[Test, ...]:
    return (Test("{name} = {value}", value, str.__eq__),)


def _begins(value: str) -> tuple[Test, ...]:
    return (Test("begins_with({name}, {value})", value, str.startswith),)


def _contains(value: str) -> tuple[Test, ...]:
    return (Test("contains({name}, {value})", value, str.__contains__),)


def _contains_in_any_case(value: str) -> tuple[Test, ...]:
    """DynamoDB compares case-sensitively; names are mostly written in one of these ways."""
    spellings = dict.fromkeys([value, value.lower(), value.upper(), value.capitalize()])
    return tuple(test for spelling in spellings for test in _contains(spelling))


def _resource(value: str) -> tuple[Test, ...]:
    return _equals(value) if is_whole(value) else _contains(value)


def _outcome(value: str) -> tuple[Test, ...]:
    if value.lower() == FAILED:
        return (Test("attribute_exists({name}) AND {name} <> {value}", SUCCEEDED, str.__ne__),)
    if value.lower() == DENIED:
        return tuple(test for part in REFUSALS for test in _contains(part))
    return _equals(SUCCEEDED) if value.lower() == SUCCEEDED else _equals(value)


ROWS = {
    "id": Row(("id",), _begins),
    "actor": Row(("actor",), _contains_in_any_case),
    "event": Row(("eventName", "detailType"), _begins),
    "account": Row(("account",), _equals),
    "region": Row(("region",), _equals),
    "severity": Row(("severity",), _equals),
    "resource": Row(("resource",), _resource),
    "change": Row(("change",), _equals),
    "outcome": Row(("outcome",), _outcome),
    "type": Row(("resourceType",), _equals),
    "ip": Row(("sourceIp",), _equals),
}
# Filters by what records of the old shape do not say of themselves.
OF_THE_EVENT = ("resource", "change", "outcome", "type", "ip")
# What may be left out; a watch that is wanted is a key of the table, not a row.
EXCLUDABLE = ROWS | {"watch": Row(("watch",), _equals)}


@dataclass(frozen=True)
class Filters:
    """An empty one lets everything pass. `fields` are recorded ones, with their value as text.

    `id` is its beginning, `resource` an ARN or a part of a name; all words of `text` must be there.
    A value that begins with `=` must be the whole value. `excluded` are (name of a row or `watch`,
    value): a record that passes one of them does not pass.
    """

    watches: tuple[str, ...] = ()
    id: str = ""
    actor: str = ""
    event: str = ""
    account: str = ""
    region: str = ""
    severity: str = ""
    resource: str = ""
    change: str = ""
    outcome: str = ""
    type: str = ""
    ip: str = ""
    text: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    excluded: tuple[tuple[str, str], ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.text.casefold().split())

    def rows(self, without: tuple[str, ...] = ()) -> Iterator[tuple[Row, str]]:
        """The rows that are asked for, with their values."""
        return ((row, value) for name, row in ROWS.items()
                if name not in without and (value := getattr(self, name)))

    def excluded_rows(self, without: tuple[str, ...] = ()) -> Iterator[tuple[Row, str]]:
        """The rows that must not pass, with their values."""
        return ((EXCLUDABLE[name], value) for name, value in self.excluded if name not in without)

    @property
    def asks_for_event(self) -> bool:
        """Whether records of the old shape must be completed to be compared."""
        return any(getattr(self, name) for name in OF_THE_EVENT) or any(
            name in OF_THE_EVENT for name, _ in self.excluded)

    def accept(self, record: Record) -> bool:
        """Whether the record passes. Fields and words are looked for in the record alone."""
        return ((not self.watches or record["watch"] in self.watches)
                and all(_passes(record, row, value) for row, value in self.rows())
                and not any(_passes(record, row, value) for row, value in self.excluded_rows())
                and self.accept_fields(record) and self.accept_words(record))

    def accept_fields(self, record: Record) -> bool:
        return all(value in as_texts(record.get(name)) for name, value in self.fields)

    def accept_words(self, record: Record) -> bool:
        words = self.words
        if not words:
            return True
        held = "\n".join(text for value in record.values() for text in as_texts(value)).casefold()
        return all(word in held for word in words)


class Expression(NamedTuple):
    """A FilterExpression, with the names and values that it uses."""

    text: str
    names: dict[str, str]
    values: dict[str, Any]


def expression(filters: Filters, without: tuple[str, ...] = ()) -> Expression:
    """What DynamoDB is to compare: all but watches, which are keys, recorded fields and words."""
    held = Expression("", {}, {})
    parts = [_alternatives(row, value, held) for row, value in filters.rows(without)]
    parts += [f"NOT {_alternatives(row, value, held, negated=True)}"
              for row, value in filters.excluded_rows(without)]
    return held._replace(text=" AND ".join(parts))


def _alternatives(row: Row, value: str, held: Expression, negated: bool = False) -> str:
    """The tests of a row as text; its names and values are added to `held`."""
    found = []
    for test in _tests(row, value):
        key = f":v{len(held.values)}"
        held.values[key] = {"S": test.value}
        for attribute in row.attributes:
            held.names[f"#{attribute}"] = attribute
            found.append(test.expression.format(name=f"#{attribute}", value=key))
    both = " OR ".join(found)
    # DynamoDB refuses parentheses that it does not need.
    return f"({both})" if len(found) > 1 or (negated and " AND " in both) else both


def excluded(text: str) -> tuple[str, str]:
    """`name=value` of what is left out. Raises ValueError."""
    name, equals, value = text.partition("=")
    if name not in EXCLUDABLE or not (equals and value):
        from eventbridge_notifier.aws.suggest import meant  # here: --help would wait for it
        close = meant(name, EXCLUDABLE)
        raise ValueError(f"{text!r} cannot be left out; " + (
            f"did you mean {close}={value or '…'}?" if close and close != name else
            f"write one of {', '.join(EXCLUDABLE)}, and its value: region=us-east-1"))
    return name, value


def field(text: str) -> tuple[str, str]:
    """`name=value` of a recorded field. Raises ValueError."""
    name, equals, value = text.partition("=")
    if not (name.strip() and equals):
        raise ValueError(f"{text!r} is not a field; write name=value, such as runtime=python3.8")
    return name.strip(), value.strip()


def is_whole(resource: str) -> bool:
    """Whether a filter by resource is a whole name, as an ARN is; anything else is a part of it."""
    return resource.startswith((ARN, EXACT))


def as_texts(value: Any) -> tuple[str, ...]:
    """A recorded value as people would type it; a list is each of its elements."""
    if isinstance(value, list):
        return tuple(text for one in value for text in as_texts(one))
    return () if value is None else (as_text(value),)


def as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _passes(record: Mapping[str, Any], row: Row, value: str) -> bool:
    held = [str(record[name]) for name in row.attributes if name in record]
    return any(test.passes(text, test.value) for text in held for test in _tests(row, value))


def _tests(row: Row, value: str) -> tuple[Test, ...]:
    return _equals(value[1:]) if value.startswith(EXACT) else row.tests(value)
