"""What calls and native events act on: rows for record_format/resources.py. Look-ups.

    rules.json.gz   every operation, made by tools/resource_rules out of what AWS publishes
    overrides.txt   operations about which that is not enough
    native.txt      native events
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from eventbridge_notifier.aws.cloudtrail import operations
from eventbridge_notifier.aws.cloudtrail.operations import Operation
from eventbridge_notifier.aws.services.names import envelope_source, event_source
from eventbridge_notifier.aws.services.services import service, siblings
from eventbridge_notifier.aws.suggest import Unknown

Row = list[Any]
NONE = "-"


def rows_of(operation: Operation) -> dict[str, dict[str, Row]]:
    """The rows of an operation, under every source and name that its events may have."""
    found = row(operation.service, operation.name)
    if found is None:
        return {}
    return {envelope_source(source): dict.fromkeys(operation.event_names, found)
            for source in operation.sources}


def rows_of_event(event: dict[str, Any]) -> dict[str, dict[str, Row]]:
    """The row of an event that was recorded without, as an input of `resources_of`."""
    source, detail = str(event.get("source")), event.get("detail")
    name = detail.get("eventName") if isinstance(detail, dict) else None
    if not isinstance(name, str) or not name:
        found = native_row(source, str(event.get("detail-type")))
        return {source: {str(event.get("detail-type")): found}} if found else {}
    try:
        operation = operations.operation(event_source(source), name)
    except Unknown:
        called = _own(source.removeprefix("aws."), name)
    else:
        called = row(operation.service, operation.name)
    return {source: {name: called}} if called else {}


def rows_of_service(event_source_name: str) -> Iterator[tuple[str, str, Row]]:
    """(source, event name, row) of every operation whose calls have this eventSource."""
    called = service(event_source_name)
    for name in sorted(operations.known(called.name)):
        found = row(called.name, name) or next(
            (one for other in siblings(called.name) if (one := row(other, name))), None)
        if found and found[2]:
            yield envelope_source(event_source_name), name, found


@cache
def row(service: str, operation: str) -> Row | None:
    """[change, type, templates, templates of others]; None for what no table has.

    Services may share an eventSource and the names of operations, not their parameters: then the
    templates of both stand in the row.
    """
    found = _own(service, operation)
    if found is None:
        return None
    change, kind, templates, others = found
    for other in siblings(service):
        if shared := _own(other, operation):
            new = [one for one in shared[2] if one not in templates]
            templates = [*templates, *(one if shared[1] == kind or "=" in one
                                       else f"{shared[1]}={one}" for one in new)]
    return [change, kind, templates, others]


def native_row(source: str, detail_type: str) -> Row | None:
    """The row of a native event."""
    return _native().get((source, detail_type))


def types() -> dict[str, int]:
    """CloudFormation's word for a service to how many resource types it has."""
    found: dict[str, int] = _published()["types"]
    return found


def type_names() -> frozenset[str]:
    """The type of every main resource that a row names, such as AWS::S3::Bucket.

    CloudTrail's own `resources` name further ones.
    """
    published = (row for rows in _published()["operations"].values() for row in rows.values())
    return frozenset(row[1] for row in (*published, *_overrides().values(), *_native().values())
                     if row[1])


def _own(service: str, operation: str) -> Row | None:
    rows: dict[str, dict[str, Row]] = _published()["operations"]
    return _overrides().get((service, operation)) or rows.get(service, {}).get(operation)


@cache
def _published() -> dict[str, Any]:
    packed = files("eventbridge_notifier.aws.resources").joinpath("rules.json.gz").read_bytes()
    found: dict[str, Any] = json.loads(gzip.decompress(packed))
    return found


@cache
def _overrides() -> dict[tuple[str, str], Row]:
    return {(service, name): _read(rest) for service, name, *rest in map(str.split, _lines(
        "overrides.txt"))}


@cache
def _native() -> dict[tuple[str, str], Row]:
    found: dict[tuple[str, str], Row] = {}
    source = ""
    for line in _lines("native.txt"):
        if "=" not in line and not line.startswith(" "):
            source = line.strip()
        else:
            detail_type, _, rest = line.partition(" = ")
            found[source, detail_type.strip()] = _read(rest.split())
    return found


def _read(parts: list[str]) -> Row:
    change, kind, *templates = parts
    end = templates.index("+") if "+" in templates else len(templates)
    return [change, "" if kind == NONE else kind, templates[:end], templates[end + 1:]]


def _lines(name: str) -> Iterator[str]:
    text = files("eventbridge_notifier.aws.resources").joinpath(name).read_text("utf-8")
    yield from (line for line in text.splitlines() if line and not line.startswith("#"))
