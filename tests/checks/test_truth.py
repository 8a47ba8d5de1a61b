"""Cases of watches by kind: what check says of each, at which level, with the right word."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from eventbridge_notifier.diagnostics.diagnostic import ERROR, WARNING
from eventbridge_notifier.diagnostics.finding import Finding
from eventbridge_notifier.pipeline.generate import compile_texts
from eventbridge_notifier.spec import yaml as ours

FILE = Path("tests/checks/truth.yaml")
KINDS: dict[str, list[dict[str, Any]]] = ours.parse(FILE.read_text("utf-8"), FILE.name).value
CASES = [(kind, case) for kind, cases in KINDS.items() for case in cases]


def found(case: dict[str, Any]) -> tuple[Finding, ...]:
    spec = {"version": 1, "home_region": "eu-west-1", **case.get("spec", {}),
            "watches": {"w": case["watch"]}}
    return compile_texts([("w.yaml", yaml.safe_dump(spec))]).findings


@pytest.mark.parametrize(("kind", "case"), CASES,
                         ids=[f"{number}-{kind}" for number, (kind, _) in enumerate(CASES)])
def test_check_says_so(kind: str, case: dict[str, Any]) -> None:
    findings = found(case)
    said = [str(one) for one in findings]
    if case.get("silent"):
        assert said == []
    if case.get("most") == WARNING:
        assert [str(one) for one in findings if one.level == ERROR] == []
    if "code" in case:
        matching = [one for one in findings if one.code == case["code"]]
        assert matching, said
        assert matching[0].level == case["level"]
        if "word" in case:
            assert case["word"] in matching[0].suggestion


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_says_something_and_leaves_a_near_relative_in_peace(kind: str) -> None:
    assert len(KINDS[kind]) >= 3
    assert any(case.get("silent") or case.get("most") or "code" in case for case in KINDS[kind])
