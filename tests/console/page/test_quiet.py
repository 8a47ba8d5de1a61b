"""What the page does of itself: nothing that a trail of management events records."""

from __future__ import annotations

import json
import random
import time
from datetime import UTC, datetime
from functools import cache
from typing import Any

import requests
from eventbridge_notifier.console.web.server import serve

from tests.console.conftest import Deployed, reader_of
from tests.console.events import event

WATCH = "python38-functions"


def test_an_open_page_asks_the_table_alone(empty: Deployed) -> None:
    asked: list[str] = []
    reader = reader_of(empty)

    @cache
    def noted(service: str) -> Any:
        client = reader(service)
        client.meta.events.register(
            "before-call", lambda model, **_: asked.append(f"{service}:{model.name}"))
        return client

    with serve(noted, empty.name) as address, requests.get(
            f"{address}api/live", stream=True, timeout=20) as answer:
        lines = (json.loads(line[6:]) for line in answer.iter_lines(chunk_size=1)
                 if line.startswith(b"data: "))
        assert next(lines) == {"kind": "ready"}
        asked.clear()
        time.sleep(2)
        empty.store([(WATCH, event(WATCH, datetime.now(UTC), random.Random(5)))])
        assert next(lines)["kind"] == "arrived"
        assert set(asked) == {"dynamodb:Query"}
