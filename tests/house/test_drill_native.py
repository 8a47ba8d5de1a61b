"""A new native event is one row of aws/native/events.jsonl; everything else reads that row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from eventbridge_notifier import aws
from eventbridge_notifier.aws.native import table
from eventbridge_notifier.record_format.identity import DOMAIN_KEYS, identity

from tests.generator.specs import compiled

ROWS = [(source, kind) for source, rows in table.rows().items() for kind in rows
        if not kind.endswith(" via CloudTrail")]
TYPES = {"string", "number", "integer", "boolean", "json"}
SCHEMA = "registry", "guide"


def wrong(schema: Any, path: str = "detail") -> Iterator[str]:
    """Parts of a schema that are not as table.py says."""
    if isinstance(schema, dict):
        for name, below in schema.items():
            yield from wrong(below, f"{path}.{name}")
    elif isinstance(schema, list):
        yield from wrong(schema[0], f"{path}[]") if len(schema) == 1 else [path]
    elif schema not in TYPES:
        yield path


def at(schema: Any, path: str) -> Any:
    for name in path.split("."):
        schema = table.below(schema, name)
    return schema


def test_there_are_rows() -> None:
    assert len(ROWS) > 500
    assert sum(bool(table.schema(*row)) for row in ROWS) > 200


@pytest.mark.parametrize("row", ROWS, ids="/".join)
def test_a_row_is_whole(row: tuple[str, str]) -> None:
    written = table.rows()[row[0]][row[1]]
    assert set(written) <= {"source", "detail-type", *SCHEMA, "values", "from"}
    assert [path for part in SCHEMA for path in wrong(written.get(part, {}))] == []
    unknown = [path for path in table.values(*row) if at(table.schema(*row), path) is None]
    assert unknown == [], "`values` of a field that the schema lacks"


def test_a_watch_for_any_row_compiles_and_matches_a_made_up_event() -> None:
    found = compiled(*({"on": {"source": source, "detail-type": kind}} for source, kind in ROWS),
                     home_region=None)
    assert len(found.rules) == len(ROWS)
    assert [one for one in found.findings if one.code in (
        "unverified-detail-type", "unknown-detail-type", "unverified-example")] == []


@pytest.mark.parametrize("key", [key for key in DOMAIN_KEYS if key.source],
                         ids=lambda key: key.source)
def test_what_identifies_an_event_is_a_field_of_its_row(key: Any) -> None:
    kinds = [kind for source, kind in ROWS if source == key.source
             and kind.endswith(key.detail_type)]
    known = [set(table.names(table.schema(key.source, kind))) for kind in kinds]
    assert any(set(key.paths) <= names for names in known)
    event = {"source": key.source, "detail-type": kinds[0], "id": "1",
             "detail": dict.fromkeys(key.paths, "x")}
    assert str(identity(event)).startswith(key.prefix)


def test_fields_of_a_row_reach_the_look_ups() -> None:
    for source, kind in ROWS:
        assert set(aws.native_event(source, kind).fields) == set(
            table.names(table.schema(source, kind)))
