"""DuckDB in Athena's place: the same SQL, over the same files of a bucket."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from typing import Any

import duckdb
import sqlglot
from eventbridge_notifier.events.athena.columns import JSON, TABLE
from sqlglot import exp


def types() -> dict[str, str]:
    """DuckDB's types of the table's columns."""
    return {name: exp.DataType.build("STRING" if kind == JSON else kind, dialect="hive").sql(
        "duckdb") for name, kind in TABLE.items()}


def row(record: dict[str, Any]) -> dict[str, Any]:
    """A record as the table's columns hold it."""
    lowered = {name.lower(): value for name, value in record.items()}
    return {name: _held(lowered.get(name), kind) for name, kind in TABLE.items()}


def _held(value: Any, kind: str) -> Any:
    if value is None:
        return None
    if kind == JSON:
        return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    if kind == "STRING":
        return _text(value)
    return _lower(value)


def _lower(value: Any) -> Any:
    if isinstance(value, dict):
        return {name.lower(): _lower(one) for name, one in value.items()}
    return [_lower(one) for one in value] if isinstance(value, list) else _text(value)


def _text(value: Any) -> Any:
    return value if value is None or isinstance(value, str) else json.dumps(value)


def loaded(rows: Iterable[dict[str, Any]], path: Any) -> duckdb.DuckDBPyConnection:
    """A database with the table `trail`; `path` is a file to write."""
    path.write_text("".join(json.dumps(one) + "\n" for one in rows))
    columns = {**types(), "$path": "VARCHAR", "account": "VARCHAR", "region": "VARCHAR",
               "day": "VARCHAR"}
    database = duckdb.connect()
    database.execute(f"CREATE TABLE trail AS SELECT * FROM read_json('{path}', "
                     f"format='newline_delimited', columns={columns!r})")
    return database


def matching(database: duckdb.DuckDBPyConnection, condition: exp.Expr) -> set[str]:
    """The ids of the records for which a condition holds, written for Athena and read back."""
    parsed = sqlglot.parse_one(condition.sql("athena"), read="athena")
    found = database.execute(f"SELECT eventid FROM trail WHERE {parsed.sql('duckdb')}").fetchall()
    return {one for one, in found}


class StandIn:
    """Athena's client, as far as it is asked."""

    def __init__(self, s3: Any, bucket: str, path: Any) -> None:
        self.statements: list[str] = []
        self._results: dict[str, list[tuple[Any, ...]]] = {}
        self._database = loaded(_rows(s3, bucket), path)

    def start_query_execution(self, QueryString: str, WorkGroup: str, **_: Any) -> dict[str, str]:
        self.statements.append(QueryString)
        query = str(len(self.statements))
        self._results[query] = []
        if QueryString.startswith("SELECT"):
            parsed = sqlglot.parse_one(QueryString, read="athena")
            for table in parsed.find_all(exp.Table):
                if table.db:
                    table.replace(exp.to_table("trail"))
            done = self._database.execute(parsed.sql("duckdb"))
            names = tuple(one[0] for one in done.description or ())
            self._results[query] = [names, *done.fetchall()]
        return {"QueryExecutionId": query}

    def get_query_execution(self, QueryExecutionId: str) -> dict[str, Any]:
        return {"QueryExecution": {"Status": {"State": "SUCCEEDED"},
                                   "Statistics": {"DataScannedInBytes": 1 << 30}}}

    def get_query_results(self, QueryExecutionId: str, NextToken: str = "0") -> dict[str, Any]:
        start, rows = int(NextToken), self._results[QueryExecutionId]
        page = [{"Data": [{} if one is None else {"VarCharValue": str(one)} for one in row]}
                for row in rows[start:start + 3]]
        more = {"NextToken": str(start + 3)} if len(rows) > start + 3 else {}
        return {"ResultSet": {"Rows": page}, **more}


def _rows(s3: Any, bucket: str) -> Iterator[dict[str, Any]]:
    for one in s3.list_objects_v2(Bucket=bucket)["Contents"]:
        account, kind, region, *day, _ = one["Key"].partition("AWSLogs/")[2].split("/")
        if kind != "CloudTrail":  # digests
            continue
        body = gzip.decompress(s3.get_object(Bucket=bucket, Key=one["Key"])["Body"].read())
        for record in json.loads(body)["Records"]:
            yield {**row(record), "$path": f"s3://{bucket}/{one['Key']}", "account": account,
                   "region": region, "day": "/".join(day)}
