"""Packs in a spec: taken by name, changed, and blamed where the spec names them."""

from __future__ import annotations

import pytest
from eventbridge_notifier.compiler.rule import Compiled, Rule
from eventbridge_notifier.diagnostics.finding import Finding
from eventbridge_notifier.pipeline.generate import compile_texts
from eventbridge_notifier.spec import packs
from eventbridge_notifier.spec.packs import PACKS

HEAD = "version: 1\nhome_region: us-east-1\n"


def compiled(text: str) -> Compiled:
    return compile_texts([("w.yaml", HEAD + text)])


def rules(text: str) -> dict[str, Rule]:
    result = compiled(text)
    assert [str(one) for one in result.findings] == []
    return {rule.name: rule for rule in result.rules}


def finding(text: str) -> Finding:
    (one,) = compiled(text).findings
    return one


def test_a_list_takes_packs_as_they_are_and_a_spec_needs_no_watches_of_its_own() -> None:
    found = rules("packs: [guardduty, runtime-deprecations]\n")
    assert set(found) == {watch.name for name in ("guardduty", "runtime-deprecations")
                          for watch in packs.watches(PACKS[name])}
    assert found["guardduty-high"].severity == "high"


def test_watches_stand_beside_packs() -> None:
    found = rules("packs: [guardduty]\nwatches:\n  mine: {on: iam:CreateUser}\n")
    assert "mine" in found
    assert "guardduty-high" in found


def test_a_mapping_changes_a_pack() -> None:
    found = rules("packs:\n  guardduty:\n    severity: low\n    notify: [ops]\n"
                  "    without: [guardduty-medium]\n  operations:\n")
    assert "guardduty-medium" not in found
    assert (found["guardduty-high"].severity, found["guardduty-high"].notify) == ("low", ("ops",))
    assert found["ops-launch-failed"].severity == "high"


def test_a_pack_may_exclude_for_its_own_watches_alone() -> None:
    found = rules("packs:\n  cis-aws-foundations: {exclude: {roles: [deploy]}}\n"
                  "  public-exposure:\n")
    for name, rule in found.items():
        assert ("deploy" in str(rule.pattern)) == name.startswith("cis-"), name


def test_service_driven_calls_can_be_left_out_of_every_watch_of_every_pack() -> None:
    """Even where a watch asks for the same fields, as 4.3 does for invokedBy."""
    excluded = rules("exclude: {services: true, user_agents: ['APN/1.0 HashiCorp/*']}\n"
                     f"packs: [{', '.join(set(PACKS) - {'tamper-evidence'})}]\n")
    assert excluded["cis-4.3-root-use"].pattern["detail"]["userIdentity"] == {
        "type": ["Root"], "invokedBy": [{"exists": False}]}
    assert "userAgent" in excluded["cis-4.3-root-use"].pattern["detail"]
    assert "userAgent" not in str(excluded["guardduty-high"].pattern)


def test_the_expected_warnings_of_packs_are_not_said_and_those_of_own_watches_are() -> None:
    assert compiled("packs: [cis-aws-foundations, runtime-deprecations]\n").findings == ()
    assert finding("watches:\n  w: {on: iam:GetUser}\n").code == "read-only-volume"


@pytest.mark.parametrize(("text", "line", "code", "suggestion"), [
    ("packs: [cis-aws-foundation]\n", 3, "wrong-value", "cis-aws-foundations"),
    ("packs:\n  gardduty: {}\n", 4, "unknown-key", "guardduty"),
    ("packs:\n  guardduty:\n    wthout: []\n", 5, "unknown-key", "without"),
    ("packs:\n  guardduty:\n    without:\n      - guardduty-hgh\n", 6, "unknown-watch",
     "guardduty-high"),
    ("packs:\n  guardduty: {severity: hihg}\n", 4, "wrong-value", "high"),
    ("packs:\n  tamper-evidence: {name: My_Stack}\n", 4, "wrong-form", ""),
    ("packs: []\n", 3, "wrong-form", ""),
    ("packs: guardduty\n", 3, "wrong-type", ""),
    ("regions: [us-east-1]\n", 1, "missing-key", ""),
])
def test_a_slip_is_found_where_it_is_written(
        text: str, line: int, code: str, suggestion: str) -> None:
    one = finding(text)
    assert (one.line, one.code, one.suggestion) == (line, code, suggestion)


def test_what_is_wrong_with_a_packs_watch_is_said_where_the_spec_names_the_pack() -> None:
    result = compiled("packs:\n  operations:\n  guardduty: {severity: high}\n")
    found = [one.watch.finding(("on",), "path", "x") for one in result.rules]
    assert {(one.watch.pack, finding.line) for one, finding in zip(result.rules, found, strict=True)
            } == {("operations", 4), ("guardduty", 5)}


def test_a_watch_that_is_called_like_a_packs_is_refused() -> None:
    one = finding("packs: [guardduty]\nwatches:\n  guardduty-high: {on: iam:CreateUser}\n")
    assert (one.code, one.level) == ("duplicate-watch", "error")


def test_a_file_with_an_error_elsewhere_still_says_it_alone() -> None:
    result = compiled("packs: [guardduty]\nregions: 3\n")
    assert [one.code for one in result.findings] == ["wrong-type"]
