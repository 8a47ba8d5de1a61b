"""The same questions over the same records, asked of others: Sigma rules on SQLite, and DuckDB."""

from __future__ import annotations

import json
import re
import sqlite3
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from eventbridge_notifier import aws

Watches = Mapping[str, Mapping[str, Any]]


def sigma_sql(watches: Watches) -> list[str]:
    """pySigma's SQL for each watch: the call, and the beginning of one parameter."""
    from sigma.backends.sqlite import sqliteBackend
    from sigma.collection import SigmaCollection
    rules = []
    for name, watch in watches.items():
        service, operation = watch["on"].split(":")
        source = aws.event(service, operation)["detail"]["eventSource"]
        (path, condition), = watch["where"].items()
        rules.append(yaml.safe_dump({
            "title": name, "logsource": {"product": "aws", "service": "cloudtrail"},
            "detection": {"a": {"eventSource": source, "eventName": operation,
                                f"{path}|startswith": condition["prefix"]}, "condition": "a"}}))
    backend = sqliteBackend()
    backend.table = "logs"
    return [str(one).replace("<TABLE_NAME>", "logs")
            for rule in rules for one in backend.convert(SigmaCollection.from_yaml(rule))]


def flat(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Each leaf by its dotted path, as rule engines on SQL flatten records; lists as JSON."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from flat(one, f"{path}.{name}" if path else name)
    else:
        yield path, json.dumps(value) if isinstance(value, list | bool) else value


def sqlite(log: Path, queries: list[str]) -> tuple[float, int]:
    """Seconds to read the log into a table and to run every rule over it; and how many matched."""
    start = time.process_time()
    rows = [dict(flat(json.loads(line))) for line in log.open(encoding="utf-8")]
    names = _columns(rows, queries)
    database = sqlite3.connect(":memory:")
    database.execute(f"CREATE TABLE logs ({', '.join(map(_quoted, names))})")
    database.executemany(f"INSERT INTO logs VALUES ({', '.join('?' * len(names))})",
                         ([row.get(name) for name in names] for row in rows))
    found = sum(len(database.execute(query).fetchall()) for query in queries)
    return time.process_time() - start, found


def duckdb(log: Path, queries: list[str]) -> tuple[float, int]:
    """The same of DuckDB, which is written in C++ and columnar; on one thread."""
    import duckdb as library
    start = time.process_time()
    rows = [dict(flat(json.loads(line))) for line in log.open(encoding="utf-8")]
    names = _columns(rows, queries)
    flattened = log.with_suffix(".flat")
    with flattened.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    database = library.connect(config={"threads": 1})
    columns = dict.fromkeys(names, "VARCHAR")
    database.execute(f"CREATE TABLE logs AS SELECT * FROM read_json('{flattened}', "
                     f"format='newline_delimited', columns={columns!r})")
    found = 0
    for query in queries:
        counted = query.replace("SELECT *", "SELECT count(*)").replace("`", '"')
        found += database.execute(counted).fetchall()[0][0]
    return time.process_time() - start, found


def _columns(rows: list[dict[str, Any]], queries: list[str]) -> list[str]:
    """Of all rows, each once: SQL does not tell two names apart that differ in case alone."""
    names = {name for row in rows for name in row} | _asked(queries)
    return sorted({name.lower(): name for name in sorted(names)}.values())


def _asked(queries: list[str]) -> set[str]:
    """The columns that rules name; those that no record has must exist as well."""
    return {name for query in queries for name in re.findall(
        r"[`\"']?((?:requestParameters|userIdentity)\.[\w.-]+)[`\"']? LIKE", query)}


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
