"""Examples are what people copy: nothing is to be found in them."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from eventbridge_notifier.cli.main import main

from tests.house.repository import ROOT

RECIPE = "python38-lambda"
SPECS = sorted(one.parent.name for one in (ROOT / "examples").glob("*/watches.yaml"))


@pytest.mark.parametrize("name", SPECS)
def test_an_example_has_no_finding_but_for_the_recipe_that_says_why(name: str) -> None:
    found = CliRunner().invoke(main, ["check", "--strict", str(ROOT / "examples" / name)])
    said = [line for line in found.stderr.splitlines() if not line.endswith("[retiring]")]
    assert said == []
    assert (found.exit_code == 0) == (name != RECIPE)
