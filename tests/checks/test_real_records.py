"""No watch is refused that would have fired: one is derived from every real record at hand."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from eventbridge_notifier.diagnostics.finding import errors
from eventbridge_notifier.events import envelope

from tests.generator import derive

LOGS = Path("../shared/cloudtrail")

pytestmark = pytest.mark.skipif(not LOGS.is_dir(), reason="no real records beside this checkout")


@cache
def records() -> list[dict[str, Any]]:
    """Each call with the same parameters once."""
    lines = [line for path in sorted(LOGS.glob("*.jsonl"))
             for line in path.read_text("utf-8").splitlines()]
    found = {}
    for record in map(json.loads, lines):
        key = [record[name] for name in ("eventSource", "eventName")]
        found.setdefault(json.dumps([*key, sorted(derive.parameters(record)),
                                     record.get("errorCode")]), record)
    return list(found.values())


def refusals(record: dict[str, Any], chosen: dict[str, Any]) -> Iterator[str]:
    """What stands against the watches that the record gives, one for each name of the service."""
    event = envelope.wrap(record)
    for service in derive.services(record):
        result = derive.compiled(record, service, chosen)
        yield from map(str, errors(result.findings))
        if result.rules and not result.rules[0].compiled.matches(event):
            yield f"{service}:{record['eventName']} {chosen} does not fire"


def test_a_watch_on_a_real_call_compiles_and_fires() -> None:
    assert len(records()) > 300
    assert [one for record in records() for one in refusals(record, {})] == []


def test_a_watch_on_a_parameter_of_a_real_call_compiles_and_fires() -> None:
    """The first, the middle and the last parameter of each; all of them in the slow run."""
    found = []
    for record in records():
        parameters = list(derive.parameters(record).items())
        few = parameters[:1] + parameters[len(parameters) // 2:][:1] + parameters[-1:]
        found += [one for pair in dict(few).items() for one in refusals(record, dict([pair]))]
    assert found == []


@pytest.mark.slow
def test_a_watch_on_any_parameter_of_any_real_call_compiles_and_fires() -> None:
    assert [one for record in records() for pair in derive.parameters(record).items()
            for one in refusals(record, dict([pair]))] == []
