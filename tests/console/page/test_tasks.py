"""Each thing that people come to the page for takes three actions at most."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from eventbridge_notifier.sandbox.app import Sandbox
from playwright.sync_api import Browser

from tests.console.browser import context
from tests.console.conftest import Deployed
from tests.console.page.site import Serving
from tests.console.page.tasks import OPTIONS, TASKS, Hand, Task, records

MOST = 3


@pytest.fixture(scope="session")  # once for the page here and the hosted one
def of_tasks(sandbox: Sandbox) -> Deployed:
    of = Deployed(sandbox, "tasks", 200)
    of.store(records(datetime.now(UTC)), "compressed")
    return of


@pytest.fixture(scope="module")
def address(of_tasks: Deployed, serving: Serving) -> Iterator[str]:
    with serving(of_tasks) as site:
        yield site.address


@pytest.mark.slow
@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_it_takes_three_actions_at_most(browser: Browser, address: str, task: Task) -> None:
    with context(browser, **OPTIONS) as tab:
        hand = Hand(tab, address)
        task.do(hand)
        assert hand.actions <= MOST
