"""Nothing is lost; and were a failure sink missing, the books would say so."""

from __future__ import annotations

import multiprocessing
import re
import shutil
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from tools.faults.outcome import Outcome, outcome
from tools.faults.stage import MODULES

pytestmark = pytest.mark.slow

EVENTS, BEFORE = 20, 150  # of a usual trial, and of that before the rule
# Sink -> (file, what is cut out of it, the trials that need the sink).
SINKS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "the rules' dead-letter queue": (
        "watch/main.tf", r"  dead_letter_config \{\n    arn = var\.targets\.recorder.*?\n  \}\n",
        ("rule may not invoke",)),
    "the recorder's dead-letter queue": (
        "recorder.tf", r"  dead_letter_config \{.*?\n  \}\n",
        ("key disabled", "failure bucket refuses")),
    "the recorder's failure destination": (
        "recorder.tf", r"  destination_config \{.*?\n  \}\n", ("1 MB, table not found",)),
}
WHOLE = "nothing is missing"


def without(sink: str, folder: Path) -> Path:
    """A copy of the modules from which a sink is cut out."""
    modules = folder / "modules"
    shutil.copytree(MODULES, modules)
    if sink != WHOLE:
        name, block, _ = SINKS[sink]
        file = modules / "eventbridge_notifier" / name
        text, count = re.subn(block, "", file.read_text(), count=1, flags=re.S)
        assert count == 1
        file.write_text(text)
    return modules


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """Each in a process of its own: moto has one state a process."""
    folders = {sink: tmp_path_factory.mktemp("modules") for sink in (WHOLE, *SINKS)}
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool:
        runs = {sink: pool.submit(outcome, without(sink, folder), EVENTS, _trials(sink), BEFORE)
                for sink, folder in folders.items()}
        return {sink: run.result() for sink, run in runs.items()}


def _trials(sink: str) -> tuple[str, ...]:
    return ("nothing", *SINKS[sink][2]) if sink in SINKS else ()


def test_every_event_is_recorded_or_redriven_once(outcomes: dict[str, Outcome]) -> None:
    total = outcomes[WHOLE].total
    assert total.even, total
    assert total.recorded
    assert total.redriven


@pytest.mark.parametrize("sink", SINKS)
def test_a_missing_sink_shows_as_losses(outcomes: dict[str, Outcome], sink: str) -> None:
    calm, *others = outcomes[sink].lines
    assert calm.books.even
    assert [line.name for line in others if line.books.lost] == list(SINKS[sink][2])


def test_what_never_reached_a_rule_is_named_and_brought(outcomes: dict[str, Outcome]) -> None:
    proof = outcomes[WHOLE].proof
    assert proof is not None
    assert proof.even, proof
    assert proof.events == BEFORE
    assert {"not delivered", "the rule was disabled", "the trail was stopped",
            "nothing is forwarded from us-east-2"} == set(proof.missing)


def test_the_recorders_role_has_used_all_that_it_may(outcomes: dict[str, Outcome]) -> None:
    assert outcomes[WHOLE].unused == []
