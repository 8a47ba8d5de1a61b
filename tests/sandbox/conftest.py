from collections.abc import Iterator

import pytest
from eventbridge_notifier.sandbox.app import Sandbox

from tests.sandbox.people import People
from tests.sandbox.stack import Stack

REGION = "eu-west-1"


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """A sandbox of its own, its waits six hundred times shorter."""
    with Sandbox(region=REGION, clock=600.0) as running:
        yield running


@pytest.fixture
def stack(sandbox: Sandbox) -> Stack:
    return Stack(sandbox)


@pytest.fixture
def people(sandbox: Sandbox) -> People:
    return People(sandbox)
