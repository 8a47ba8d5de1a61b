"""Pages of deployments. What a test does with them, it does twice: on this machine, and hosted."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from eventbridge_notifier.sandbox.oidc.issuer import Issuer, Member

from tests.console.conftest import Deployed
from tests.console.page.hosting import EMAIL, hosted
from tests.console.page.site import Serving, Site, local
from tools.package_console import OWN, build


@pytest.fixture(scope="session")
def hosting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    file = tmp_path_factory.mktemp("zip") / "console.zip"
    build(OWN, file)
    with Issuer([Member(EMAIL)]) as issuer:
        yield partial(hosted, issuer=issuer, file=file)


@pytest.fixture(scope="session", params=[
    "local", pytest.param("hosted", marks=pytest.mark.slow)])
def serving(request: pytest.FixtureRequest) -> Serving:
    """Serves the page of a deployment while a `with` block lasts."""
    if request.param == "local":
        return local
    made: Serving = request.getfixturevalue("hosting")
    return made


@pytest.fixture(scope="session")
def page(serving: Serving, here: Deployed) -> Iterator[Site]:
    """The page of `here`."""
    with serving(here) as site:
        yield site


@pytest.fixture(scope="session")
def crowded_page(serving: Serving, crowded: Deployed) -> Iterator[Site]:
    with serving(crowded) as site:
        yield site
