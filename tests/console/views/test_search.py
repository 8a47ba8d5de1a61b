"""Search finds what is on the screen, in any case, and all words must be there."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from eventbridge_notifier.console.records.filters import Filters
from eventbridge_notifier.console.records.table import find
from eventbridge_notifier.console.records.window import last

from tests.console.conftest import Deployed
from tests.console.events import event, user

WATCH = "python38-functions"
FOUND = ("report-42", "createfunction", "accessdenied", "203.0.113.77", "ALICE createfunction",
         "Python38-Functions", "PYTHON3.8", "lambda::function", "eu-west-1 medium", "123456789012")
NOT_FOUND = ("report-43", "alice deletefunction", "203.0.113.78")


def test_everything_that_a_row_shows_or_a_watch_records_is_found(empty: Deployed) -> None:
    made = event(WATCH, empty.now - timedelta(hours=1), random.Random(1), user("Alice"),
                 functionName="report-42")
    made["detail"] |= {"errorCode": "AccessDenied", "sourceIPAddress": "203.0.113.77"}
    empty.store([(WATCH, made)])
    table, window = find(empty.client, empty.name), last("24h", datetime.now(UTC))
    found = {words: len(list(table.records(Filters(text=words), window)))
             for words in (*FOUND, *NOT_FOUND)}
    assert found == dict.fromkeys(FOUND, 1) | dict.fromkeys(NOT_FOUND, 0)
