"""`lint`: what AWS accepts and hardly anybody means."""

from typing import Any

import pytest
from eventbridge_notifier.diagnostics.registry import REGISTRY
from eventbridge_notifier.patterns import Trap, compile, lint

SAFE = {"source": ["aws.ec2"], "detail-type": ["x"]}


def traps(pattern: dict[str, Any]) -> list[Trap]:
    compile(pattern)
    return lint({**SAFE, **pattern})


TRAPS: list[tuple[dict[str, Any], str, str, tuple[str | int, ...], str]] = [
    ({"eventName": ["RunInstances"]}, "top-level-detail-field", "error", ("eventName",),
     "detail.eventName"),
    ({"eventName.x": ["y"]}, "top-level-detail-field", "error", ("eventName.x",),
     "detail.eventName.x"),
    ({"detailtype": ["x"]}, "unknown-envelope-key", "error", ("detailtype",), "detail-type"),
    ({"$or": [{"eventSource": ["x"]}, {"region": ["y"]}]}, "top-level-detail-field", "error",
     ("eventSource",), "detail.eventSource"),
    ({"detail": {"a": ["x"], "$or": [{"a": ["y"]}, {"b": ["z"]}]}}, "or-overrides", "warning",
     ("detail", "$or", 0, "a"), ""),
    ({"detail": {"$or": [{"a": {"b": ["y"]}}, {"c": ["z"]}], "a": {"b": ["x"]}}}, "or-overrides",
     "warning", ("detail", "$or", 0, "a", "b"), ""),
    ({"detail": {"a": [{"anything-but": "x"}, {"anything-but": "y"}]}}, "anything-but-twice",
     "warning", ("detail", "a"), ""),
    ({"detail": {"errorCode": ["AccessDenied*"]}}, "literal-star", "warning",
     ("detail", "errorCode", 0), '{"wildcard": "AccessDenied*"}'),
    ({"detail": {"errorCode": ["x", "*"]}}, "literal-star", "warning", ("detail", "errorCode", 1),
     '{"exists": true}'),
    ({"detail": {"eventSource": ["eventbridge.amazonaws.com"]}}, "wrong-event-source", "error",
     ("detail", "eventSource", 0), "events.amazonaws.com"),
    ({"detail": {"eventSource": ["events.amazonaws.com", "eventbridge.amazonaws.com"]}},
     "unverified-source", "warning", ("detail", "eventSource", 1), "events.amazonaws.com"),
    ({"detail": {"eventSource": ["cloudwatch.amazonaws.com"]}}, "unverified-source", "warning",
     ("detail", "eventSource", 0), "monitoring.amazonaws.com"),
    ({"source": ["aws.stepfunctions"]}, "wrong-event-source", "error", ("source", 0), "aws.states"),
    ({"detail": {"ip": [{"exactly": "10.0.0.1"}]}}, "undocumented-operator", "warning",
     ("detail", "ip", 0), '"10.0.0.1"'),
    ({"detail": {"name": [{"equals-ignore-case": "a😀"}]}}, "case-beyond-bmp", "warning",
     ("detail", "name", 0), ""),
    ({"detail": {"$or": [{"a": ["x"]}, {"b": [{"suffix": {"equals-ignore-case": "😀"}}]}]}},
     "case-beyond-bmp", "warning", ("detail", "$or", 1, "b", 0), ""),
    ({"detail": {"a": [{"anything-but": {"equals-ignore-case": ["x", "😀"]}}]}},
     "case-beyond-bmp", "warning", ("detail", "a", 0), ""),
]


@pytest.mark.parametrize("name", ["principal", "Principal", "AWS", "Resource", "AllowedOrigin"])
def test_an_asterisk_alone_is_a_value_where_callers_give_one(name: str) -> None:
    assert traps({"detail": {"a": {name: ["*"]}}}) == []
    assert [one.code for one in traps({"detail": {"a": {name: ["*.com"]}}})] == ["literal-star"]


@pytest.mark.parametrize(("pattern", "code", "level", "path", "suggestion"), TRAPS)
def test_trap(pattern: dict[str, Any], code: str, level: str, path: tuple[str | int, ...],
              suggestion: str) -> None:
    [trap] = traps(pattern)
    found = (trap.code, REGISTRY[trap.code].level, trap.path, trap.suggestion)
    assert found == (code, level, path, suggestion)
    assert trap.message


def test_no_source_is_a_warning_wherever_the_source_may_stand() -> None:
    def codes(pattern: dict[str, Any]) -> list[str]:
        return [trap.code for trap in lint(pattern)]

    assert codes({"detail": {"a": [1]}}) == ["no-source"]
    assert codes({"source": [{"prefix": "aws."}]}) == []
    assert codes({"$or": [{"source": ["a"]}, {"source": ["b"]}]}) == []


def test_sound_patterns_have_no_traps() -> None:
    assert traps({"detail": {
        "eventName": [{"anything-but": ["x", "y"]}, {"exists": False}],
        "errorCode": [{"wildcard": "*Denied"}],
        "name": [{"equals-ignore-case": "Straße"}],
        "$or": [{"a": {"b": [1]}}, {"a": {"c": [1]}}],
    }}) == []
