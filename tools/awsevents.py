"""Writes the registry's part of aws/native/events.jsonl: the detail of events as AWS publishes it.

`python -m tools.awsevents PACKAGE DATE` with the file that `npm pack @aws-cdk/aws-service-spec`
makes (Apache-2.0; it holds AWS's own schema registry) and the day the version was published. What
is written by hand in the file stays: `guide`, `values` and rows of events that the registry lacks.
"""

from __future__ import annotations

import gzip
import json
import sys
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

TARGET = Path("generator/eventbridge_notifier/aws/native/events.jsonl")
PACKAGE = "@aws-cdk/aws-service-spec"
MADE_BY = "tools/awsevents.py; `guide` by tools/awsguides.py and by hand; `values` by hand"
Rows = dict[tuple[str, str], dict[str, Any]]
_KEYS = ("source", "detail-type", "registry", "guide", "values", "from")


def registry(database: Mapping[str, Any]) -> Rows:
    """(source, detail-type) to the row with the schema of `detail`."""
    parts = database["schema"]
    types = {one["$id"]: one["properties"] for one in parts["eventTypeDefinition"]["entities"]}
    found: Rows = {}
    for one in parts["event"]["entities"]:
        key = one["source"], one["detailType"]
        row = found.setdefault(key, {"source": key[0], "detail-type": key[1]})
        fields = _structure(types, one["rootProperty"]["$ref"], ())
        row["registry"] = joined(row.get("registry"), fields)  # several versions of an event
    return found


def joined(first: Any, second: Any) -> Any:
    """Two schemas as one; the first has the last word on a type."""
    if isinstance(first, dict) and isinstance(second, dict):
        return {name: joined(first.get(name), second.get(name)) for name in {**first, **second}}
    if isinstance(first, list) and isinstance(second, list):
        return [joined(first[0], second[0])]
    if first is None or second is None:
        return second if first is None else first
    return second if first == "json" else first


def _structure(types: Mapping[str, Any], name: str, above: tuple[str, ...]) -> Any:
    """Field to its type; a structure inside itself may hold anything. Names with a dot are data (an
    address, a time), and any other may stand in their place."""
    if name in above:
        return "json"
    fields = {field if "." not in field else "*": _type(types, one["type"], (*above, name))
              for field, one in sorted(types[name].items())}
    return fields if "*" not in fields else {**fields, "*": "json"}


def _type(types: Mapping[str, Any], described: Mapping[str, Any], above: tuple[str, ...]) -> Any:
    kind = described["type"]
    if kind == "ref":
        return _structure(types, described["reference"]["$ref"], above)
    if kind == "array":
        return [_type(types, described["element"], above)]
    if kind == "map":
        return {"*": _type(types, described["element"], above)}
    return "json" if kind == "union" else kind


def read(path: Path = TARGET) -> Rows:
    """The rows of the file; {} where there is none yet."""
    lines = path.read_text("utf-8").splitlines()[1:] if path.exists() else []
    return {(row["source"], row["detail-type"]): row for row in map(json.loads, lines)}


def merged(published: Rows, known: Rows) -> Rows:
    """The published schemas, and what is written by hand."""
    kept = {key: {name: value for name, value in row.items() if name != "registry"}
            for key, row in known.items()}
    return {key: {**kept.get(key, {}), **published.get(key, {})} for key in {*kept, *published}}


def write(rows: Rows, head: Mapping[str, str], path: Path = TARGET) -> None:
    """One row a line, by source and detail-type; above them where the schemas are from."""
    lines = [json.dumps(head)]
    for _, row in sorted(rows.items()):
        ordered = {name: row[name] for name in _KEYS if row.get(name)}
        lines.append(json.dumps(ordered, ensure_ascii=False))
    path.write_text("\n".join(lines) + "\n", "utf-8")


def main() -> None:
    with tarfile.open(sys.argv[1]) as packed:
        member, about = (packed.extractfile(f"package/{name}")
                         for name in ("db.json.gz", "package.json"))
        assert member is not None
        assert about is not None
        database = json.loads(gzip.decompress(member.read()))
        version = json.loads(about.read())["version"]
    found = registry(database)
    rows = merged(found, read())
    write(rows, {"made by": MADE_BY, "package": f"{PACKAGE} {version}",
                 "published": sys.argv[2]})
    print(f"{TARGET}: {len(rows)} events, {len(found)} of them with the registry's schema")


if __name__ == "__main__":
    main()
