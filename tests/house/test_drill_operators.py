"""A new operator of event patterns is its own file, one row of OPERATORS, and its documentation."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from eventbridge_notifier.patterns import compile, operators, sample, show
from eventbridge_notifier.patterns.operators import OPERATORS
from eventbridge_notifier.spec import schema

from tests.house.repository import ROOT
from tests.patterns.cases import every

# An operand of each operator, as a pattern has it.
OPERANDS: dict[str, list[Any]] = {
    "prefix": ["a", {"equals-ignore-case": "a"}], "suffix": ["a", {"equals-ignore-case": "a"}],
    "equals-ignore-case": ["a"], "wildcard": ["a*b", r"a\**"], "exists": [True],
    "anything-but": ["a", ["a", "b"], 1, {"prefix": "a"}], "cidr": ["10.0.0.0/24", "2001:db8::/64"],
    "numeric": [["=", 1], [">", 0, "<=", 5], ["<", 3]], "exactly": ["10.0.0.1"],
}
DOCUMENTED = [name for name, row in OPERATORS.items() if row.documented]


def test_this_file_knows_every_operator() -> None:
    assert set(OPERANDS) == set(OPERATORS)


def test_no_file_of_operators_is_left_without_a_row() -> None:
    rows = {row.condition.__module__ for row in OPERATORS.values()}
    files = {f"{operators.__name__}.{path.stem}" for path in
             Path(operators.__file__).parent.glob("*.py")} - {f"{operators.__name__}.__init__",
                                                              f"{operators.__name__}.base"}
    assert files == rows


@pytest.mark.parametrize(("name", "operand"), [
    (name, operand) for name, several in OPERANDS.items() for operand in several])
def test_an_operator_accepts_its_sample_and_can_be_explained(name: str, operand: Any) -> None:
    pattern = compile(json.dumps({"source": ["s"], "detail": {"a": [{name: operand}]}}))
    event = {"source": "s", "detail": {"a": sample.accepted([{name: operand}])}}
    assert pattern.matches(json.dumps(event))
    assert show.lines(pattern.explain(json.dumps(event)))


@pytest.mark.parametrize("name", [name for name, row in OPERATORS.items() if row.excluded])
def test_what_may_stand_in_anything_but_excludes_its_sample(name: str) -> None:
    operand = OPERANDS[name][0]
    pattern = compile(json.dumps({"source": ["s"], "detail": {
        "a": [{"anything-but": {name: operand}}]}}))
    event = {"source": "s", "detail": {"a": sample.accepted([{name: operand}])}}
    assert not pattern.matches(json.dumps(event))


@pytest.mark.parametrize("name", DOCUMENTED)
def test_an_operator_has_cases_a_place_in_the_schema_and_documentation(name: str) -> None:
    assert any(f'"{name}"' in case.pattern_text for case in every())
    assert name in schema.schema()["$defs"]["operator"]["properties"]
    for page in ("patterns", "spec"):
        text = (ROOT / "docs" / f"{page}.md").read_text()
        assert re.search(rf"^### .*\b{name}\b|[`\"{{]{name}\b", text, re.M), f"docs/{page}.md"
