from collections.abc import Iterator

import pytest
from eventbridge_notifier.sandbox.app import Sandbox


@pytest.fixture(scope="module")
def running() -> Iterator[Sandbox]:
    """One sandbox for the stacks of a file: each has an account of its own."""
    with Sandbox(region="eu-west-1", clock=600.0) as sandbox:
        yield sandbox
