"""Whatever check proposes in place of a value or a path compiles, and is not found fault with."""

from copy import deepcopy
from typing import Any

import pytest
import yaml
from eventbridge_notifier.diagnostics.finding import Finding, errors
from eventbridge_notifier.pipeline.generate import compile_texts

from tests.checks.test_truth import CASES, found

# Codes whose suggestion stands in for the value or the key at the finding's place.
VALUES = {"event-name", "unknown-operation", "type-mismatch", "unverified-value", "literal-star"}


def mended(case: dict[str, Any], finding: Finding) -> dict[str, Any] | None:
    """The watch with the suggestion where the wrong word was; None where it was not one word."""
    watch = deepcopy(case["watch"])
    meant = yaml.safe_load(finding.suggestion)
    if finding.code == "unknown-operation" and isinstance(watch.get("on"), str):
        service = watch["on"].partition(":")[0]
        return {**watch, "on": meant if ":" in str(meant) else f"{service}:{meant}"}
    if finding.code == "path" and finding.suggestion and "where" in watch:
        return {**watch, "where": dict.fromkeys([meant], *watch["where"].values())}
    if finding.code in VALUES and "where" in watch and len(watch["where"]) == 1:
        return {**watch, "where": dict.fromkeys(watch["where"], meant)}
    names = watch.get("pattern", {}).get("detail", {}).get("eventName")
    if finding.code in ("event-name", "unknown-operation") and names and len(names) == 1:
        watch["pattern"]["detail"]["eventName"] = [meant]
        return watch
    return None


PROPOSED = [(case, finding) for _, case in CASES for finding in found(case)
            if finding.suggestion and mended(case, finding)]


@pytest.mark.parametrize(("case", "finding"), PROPOSED,
                         ids=[f"{number}-{one.code}" for number, (_, one) in enumerate(PROPOSED)])
def test_a_suggestion_is_alive(case: dict[str, Any], finding: Finding) -> None:
    watch = mended(case, finding)
    spec = {"version": 1, "home_region": "eu-west-1", "watches": {"w": watch}}
    result = compile_texts([("w.yaml", yaml.safe_dump(spec))])
    assert [str(one) for one in errors(result.findings) if one.code != "data-event"] == []
    assert result.rules


def test_there_are_suggestions_to_try() -> None:
    assert len(PROPOSED) >= 10
