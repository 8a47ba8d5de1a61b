"""Queries in Athena: started, waited for, read; and what they scanned."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from eventbridge_notifier.events.logs import LogError

USD_PER_TB = 5.0
"""In us-east-1 (AWS pricing page, Amazon Athena, SQL queries); a few regions cost more."""
TB = 1 << 40
LEAST = 10 << 20
"""Bytes that a query counts for at least."""

_WAITING = ("QUEUED", "RUNNING")


def dollars(scanned: int) -> float:
    """What a query costs that scans so many bytes."""
    return max(scanned, LEAST) / TB * USD_PER_TB


@dataclass
class Athena:
    """`output` is the s3:// address of results, where the workgroup has none of its own. `scanned`
    are the bytes of all queries so far."""

    client: Any
    workgroup: str = "primary"
    output: str = ""
    sleep: Callable[[float], None] = time.sleep
    scanned: int = field(default=0, init=False)

    def run(self, sql: str) -> Iterator[dict[str, str | None]]:
        """The rows of a query. Raises LogError where it fails, and what Athena raises."""
        more = {"ResultConfiguration": {"OutputLocation": self.output}} if self.output else {}
        query = self.client.start_query_execution(
            QueryString=sql, WorkGroup=self.workgroup, **more)["QueryExecutionId"]
        self._wait(query)
        return self._rows(query)

    def _wait(self, query: str) -> None:
        pause = 0.2
        while True:
            found = self.client.get_query_execution(QueryExecutionId=query)["QueryExecution"]
            status = found["Status"]
            if status["State"] not in _WAITING:
                break
            self.sleep(pause)
            pause = min(pause * 1.5, 5.0)
        self.scanned += found.get("Statistics", {}).get("DataScannedInBytes", 0)
        if status["State"] != "SUCCEEDED":
            raise LogError(f"Athena: the query {status['State'].lower()}: "
                           f"{status.get('StateChangeReason', 'no reason is given')}")

    def _rows(self, query: str) -> Iterator[dict[str, str | None]]:
        """The first row holds the names of the columns (GetQueryResults, of a SELECT)."""
        names: list[str] = []
        token: dict[str, str] = {}
        while True:
            page = self.client.get_query_results(QueryExecutionId=query, **token)
            for row in page["ResultSet"]["Rows"]:
                values = [one.get("VarCharValue") for one in row["Data"]]
                if names:
                    yield dict(zip(names, values, strict=True))
                else:
                    names = [str(one) for one in values]
            if not page.get("NextToken"):
                return
            token = {"NextToken": page["NextToken"]}
