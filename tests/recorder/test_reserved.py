"""The names that a watch's `record` cannot take are one fact, the same for all who ask."""

from __future__ import annotations

from datetime import UTC, datetime

from eventbridge_notifier.record_format.reserved import RESERVED
from recorder.messages import Message
from recorder.record import record

from tests.generator.specs import findings
from tests.recorder.builders import an_event

WATCH = {"on": "lambda:CreateFunction"}
NOW = datetime(2026, 12, 1, tzinfo=UTC)


def test_check_refuses_every_reserved_name_and_no_other() -> None:
    names = [*sorted(RESERVED), "eventFormat", "functionName"]
    found = findings(WATCH | {
        "record": dict.fromkeys(names, "requestParameters.functionName")})
    refused = [one.message for one in found if one.code == "reserved"]
    assert {name for name in names if any(f" {name}; " in said for said in refused)} == RESERVED
    assert len(refused) == len(RESERVED)


def test_the_recorder_keeps_its_own_attributes_whatever_it_is_told() -> None:
    told = Message("w", None, dict.fromkeys([*RESERVED, "eventFormat"], "$.id"), an_event())
    assert set(record(told, NOW).promoted) == {"eventFormat"}
