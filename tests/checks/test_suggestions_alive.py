"""Whatever check proposes compiles, fires, and is not found fault with again."""

import random
from typing import Any

import pytest
import yaml
from eventbridge_notifier.aws.cloudtrail import operations, parameters
from eventbridge_notifier.aws.services import services
from eventbridge_notifier.diagnostics.finding import Finding
from eventbridge_notifier.pipeline.generate import compile_texts

from tests.aws.test_cases import CASES as KINDS_OF_AWS
from tests.aws.test_native_fields import planted_watches
from tests.aws.typos import slips
from tests.checks.suggested import FILE, is_alive
from tests.checks.test_truth import CASES

SEED = 20261128


def text(watch: dict[str, Any], **spec: Any) -> str:
    return yaml.safe_dump({"version": 1, "home_region": "eu-west-1", **spec,
                           "watches": {"w": watch}})


def proposals(written: str) -> list[Finding]:
    return [one for one in compile_texts([(FILE, written)]).findings if one.suggestion]


def misspelt() -> list[dict[str, Any]]:
    """Watches on operations, parameters and fields of native events with a slip in one word."""
    chance = random.Random(SEED)
    found: list[dict[str, Any]] = []
    for service in chance.sample(sorted(services.index()), 25):
        name = chance.choice(services.index()[service]["operations"])
        typos = [one for one in slips(name) if one not in operations.known(service)]
        found += [{"on": f"{service}:{one}"} for one in typos[:2]]
        for path in parameters.paths(service, name)[:1]:
            above, _, last = path.rpartition(".")
            found += [{"on": f"{service}:{name}", "where": {f"{above}.{typo}": "x"}}
                      for typo in (list(slips(last))[:1] if len(last) > 4 else ())]
    return found + chance.sample(list(planted_watches()), 60)


PROPOSED = [(written, finding) for written in [
    *(text(case["watch"], **case.get("spec", {})) for _, case in CASES),
    *(text(case["watch"]) for case in KINDS_OF_AWS)] for finding in proposals(written)]


@pytest.mark.parametrize(("written", "finding"), PROPOSED,
                         ids=[f"{number}-{one.code}" for number, (_, one) in enumerate(PROPOSED)])
def test_a_suggestion_compiles_and_fires(written: str, finding: Finding) -> None:
    assert is_alive(written, finding), f"{finding}\n{written}"


def test_a_suggestion_for_a_planted_slip_compiles_and_fires() -> None:
    tried = [(written, finding) for written in map(text, misspelt())
             for finding in proposals(written)]
    assert len(tried) >= 100
    assert [str(finding) for written, finding in tried if not is_alive(written, finding)] == []


def test_there_are_suggestions_to_try() -> None:
    assert len(PROPOSED) >= 180
