"""Each thing that people come to the page for takes three actions at most."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from eventbridge_notifier.console.web.server import serve
from playwright.sync_api import Browser

from tests.console.browser import context
from tests.console.conftest import Deployed, reader_of
from tests.console.page.tasks import OPTIONS, TASKS, Hand, Task, records

MOST = 3


@pytest.fixture(scope="module")
def address(sandbox: object) -> Iterator[str]:
    of = Deployed(sandbox, "tasks", 200)  # type: ignore[arg-type]
    of.store(records(datetime.now(UTC)), "compressed")
    with serve(reader_of(of), of.name) as served:
        yield served


@pytest.mark.slow
@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_it_takes_three_actions_at_most(browser: Browser, address: str, task: Task) -> None:
    with context(browser, **OPTIONS) as tab:
        hand = Hand(tab, address)
        task.do(hand)
        assert hand.actions <= MOST
