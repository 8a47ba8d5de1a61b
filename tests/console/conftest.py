"""A sandbox with a deployment and some thousand records, shared by the tests that only read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import uuid4

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from sandbox.app import Sandbox
from tests.console import deployed
from tests.console.events import REGION, WATCHES, Event, events

COUNT = 2_000
FEW = ("python38-functions", "root-activity", "key-deletion")
Client = Callable[[str], Any]


class Deployed:
    """A deployment in a sandbox; `stored` has its (watch, event) pairs, oldest first."""

    def __init__(self, sandbox: Sandbox, name: str, count: int,
                 watches: Iterable[str] = WATCHES) -> None:
        self.sandbox, self.name = sandbox, name
        self.client: Client = lru_cache(maxsize=None)(sandbox.client)
        self.now = datetime.now(UTC)
        deployed.deploy(self.client, name, {one: WATCHES[one] for one in watches})
        self.stored = list(events(count, self.now - timedelta(minutes=10), timedelta(hours=23)))
        # Compressed ones are read much faster by the sandbox.
        self.store(self.stored, "compressed")

    def store(self, pairs: Iterable[tuple[str, Event]], event_format: str = "map") -> None:
        deployed.store(self.client, pairs, self.name, event_format)

    def run(self, *arguments: str) -> Result:
        """The command line, as in a terminal of this deployment's owner."""
        environ = {**self.sandbox.env(), "AWS_PROFILE": None, "COLUMNS": "200"}
        return CliRunner(env=environ).invoke(main, list(arguments))


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(region=REGION) as running:
        yield running


@pytest.fixture(scope="session")
def here(sandbox: Sandbox) -> Deployed:
    return Deployed(sandbox, deployed.NAME, COUNT)


@pytest.fixture
def empty(sandbox: Sandbox) -> Deployed:
    """A deployment of its own, with few watches and no records."""
    return Deployed(sandbox, f"of-{uuid4().hex[:12]}", 0, FEW)
