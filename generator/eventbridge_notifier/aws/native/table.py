"""Reads events.jsonl: the events that services send to EventBridge themselves, one row each.

A row has `source` and `detail-type`, and what is known of `detail`: `registry` is AWS's own schema
(made by tools/awsevents.py), `guide` what AWS's guides have beside it, `values` dotted paths to the
values of closed lists; `from` names the guide's pages. A row without them stands in the AWS Events
Reference, which lists it without its fields.

A schema is "string", "number", "integer", "boolean", "json" (anything), a list of the schema of its
entries, or an object; `*` stands for names that are data.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

Schema = Any
OPEN = "*"
ANYTHING = "json"


@cache
def rows() -> dict[str, dict[str, dict[str, Any]]]:
    """source to detail-type to the row."""
    text = files("eventbridge_notifier.aws.native").joinpath("events.jsonl").read_text("utf-8")
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for line in text.splitlines()[1:]:
        row = json.loads(line)
        found.setdefault(row["source"], {})[row["detail-type"]] = row
    return found


@cache
def schema(source: str, detail_type: str) -> Schema:
    """What is known of `detail`; {} where nothing is."""
    row = rows().get(source, {}).get(detail_type, {})
    return _joined(row.get("registry", {}), row.get("guide", {}))


def values(source: str, detail_type: str) -> dict[str, tuple[str, ...]]:
    """Dotted paths below `detail` to the values of their closed lists."""
    row = rows().get(source, {}).get(detail_type, {})
    return {path: tuple(texts) for path, texts in row.get("values", {}).items()}


def _joined(first: Schema, second: Schema) -> Schema:
    """Both together. Where one says "anything" and the other names fields, others may be there."""
    if isinstance(first, list) and not isinstance(second, str):
        return [_joined(first[0], entry(second))]
    if isinstance(first, dict) and isinstance(second, dict):
        return {name: _joined(first[name], second[name]) if name in first and name in second
                else first.get(name, second.get(name)) for name in {**first, **second}}
    if first == ANYTHING and not isinstance(second, str):
        first, second = second, first
    if second == ANYTHING and isinstance(first, list):
        return [_joined(first[0], ANYTHING)]
    return {OPEN: ANYTHING, **first} if second == ANYTHING and isinstance(first, dict) else first


def entry(schema: Schema) -> Schema:
    """The schema of a list's entries; of what is no list, itself. A pattern looks through lists."""
    while isinstance(schema, list):
        schema = schema[0]
    return schema


def below(schema: Schema, name: str) -> Schema | None:
    """The schema of the field `name` of a schema; None where it has none."""
    inside = entry(schema)
    if inside == ANYTHING:
        return ANYTHING
    if not isinstance(inside, dict):
        return None
    return inside.get(name, inside.get(OPEN))


def names(schema: Schema) -> tuple[str, ...]:
    """The names of the fields right below a schema."""
    inside = entry(schema)
    return tuple(name for name in inside if name != OPEN) if isinstance(inside, dict) else ()


def paths(schema: Schema, above: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Every path that a schema names, those that hold fields included."""
    found = []
    for name in names(schema):
        found.append((*above, name))
        found += paths(below(schema, name), (*above, name))
    return found


def at(schema: Schema, path: tuple[str, ...]) -> Schema | None:
    """The schema of the field at `path`; None where there is none."""
    for name in path:
        schema = below(schema, name)
    return schema


def names_all(schema: Schema, path: tuple[str, ...]) -> bool:
    """Whether the schema names each field of `path`."""
    return all(name in names(at(schema, path[:index])) for index, name in enumerate(path))
