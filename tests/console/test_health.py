"""Facts become findings; what could not be found out is never called well."""

from __future__ import annotations

import pytest

from console.health import BAD, OK, WARNING, AlarmFacts, Facts, QueueFacts, RuleFacts, findings
from console.health import healthy as is_healthy

WELL = Facts(
    function_state="Active", reserved_concurrency=None, table_state="ACTIVE",
    trails={"main": True}, rules=[RuleFacts("n-w", "ENABLED", True)],
    queues=[QueueFacts("n-dead-letter", 0, None)], failed_invokes=0,
    alarms=[AlarmFacts("n-depth", "OK", True)], failed_deliveries=0, dropped=0, silent=[])


def levels(**changes: object) -> dict[str, str]:
    """The worst level of each check."""
    found: dict[str, str] = {}
    order = (OK, WARNING, BAD)
    for one in findings(WELL._replace(**changes)):
        found[one.check] = max(found.get(one.check, OK), one.level, key=order.index)
    return found


def test_all_is_well() -> None:
    assert set(levels().values()) == {OK}
    assert is_healthy(findings(WELL))


@pytest.mark.parametrize("fact", [name for name in Facts._fields if name != "reserved_concurrency"])
def test_what_could_not_be_read_is_a_warning(fact: str) -> None:
    assert list(levels(**{fact: None}).values()).count(WARNING) == 1


@pytest.mark.parametrize(("check", "changes"), [
    ("trail", {"trails": {}}), ("trail", {"trails": {"main": False}}), ("rules", {"rules": []}),
    ("rules", {"rules": [RuleFacts("n-w", "DISABLED", True)]}),
    ("rules", {"rules": [RuleFacts("n-w", "ENABLED", False)]}),
    ("deliveries", {"failed_deliveries": 3}), ("recorder", {"function_state": "Failed"}),
    ("recorder", {"reserved_concurrency": 0}), ("recorder", {"dropped": 1}),
    ("table", {"table_state": "ARCHIVED"}), ("dead letters", {"queues": []}),
    ("dead letters", {"queues": [QueueFacts("n-dead-letter", 2, 120.0)]}),
    ("dead letters", {"failed_invokes": 4}),
    ("alarms", {"alarms": [AlarmFacts("n-depth", "ALARM", True)]})])
def test_what_loses_events_is_bad(check: str, changes: dict[str, object]) -> None:
    assert levels(**changes)[check] == BAD
    assert not is_healthy(findings(WELL._replace(**changes)))


@pytest.mark.parametrize(("check", "changes"), [
    ("alarms", {"alarms": [AlarmFacts("n-depth", "OK", False)]}), ("alarms", {"alarms": []}),
    ("records", {"silent": ["w"]})])
def test_what_may_be_meant_is_a_warning(check: str, changes: dict[str, object]) -> None:
    assert levels(**changes)[check] == WARNING
