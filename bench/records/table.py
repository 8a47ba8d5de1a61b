"""A stand-in for DynamoDB, as quick as one likes it: the two indexes as sorted lists.

moto copies and sorts the whole table for each query, which takes seconds with 100,000 records. This
answers Query as the API reference has it (conditions on the key, newest first, Limit, pages of
1 MB), from what the recorder makes of events; it counts requests, and the time it takes itself.
"""

from __future__ import annotations

import json
import threading
import time
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from recorder.item import Item

FUNCTION = "/functions/"
PAGE = 1_000_000  # bytes
INDEXES = {"by_watch_shard": "watchShard", "by_day_shard": "dayShard"}
LEFT_OUT = ("event", "expiresAt", "resources", "day", "dayShard", "watchShard", "resourceShard")
DESCRIBED = json.dumps({"Table": {"GlobalSecondaryIndexes": [
    {"IndexName": name, "IndexStatus": "ACTIVE"} for name in INDEXES]}}).encode()


class Index:
    """Entries of one partition key, oldest first: (time, id, watch) and the item's JSON."""

    def __init__(self) -> None:
        self.keys: list[tuple[str, str, str]] = []
        self.items: list[str] = []

    def query(self, low: str, high: str, limit: int, start: dict[str, Any] | None
              ) -> tuple[list[str], dict[str, Any] | None]:
        """Items from the newest on, and the key to go on from."""
        end = bisect_right(self.keys, (high, "\uffff", ""))
        if start:
            end = bisect_left(self.keys, tuple(start[key]["S"] for key in ("time", "id", "watch")))
        first = bisect_left(self.keys, (low, "", ""))
        found: list[str] = []
        size = 0
        for place in range(end - 1, first - 1, -1):
            if len(found) == limit or size > PAGE:
                return found, self._key(place + 1)
            found.append(self.items[place])
            size += len(self.items[place])
        return found, None

    def _key(self, place: int) -> dict[str, Any]:
        held = json.loads(self.items[place])
        return {name: held[name] for name in ("id", "watch", "time")}


class Stored:
    """A table. `requests` counts those since `reset`, `busy` their seconds.

    `shards` is what the recorder's environment says of it. Whole items are kept of records from
    the time `whole_from` on.
    """

    def __init__(self, items: Iterable[Item], shards: str, whole_from: str = "") -> None:
        self.shards, self._whole_from = shards, whole_from
        self._indexes: dict[tuple[str, str], Index] = {}
        self._whole: dict[tuple[str, str], str] = {}
        self._lock = threading.Lock()
        self.reset()
        rows = sorted((one.attributes for one in items), key=lambda item: (
            item["time"]["S"], item["id"]["S"], item["watch"]["S"]))
        for attributes in rows:
            self._put(attributes)

    def _put(self, attributes: dict[str, Any]) -> None:
        text = json.dumps({name: value for name, value in attributes.items()
                           if name not in LEFT_OUT and not name[0].isupper()})
        key = tuple(attributes[name]["S"] for name in ("time", "id", "watch"))
        if key[0] >= self._whole_from:
            self._whole[key[1:]] = json.dumps(attributes)  # type: ignore[index]
        for name, attribute in INDEXES.items():
            index = self._indexes.setdefault((name, attributes[attribute]["S"]), Index())
            index.keys.append(key)  # type: ignore[arg-type]
            index.items.append(text)

    def reset(self) -> None:
        self.requests, self.busy = 0, 0.0

    def query(self, asked: dict[str, Any]) -> bytes:
        began = time.perf_counter()
        values = {name: held["S"] for name, held in asked["ExpressionAttributeValues"].items()}
        index = self._indexes.get((asked["IndexName"], values[":key"]), Index())
        items, last = index.query(values[":low"], values[":high"], asked.get("Limit", 1 << 30),
                                  asked.get("ExclusiveStartKey"))
        more = f',"LastEvaluatedKey":{json.dumps(last)}' if last else ""
        answer = f'{{"Count":{len(items)},"Items":[{",".join(items)}]{more}}}'.encode()
        self._count(began)
        return answer

    def batch_get(self, asked: dict[str, Any]) -> bytes:
        began = time.perf_counter()
        ((table, wanted),) = asked["RequestItems"].items()
        keys = [(key["id"]["S"], key["watch"]["S"]) for key in wanted["Keys"]]
        items = ",".join(self._whole[key] for key in keys if key in self._whole)
        answer = f'{{"Responses":{{{json.dumps(table)}:[{items}]}},"UnprocessedKeys":{{}}}}'
        self._count(began)
        return answer.encode()

    def _count(self, began: float) -> None:
        with self._lock:
            self.requests += 1
            self.busy += time.perf_counter() - began


@contextmanager
def serving(stored: Stored) -> Iterator[str]:
    """The table behind an endpoint for boto3; every other service says ResourceNotFound."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Of", (Handler,), {"stored": stored}))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


class Handler(BaseHTTPRequestHandler):
    stored: Stored
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        operation = self.headers.get("X-Amz-Target", "").rpartition(".")[2]
        if operation == "Query":
            self._answer(200, self.stored.query(json.loads(body)))
        elif operation == "BatchGetItem":
            self._answer(200, self.stored.batch_get(json.loads(body)))
        elif operation == "DescribeTable":
            self._answer(200, DESCRIBED)
        else:
            self.do_GET()

    def do_GET(self) -> None:
        if FUNCTION in self.path:
            self._answer(200, json.dumps({"Environment": {"Variables": {
                "SHARDS": self.stored.shards}}}).encode())
            return
        self._answer(404, b'{"__type":"ResourceNotFoundException","Message":"none here"}')

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/x-amz-json-1.0")
        self.send_header("x-amzn-errortype", "ResourceNotFoundException")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None: ...
