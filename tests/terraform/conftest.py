from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from eventbridge_notifier.sandbox.app import Sandbox

from tests.terraform import stacks
from tools.terraform_test import provider


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the modules and the examples, to run Terraform in."""
    return stacks.copied(tmp_path_factory.mktemp("checkout"))


@pytest.fixture(scope="session")
def attached() -> Iterator[dict[str, str]]:
    """What `terraform test` needs in its environment to share one provider process."""
    with provider.running() as environ:
        yield environ


@pytest.fixture(scope="session")
def planned(checkout: Path) -> Iterator[Callable[[str], stacks.Json]]:
    """Example -> its plan, made once."""
    with Sandbox(region="eu-west-1") as sandbox:
        yield cache(lambda name: stacks.plan(sandbox, checkout / "examples" / name))
