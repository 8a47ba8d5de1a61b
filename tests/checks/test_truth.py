"""Cases of watches by kind: what check says of each, at which level, with the right word."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from eventbridge_notifier import aws
from eventbridge_notifier.compiler.rule import Compiled
from eventbridge_notifier.diagnostics.diagnostic import ERROR, WARNING
from eventbridge_notifier.pipeline.generate import compile_texts
from eventbridge_notifier.spec import yaml as ours

FOLDER = Path("tests/checks")
KINDS: dict[str, list[dict[str, Any]]] = {
    kind: cases for name in ("truth.yaml", "truth_calls.yaml")
    for kind, cases in ours.parse((FOLDER / name).read_text("utf-8"), name).value.items()}
CASES = [(kind, case) for kind, cases in KINDS.items() for case in cases]


def compiled(case: dict[str, Any]) -> Compiled:
    spec = {"version": 1, "home_region": "eu-west-1", **case.get("spec", {}),
            "watches": {"w": case["watch"]}}
    return compile_texts([("w.yaml", yaml.safe_dump(spec))])


@pytest.mark.parametrize(("kind", "case"), CASES,
                         ids=[f"{number}-{kind}" for number, (kind, _) in enumerate(CASES)])
def test_check_says_so(kind: str, case: dict[str, Any]) -> None:
    findings = compiled(case).findings
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


@pytest.mark.parametrize(("kind", "case"), [
    pair for pair in CASES if {"match", "no_match", "state"} & pair[1].keys()])
def test_the_rule_takes_what_cloudtrail_writes(kind: str, case: dict[str, Any]) -> None:
    (rule,) = compiled(case).rules
    assert rule.state == case.get("state", rule.state)
    for wanted, details in ((True, case.get("match", ())), (False, case.get("no_match", ()))):
        for detail in details:
            assert rule.compiled.matches(event(detail)) is wanted, detail


def event(detail: dict[str, Any]) -> dict[str, Any]:
    """The event of a record; `$type` is its detail-type."""
    source = detail["eventSource"].partition(".")[0]
    written = {key: value for key, value in detail.items() if key != "$type"}
    return {"source": f"aws.{source}", "detail-type": detail.get("$type", aws.API_CALL),
            "detail": written}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_says_something_and_leaves_a_near_relative_in_peace(kind: str) -> None:
    assert len(KINDS[kind]) >= 3
    assert any({"silent", "most", "code", "match", "state"} & case.keys() for case in KINDS[kind])
