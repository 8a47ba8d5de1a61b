"""A watch derived from any event of the table compiles without an error and matches that event."""

from __future__ import annotations

from typing import Any

import pytest
from eventbridge_notifier.aws.native import table
from eventbridge_notifier.diagnostics.finding import errors

from tests.generator.specs import compiled

EVENTS = [(source, kind) for source, kinds in table.rows().items() for kind in kinds]
ASKED = 6
SAMPLES: dict[str, Any] = {"string": "x", "number": 1, "integer": 2, "boolean": True, "json": "y"}


def leaves(source: str, kind: str) -> dict[tuple[str, ...], Any]:
    """Some paths of an event, from all over it, with a value that each may hold."""
    schema, listed = table.schema(source, kind), table.values(source, kind)
    kinds = {path: table.entry(table.at(schema, path)) for path in table.paths(schema)}
    found = {path: listed.get(".".join(path), (SAMPLES[one],))[0]
             for path, one in kinds.items() if isinstance(one, str)}
    step = max(1, len(found) // ASKED)
    return dict(list(found.items())[::step])


def put(detail: dict[str, Any], schema: table.Schema, path: tuple[str, ...], value: Any) -> None:
    """Writes a value, in lists where the schema has them."""
    for name in path[:-1]:
        schema = table.below(schema, name)
        detail = detail.setdefault(name, {})
    detail[path[-1]] = value


@pytest.mark.parametrize(("source", "kind"), EVENTS)
def test_a_watch_on_fields_of_an_event_compiles_and_fires(source: str, kind: str) -> None:
    chosen = leaves(source, kind)
    of_cloudtrail = "via CloudTrail" in kind  # what such records hold, the call says
    where = {".".join(path): {"exists": True} if of_cloudtrail else value
             for path, value in chosen.items()}
    watch = {"on": {"source": source, "detail-type": kind}, **({"where": where} if where else {})}
    result = compiled(watch)
    assert [str(one) for one in errors(result.findings)] == []
    detail: dict[str, Any] = {}
    for path, value in chosen.items():
        put(detail, table.schema(source, kind), path, value)
    event = {"version": "0", "id": "i", "account": "1", "time": "2026-01-02T03:04:05Z",
             "region": "us-east-1", "resources": [], "source": source, "detail-type": kind,
             "detail": detail}
    if not of_cloudtrail:
        assert result.rules[0].compiled.matches(event)
